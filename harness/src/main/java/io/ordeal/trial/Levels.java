package io.ordeal.trial;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.fault.FaultEvidence;
import io.ordeal.fault.schedule.ScheduleEvidence;
import io.ordeal.history.History;
import io.ordeal.store.RunSpec;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run's history, judged at every level of isolation.
 *
 * <p>A level is kept if the checker finds it Valid, and the run was one of which that can be said: whole, with faults that
 * were felt, and with enough of what is put to the test. The law of the lattice is used, both ways: what is Valid makes Valid
 * what it implies, and what is Invalid makes Invalid what implies it.
 *
 * @param kept levels that are Valid
 * @param broken levels that are Invalid; of the others nothing is known
 */
public record Levels(Set<ConsistencyModel> kept, Set<ConsistencyModel> broken) {
    /** Nothing is known of any level. */
    public static final Levels NONE = new Levels(Set.of(), Set.of());

    public Levels {
        kept = Set.copyOf(kept);
        broken = Set.copyOf(broken);
    }

    /**
     * Judges a run.
     *
     * @param context of each check
     * @return none where the workload's promise is no level
     */
    public static Levels of(RunSpec spec, History history, Workload<?> workload, CheckContext context) {
        WorkloadOptions options = Judge.workloadOptions(spec);
        FaultEvidence evidence = FaultEvidence.of(
                history,
                FaultSpans.of(history),
                spec.faultsWithoutTriggers(),
                spec.options().concurrency());
        ScheduleEvidence schedule = new ScheduleEvidence(history);
        Map<ConsistencyModel, Verdict> verdicts = new EnumMap<>(ConsistencyModel.class);
        // each comes after those that it implies: the strongest first
        List<ConsistencyModel> levels = workload.levels();
        for (int i = levels.size() - 1; i >= 0; i--) {
            ConsistencyModel level = levels.get(i);
            if (!verdicts.containsKey(level)) {
                Verdict found = Checkers.judge(workload.checker(options, level), history, context)
                        .verdict();
                Verdict verdict = Judge.verdict(spec, found, evidence, schedule);
                if (verdict.isValid()) {
                    levels.stream().filter(level::implies).forEach(implied -> verdicts.put(implied, verdict));
                } else if (verdict.isInvalid()) {
                    levels.stream()
                            .filter(other -> other.implies(level))
                            .forEach(other -> verdicts.put(other, verdict));
                } else {
                    verdicts.put(level, verdict);
                }
            }
        }
        Set<ConsistencyModel> kept = EnumSet.noneOf(ConsistencyModel.class);
        Set<ConsistencyModel> broken = EnumSet.noneOf(ConsistencyModel.class);
        verdicts.forEach((level, verdict) -> {
            if (verdict.isValid()) {
                kept.add(level);
            } else if (verdict.isInvalid()) {
                broken.add(level);
            }
        });
        return new Levels(kept, broken);
    }

    /** What both runs say: kept is what one kept and none broke. */
    public Levels and(Levels other) {
        Set<ConsistencyModel> allBroken = union(broken, other.broken);
        Set<ConsistencyModel> allKept = union(kept, other.kept);
        allKept.removeAll(allBroken);
        return new Levels(allKept, allBroken);
    }

    private static Set<ConsistencyModel> union(Set<ConsistencyModel> one, Set<ConsistencyModel> other) {
        Set<ConsistencyModel> all = EnumSet.noneOf(ConsistencyModel.class);
        all.addAll(one);
        all.addAll(other);
        return all;
    }

    /** The strongest that are kept: all others that are kept follow from them. In the order of their declaration. */
    public List<ConsistencyModel> strongestKept() {
        return outermost(kept, true);
    }

    /** The weakest that are broken: that all others are broken follows from them. In the order of their declaration. */
    public List<ConsistencyModel> weakestBroken() {
        return outermost(broken, false);
    }

    private static List<ConsistencyModel> outermost(Collection<ConsistencyModel> levels, boolean strongest) {
        return levels.stream()
                .filter(level -> levels.stream()
                        .noneMatch(
                                other -> other != level && (strongest ? other.implies(level) : level.implies(other))))
                .sorted()
                .toList();
    }
}
