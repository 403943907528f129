package io.ordeal.checker.longfork;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Findings;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.Witness;
import io.ordeal.checker.txn.TransactionAnomaly;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges reads of registers that are written once each: of any two reads and any two registers that both read, not one
 * has the first write alone and the other the second alone; no read has one register in two states; and none has what nobody wrote, or whose write failed.
 *
 * <p><b>Guarantees</b>: each anomaly is a long fork: no order of the two writes agrees with both reads, whatever their
 * times, as snapshot isolation and all above it ask.
 *
 * <p><b>Cannot detect</b>: stale reads, on whose order all agree; forks that no pair of reads has seen.
 *
 * <p><b>Complexity</b>: linear in the reads, quadratic in the registers of one read.
 *
 * <p><b>Reference</b>: Sovran et al., "Transactional storage for geo-replicated systems", SOSP 2011, section 3.2; {@code
 * jepsen.tests.long-fork}.
 */
final class LongForkChecker implements Checker {
    @Override
    public CheckResult check(History history, CheckContext context) {
        Writes writes = new Writes(history);
        List<Anomaly> anomalies = new ArrayList<>();
        /* By two registers, the first read that had the write of the first and not that of the second. */
        Map<Pair, Integer> seen = new HashMap<>();
        int reads = 0;
        int forks = 0;
        for (int i = 0; i < history.size(); i++) {
            if (i % 1024 == 0) {
                context.checkpoint();
            }
            if (!history.isClient(i)
                    || history.type(i) != OpType.OK
                    || !history.f(i).equals("read")) {
                continue;
            }
            reads++;
            List<Step> read = Step.ofRead(history, i);
            internal(history, i, read).ifPresent(anomalies::add);
            for (Step one : read) {
                if (one.value() == null) {
                    continue;
                }
                writes.judge(one, i).ifPresent(anomalies::add);
                for (Step other : read) {
                    if (other.value() != null || other.key().equals(one.key())) {
                        continue;
                    }
                    seen.putIfAbsent(new Pair(one.key(), other.key()), i);
                    Integer contrary = seen.get(new Pair(other.key(), one.key()));
                    if (contrary != null && forks++ < Findings.MOST_TOLD) {
                        anomalies.add(fork(history, writes, one.key(), other.key(), i, contrary));
                    }
                }
            }
        }
        Map<String, Object> counts = Map.of("reads", reads, "forks", forks);
        // What was found is named, each kind once: a fork is not silent beside a value that nobody wrote.
        List<Anomaly> listed = context.all() ? anomalies : firstOfEachType(anomalies);
        if (listed.isEmpty() && seen.isEmpty()) {
            String cause = reads == 0
                    ? "no :read is ok"
                    : "no :read saw one register written and another not yet, so that none could disagree";
            return new CheckResult(Verdict.unknown(cause), List.of(), counts);
        }
        return new CheckResult(Verdict.of(listed), List.of(), counts);
    }

    @Override
    public Cuts cuts(History history) {
        return new ForkCuts(history);
    }

    /** Two reads that disagree do so for ever; an open write may have been read, whichever way it ends. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    /** A register that one read found twice, and not the same: it is of no one state. */
    private static Optional<Anomaly> internal(History history, int read, List<Step> steps) {
        Map<Object, Step> first = new HashMap<>();
        for (Step step : steps) {
            Step before = first.putIfAbsent(step.key(), step);
            if (before != null && !before.equals(step)) {
                String words = "process " + history.process(read) + "'s read at event " + history.index(read) + " has "
                        + EdnText.brief(before.value()) + " in register " + EdnText.name(step.key()) + ", and then "
                        + EdnText.brief(step.value()) + ": it is of no one state";
                return Optional.of(new Anomaly(
                        TransactionAnomaly.INTERNAL.wire(),
                        step.key(),
                        words,
                        List.of(history.op(history.partner(read)), history.op(read)),
                        Map.of()));
            }
        }
        return Optional.empty();
    }

    private static List<Anomaly> firstOfEachType(List<Anomaly> anomalies) {
        Map<String, Anomaly> firsts = new LinkedHashMap<>();
        anomalies.forEach(anomaly -> firsts.putIfAbsent(anomaly.type(), anomaly));
        return List.copyOf(firsts.values());
    }

    private static Anomaly fork(History history, Writes writes, Object one, Object other, int read, int contrary) {
        String words = "process " + history.process(contrary) + "'s read at event " + history.index(contrary) + " has "
                + "the write of " + EdnText.name(other) + " and not yet that of " + EdnText.name(one)
                + ", so that it came first; process "
                + history.process(read) + "'s read at event " + history.index(read) + " has that of "
                + EdnText.name(one) + " and not yet that of " + EdnText.name(other);
        Witness witness = new Witness(history).with(contrary, read);
        Stream.of(writes.of(one), writes.of(other)).filter(Objects::nonNull).forEach(witness::with);
        return new Anomaly(AnomalyType.LONG_FORK, List.of(one, other), words, witness.events());
    }

    /** Two registers, in an order. */
    private record Pair(Object first, Object second) {}

    /** A step of a transaction: {@code [:w k v]} or {@code [:r k v]}. */
    record Step(Object key, @Nullable Object value) {
        /** @throws UnjudgeableHistoryException if other registers were read than were asked for */
        static List<Step> ofRead(History history, int completion) {
            List<Step> found = ofEvent(history, completion, "r");
            int invocation = history.partner(completion);
            if (history.value(invocation) != null && !keys(found).equals(keys(ofEvent(history, invocation, "r")))) {
                throw new UnjudgeableHistoryException("event " + history.index(completion)
                        + ": expected the registers that " + EdnText.brief(history.value(invocation))
                        + " asks for, found " + EdnText.brief(history.value(completion)));
            }
            return found;
        }

        private static List<Object> keys(List<Step> steps) {
            return steps.stream().map(Step::key).toList();
        }

        static List<Step> ofEvent(History history, int event, String name) {
            List<Step> steps = new ArrayList<>();
            if (history.value(event) instanceof List<?> list) {
                for (Object each : list) {
                    if (each instanceof List<?> parts
                            && parts.size() == 3
                            && isNamed(parts.get(0), name)
                            && parts.get(1) != null) {
                        steps.add(new Step(parts.get(1), parts.get(2)));
                    }
                }
                if (!steps.isEmpty() && steps.size() == list.size()) {
                    return steps;
                }
            }
            throw new UnjudgeableHistoryException("event " + history.index(event) + ": expected [[:" + name
                    + " k v] ...] as value of :" + history.f(event) + ", found " + EdnText.brief(history.value(event)));
        }

        private static boolean isNamed(@Nullable Object name, String expected) {
            return name instanceof Keyword keyword ? keyword.name().equals(expected) : expected.equals(name);
        }
    }
}
