package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.models.KvModel;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What an explanation shows of random invalid histories, held against brute force: no operation can be left out. Without
 * one that is ok, the rest, with all of unknown outcome put back, is linearizable, or not for the same reason; without one
 * of unknown outcome, what comes before the last operation is not linearizable, or the last is not possible.
 */
class SmallestWitnessTest {
    private static final int INVALID = Integer.getInteger("ordeal.histories", 300);
    private static final long SEED = Long.getLong("ordeal.seed", 4_000);

    /**
     * An operation of a witness, with the indexes of its events; {@code end} is null if its outcome is unknown when the last
     * completes, and {@code until} is 0.
     */
    private record Shown(
            int at, Op start, int until, @Nullable Op end) {}

    @Test
    void casRegister() {
        hold(
                new RegisterModel(null, true),
                Draw.of("read", null, null, 1L, 2L, 3L),
                Draw.of("read", null, null, 1L, 2L, 3L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("cas", List.of(1L, 3L), List.of(1L, 3L)));
    }

    @Test
    void kv() {
        hold(
                new KvModel(),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "aab", "abb"),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "aab", "abb"),
                Draw.of("put", "a", "a"),
                Draw.of("append", "a", "a"),
                Draw.of("append", "b", "b"));
    }

    @Test
    void queue() {
        hold(
                new QueueModel(QueueModel.Order.FIFO),
                Draw.of("enqueue", 1L, 1L),
                Draw.of("enqueue", 2L, 2L),
                Draw.of("enqueue", 3L, 3L),
                Draw.of("dequeue", null, null, 1L, 2L, 3L),
                Draw.of("dequeue", null, null, 1L, 2L, 3L));
    }

    private static <S> void hold(Model<S> model, Draw... draws) {
        int invalid = 0;
        int evenWithOpen = 0;
        for (long seed = SEED; invalid < INVALID; seed++) {
            assertThat(seed).as("enough of the histories are invalid").isLessThan(SEED + 100L * INVALID);
            History history = new RandomHistories<>(model, List.of(draws), seed).next(13, 4, 0.05);
            Verdict verdict = Linearizability.of(model)
                    .check(history, CheckContext.unlimited().withParallelism(1))
                    .verdict();
            if (verdict.isInvalid()) {
                invalid++;
                boolean even =
                        holds(model, history, verdict.anomaliesOrNone().get(0).witness(), seed);
                evenWithOpen += even ? 1 : 0;
            }
        }
        assertThat(evenWithOpen).as("whatever open ones are to answer").isGreaterThan(invalid * 9 / 10);
    }

    /** Returns whether what is open when the last completes changes nothing, whatever it is to answer. */
    private static <S> boolean holds(Model<S> model, History history, List<Op> witness, long seed) {
        List<Shown> shown = shown(witness);
        String name = "-Dordeal.seed=" + seed + ", " + shown;
        Shown last = last(shown);
        List<Shown> neverKnown = unknown(history, history.size());
        List<Shown> open = unknown(history, last.until());
        boolean evenWithOpen = !isLinearizable(model, with(shown, open));
        List<Shown> unknown = evenWithOpen ? open : neverKnown;
        assertThat(isLinearizable(model, shown)).as(name).isFalse();
        assertThat(isLinearizable(model, with(shown, unknown))).as(name).isFalse();
        assertThat(isLinearizable(model, without(shown, last))).as(name).isTrue();
        boolean possible = isPossible(model, shown, last);
        for (Shown other : shown) {
            List<Shown> fewer = without(shown, other);
            if (other.end() == null) {
                boolean suffices =
                        isLinearizable(model, without(fewer, last)) && isPossible(model, fewer, last) == possible;
                assertThat(suffices).as("without %s: %s", other, name).isFalse();
            } else if (!other.equals(last)) {
                List<Shown> filled = with(fewer, unknown);
                boolean asWell = !isLinearizable(model, filled)
                        && isLinearizable(model, without(filled, last))
                        && isPossible(model, filled, last) == possible;
                assertThat(asWell).as("without %s: %s", other, name).isFalse();
            }
        }
        return evenWithOpen;
    }

    /** All that are open, or given up, at an event. */
    private static List<Shown> unknown(History history, int end) {
        List<Shown> unknown = new ArrayList<>();
        for (int at = 0; at < end; at++) {
            if (history.isInvoke(at) && history.outcome(at) != OpType.FAIL) {
                boolean known = history.outcome(at) == OpType.OK && history.partner(at) <= end;
                if (!known) {
                    unknown.add(new Shown(at, history.op(at), 0, null));
                }
            }
        }
        return unknown;
    }

    private static List<Shown> with(List<Shown> some, List<Shown> more) {
        List<Shown> all = new ArrayList<>(some);
        for (Shown one : more) {
            if (all.stream().noneMatch(each -> each.at() == one.at())) {
                all.add(one);
            }
        }
        return all;
    }

    private static Shown last(List<Shown> shown) {
        Shown last = shown.get(0);
        for (Shown each : shown) {
            if (each.end() != null && (last.end() == null || each.until() > last.until())) {
                last = each;
            }
        }
        assertThat(last.end()).isNotNull();
        return last;
    }

    /** Whether the last could have come about: all others invoked first, and of unknown outcome, as far as the times go. */
    private static <S> boolean isPossible(Model<S> model, List<Shown> shown, Shown last) {
        List<Call> others = new ArrayList<>();
        for (Shown each : shown) {
            if (!each.equals(last)) {
                others.add(call(each));
            }
        }
        return canComeTo(model, model.initial(), call(last), others);
    }

    private static <S> boolean canComeTo(Model<S> model, S state, Call goal, List<Call> left) {
        if (!model.steps(state, goal).isEmpty()) {
            return true;
        }
        for (Call next : left) {
            List<Call> others = new ArrayList<>(left);
            others.remove(next);
            for (S after : model.steps(state, next)) {
                if (!after.equals(state) && canComeTo(model, after, goal, others)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Call call(Shown each) {
        Op end = each.end();
        return end == null
                ? Call.unknown(each.start().f(), each.start().value())
                : Call.of(each.start().f(), each.start().value(), end.value());
    }

    private static List<Shown> shown(List<Op> witness) {
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < witness.size(); i++) {
            Op start = witness.get(i);
            if (start.type() != OpType.INVOKE) {
                continue;
            }
            int end = i + 1;
            while (end < witness.size() && witness.get(end).process() != start.process()) {
                end++;
            }
            if (end < witness.size() && witness.get(end).type() == OpType.FAIL) {
                // Told of in the sentence, and no part of what is shown.
                continue;
            }
            boolean completed = end < witness.size() && witness.get(end).type() == OpType.OK;
            shown.add(
                    completed
                            ? new Shown(start.index(), start, witness.get(end).index(), witness.get(end))
                            : new Shown(start.index(), start, 0, null));
        }
        return shown;
    }

    private static List<Shown> without(List<Shown> shown, Shown one) {
        return shown.stream().filter(each -> !each.equals(one)).toList();
    }

    /** Each operation has a process to itself: one that goes on after an operation that is open here would not do. */
    private static <S> boolean isLinearizable(Model<S> model, List<Shown> shown) {
        HistoryBuilder builder = new HistoryBuilder();
        int end = shown.stream()
                .mapToInt(each -> Math.max(each.at(), each.until()))
                .max()
                .orElse(0);
        for (int at = 0; at <= end; at++) {
            for (int process = 0; process < shown.size(); process++) {
                Shown each = shown.get(process);
                if (each.at() == at) {
                    builder.add(
                            OpType.INVOKE,
                            process,
                            each.start().f(),
                            each.start().value());
                } else if (each.end() != null && each.until() == at) {
                    builder.add(OpType.OK, process, each.end().f(), each.end().value());
                }
            }
        }
        return BruteForce.isLinearizable(model, builder.build());
    }
}
