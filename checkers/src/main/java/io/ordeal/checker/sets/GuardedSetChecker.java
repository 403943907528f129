package io.ordeal.checker.sets;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Findings;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges sets to which elements are added by read-modify-write under a lock: the last read, and each that was not over
 * when it began, must have all whose add was acknowledged, or that another read had, before it began; and no read must have
 * what nobody had begun to add.
 *
 * <p><b>Guarantees</b>: an element is {@code lost-update} if another add is known, by the versions that both tell, to have
 * read the same state; else {@code lost}. An element is {@code unexpected} if it was never added, or its add failed.
 *
 * <p><b>Cannot detect</b>: two adds under a broken lock that happened not to meet.
 *
 * <p><b>Complexity</b>: linear.
 */
final class GuardedSetChecker implements Checker {
    @Override
    public CheckResult check(History history, CheckContext context) {
        Map<Object, GuardedSet> sets = new LinkedHashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (i % 4096 == 0) {
                context.checkpoint();
            }
            if (history.isClient(i)) {
                event(history, i, sets);
            }
        }
        if (sets.size() > 1 && sets.containsKey(GuardedSet.class)) {
            throw new UnjudgeableHistoryException("some operations name a lock and others do not: expected adds"
                    + " {:lock k :element x} and reads of k, or neither with a lock");
        }
        CheckResult result = sets.isEmpty()
                ? CheckResult.of(Verdict.unknown("there is neither an :add nor a :read to be judged"))
                : CheckResult.of(Verdict.valid());
        int acknowledged = 0;
        int lost = 0;
        for (GuardedSet set : sets.values()) {
            context.checkpoint();
            Judged judged = judge(history, set);
            acknowledged += set.acknowledged();
            lost += judged.lost();
            Verdict found = Verdict.of(Findings.told(judged.anomalies(), context));
            Verdict verdict = judged.doubt() == null ? found : found.and(Verdict.unknown(judged.doubt()));
            result = result.and(CheckResult.of(verdict));
        }
        return result.and(
                new CheckResult(Verdict.valid(), List.of(), Map.of("acknowledged", acknowledged, "lost", lost)));
    }

    @Override
    public Cuts cuts(History history) {
        return new GuardedSetCuts(history);
    }

    private static void event(History history, int i, Map<Object, GuardedSet> sets) {
        String f = history.f(i);
        if (f.equals("session-lost")) {
            // A client's word on its lock, which says nothing of the set.
            return;
        }
        if (!f.equals("add") && !f.equals("read")) {
            throw new UnjudgeableHistoryException(
                    "event " + history.index(i) + ": a guarded-set knows :add and :read, not :" + f);
        }
        if (f.equals("add") && history.isInvoke(i)) {
            SetValue value = SetValue.ofAdd(history, i);
            ofLock(sets, value).add(history, i, Objects.requireNonNull(value.element(), "element"));
        } else if (f.equals("read") && history.type(i) == OpType.OK) {
            ofLock(sets, SetValue.ofRead(history, i)).read(history, i);
        } else if (f.equals("add") && history.type(i) == OpType.OK) {
            SetValue.requireSame(history, i);
        }
    }

    private static GuardedSet ofLock(Map<Object, GuardedSet> sets, SetValue value) {
        return sets.computeIfAbsent(
                value.lock() == null ? GuardedSet.class : value.lock(), lock -> new GuardedSet(value.lock()));
    }

    /** @param doubt why the verdict is not Valid although there is no anomaly; null if it is */
    private record Judged(
            List<Anomaly> anomalies, int lost, @Nullable String doubt) {}

    /** What one of the last reads lacks. */
    private record Lacking(List<Anomaly> anomalies, int late) {
        static Lacking of(History history, GuardedSet set, int read) {
            Set<@Nullable Object> there = new HashSet<>(SetValue.elements(history, read));
            int readInvoked = history.partner(read);
            List<Anomaly> missing = new ArrayList<>();
            int late = 0;
            for (Map.Entry<Object, Integer> add : set.adds.entrySet()) {
                OpType outcome = history.outcome(add.getValue());
                if (outcome == OpType.FAIL || there.contains(add.getKey())) {
                    continue;
                }
                if (outcome == OpType.OK && history.partner(add.getValue()) < readInvoked) {
                    missing.add(lost(history, set, add.getKey(), add.getValue(), read));
                } else if (set.seen.getOrDefault(add.getKey(), Integer.MAX_VALUE) < readInvoked) {
                    missing.add(vanished(history, set, add.getKey(), add.getValue(), read));
                } else if (outcome == OpType.OK || add.getValue() > readInvoked) {
                    late++;
                }
            }
            return new Lacking(missing, late);
        }
    }

    private static Judged judge(History history, GuardedSet set) {
        if (set.finalRead < 0) {
            return new Judged(List.of(), 0, "no read of " + set.name() + " is ok, so that nothing is known of its end");
        }
        List<Anomaly> anomalies = new ArrayList<>();
        int late = 0;
        // The very last read speaks for all that it lacks itself.
        List<Integer> lastReads = new ArrayList<>(set.lastReads(history));
        Collections.reverse(lastReads);
        for (int read : lastReads) {
            Lacking lacking = Lacking.of(history, set, read);
            if (anomalies.isEmpty()) {
                anomalies.addAll(lacking.anomalies());
            }
            late = read == set.finalRead ? lacking.late() : late;
        }
        int lost = anomalies.size();
        set.seen.forEach((element, read) -> {
            Integer add = element == null ? null : set.adds.get(element);
            if (add == null || add > read || history.outcome(add) == OpType.FAIL) {
                anomalies.add(unexpected(history, set, element, add, read));
            }
        });
        return new Judged(
                anomalies,
                lost,
                late == 0
                        ? null
                        : late + " elements were added to " + set.name() + " after its last read had begun, or may have"
                                + " been: of them, and of what they undid, nothing is known");
    }

    private static Anomaly lost(History history, GuardedSet set, Object element, int add, int read) {
        Integer rival = set.rivalOf(history, add);
        int completion = history.partner(add);
        String words = "process " + history.process(add) + " was told at event " + history.index(completion) + " that "
                + EdnText.brief(element) + " had been added to " + set.name() + ", but " + lastRead(set, read)
                + ", by process "
                + history.process(read) + " at event " + history.index(read) + ", does not have it";
        if (rival == null) {
            return new Anomaly(AnomalyType.LOST, set.lock, words, witness(history, List.of(add, completion), read));
        }
        Object version = SetValue.version(history, completion, "read");
        String sentence = words + ": process " + history.process(rival) + ", adding "
                + EdnText.brief(SetValue.ofAdd(history, rival).element()) + ", had read the same version "
                + EdnText.brief(version)
                + " of the set, and one write undid the other";
        return new Anomaly(
                AnomalyType.LOST_UPDATE,
                set.lock,
                sentence,
                witness(history, List.of(add, completion, rival, history.partner(rival)), read));
    }

    /** Nobody was told that the element had been added, but a read had it. */
    private static Anomaly vanished(History history, GuardedSet set, Object element, int add, int read) {
        int seen = set.seen.getOrDefault(element, add);
        String words = "process " + history.process(seen) + " read " + EdnText.brief(element) + " in " + set.name()
                + " at event "
                + history.index(seen) + ", but " + lastRead(set, read) + ", by process " + history.process(read)
                + " at event " + history.index(read) + ", does not have it";
        return new Anomaly(
                AnomalyType.LOST, set.lock, words, witness(history, List.of(add, history.partner(seen), seen), read));
    }

    private static Anomaly unexpected(
            History history, GuardedSet set, @Nullable Object element, @Nullable Integer add, int read) {
        String words = (read == set.finalRead ? "the last read of " : "a read of ") + set.name() + ", by process "
                + history.process(read) + " at event " + history.index(read) + ", has " + EdnText.brief(element) + ", ";
        if (add == null || add > read) {
            return new Anomaly(
                    AnomalyType.UNEXPECTED,
                    set.lock,
                    words + "which nobody had begun to add",
                    witness(history, List.of(), read));
        }
        return new Anomaly(
                AnomalyType.UNEXPECTED,
                set.lock,
                words + "though process " + history.process(add) + " was told at event "
                        + history.index(history.partner(add)) + " that it had not been added",
                witness(history, List.of(add, history.partner(add)), read));
    }

    /** How a read is called that lacks something. */
    private static String lastRead(GuardedSet set, int read) {
        return read == set.finalRead ? "the last read" : "a read that was not over when the last one began";
    }

    private static List<Op> witness(History history, List<Integer> events, int read) {
        TreeSet<Integer> all = new TreeSet<>(events);
        all.add(history.partner(read));
        all.add(read);
        return all.stream().map(history::op).toList();
    }
}
