package io.ordeal.reproduce;

import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.History;
import io.ordeal.workload.Replaying;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is left of a run, made several times in one run, round after round, each on keys of its own: what comes about in a
 * share p of the rounds comes about in 1 − (1 − p)ᵏ of runs with k of them. A round begins when the one before has ended, so
 * that those who are to meet in it do, however slow the machine is.
 */
final class Repetition {
    /**
     * How rounds follow each other.
     *
     * @param between after the last operation of one has begun, or the heal of its last fault, until the first of the next
     * @param longest all of them together
     * @param most how many
     */
    private record Pace(Duration between, Duration longest, int most) {}

    /** Servers come back, and leaders are elected, before the next round. */
    private static final Pace WITH_FAULTS = new Pace(Duration.ofMillis(500), Duration.ofSeconds(40), 12);

    /**
     * There is nothing to wait for but the operations of the round before, however long these take: on a busy machine not all
     * rounds come about.
     */
    private static final Pace OPERATIONS_ALONE = new Pace(Duration.ofMillis(10), Duration.ofSeconds(10), 500);

    /** How often what changes nothing is done in a round at most; it is done no more when all else of the round has ended. */
    private static final int AGAIN = 8;

    /** How often all rounds may be in vain. */
    private static final double IN_VAIN = 0.03;

    private final Function<List<RecordedOperation>, Optional<Replaying.Rounds>> apart;

    /** @param apart how operations are made several times; empty where they can't be kept apart */
    Repetition(Function<List<RecordedOperation>, Optional<Replaying.Rounds>> apart) {
        this.apart = apart;
    }

    /** As a workload says. */
    static Repetition by(Replaying replaying) {
        return new Repetition(operations -> replaying.rounds(
                operations.stream().map(RecordedOperation::invocation).toList()));
    }

    /** Where nothing can be made several times. */
    static Repetition none() {
        return new Repetition(operations -> Optional.empty());
    }

    /**
     * A plan in so many rounds that it shows in nearly all runs what it shows in some.
     *
     * @param share of runs that show it, above 0
     * @return empty if there is no such plan that takes no longer than is reasonable
     */
    Optional<ReplayPlan> oftenEnough(ReplayPlan plan, double share) {
        return repeated(plan, share >= 1 ? 2 : (int) Math.ceil(Math.log(IN_VAIN) / Math.log(1 - share)));
    }

    /** A plan in as many rounds as there is time for, within reason: a race that is seldom lost is, sooner or later. */
    Optional<ReplayPlan> within(ReplayPlan plan, Duration longest) {
        return repeated(plan, (int) Math.min(Integer.MAX_VALUE, longest.toNanos() / period(plan)));
    }

    /**
     * A plan whose operations that change nothing are made several times while the others go on: what they are to see may be
     * there for no longer than a moment. Those that were open together begin together, as how long they take is another matter
     * each time.
     *
     * @param askers how many workers do each of them, all at the node of whoever did it, ≥ 1
     * @param nodes of the system, which workers take in turn
     * @return the plan itself if all of its operations change something, or none does
     */
    static ReplayPlan again(ReplayPlan plan, Replaying replaying, int askers, int nodes) {
        List<RecordedOperation> others = plan.operations().stream()
                .filter(one -> !replaying.mayBeRepeated(one.invocation()))
                .toList();
        if (others.isEmpty() || others.size() == plan.operations().size()) {
            return plan;
        }
        long from = others.get(0).timeNanos();
        long ended = ended(plan.recording().history(), others.get(0).index());
        NavigableSet<Integer> workers = new TreeSet<>();
        plan.operations().forEach(one -> workers.add(one.worker()));
        List<RecordedOperation> operations = new ArrayList<>();
        for (RecordedOperation one : plan.operations()) {
            if (replaying.mayBeRepeated(one.invocation())) {
                RecordedOperation now = one.movedTo(from);
                operations.addAll(Collections.nCopies(AGAIN, now));
                for (int asker = 1; asker < askers; asker++) {
                    int worker = one.worker();
                    while (!workers.add(worker)) {
                        worker += Math.max(1, nodes);
                    }
                    operations.addAll(Collections.nCopies(AGAIN, now.by(worker)));
                }
            } else {
                operations.add(one.index() < ended ? one.movedTo(from) : one);
            }
        }
        operations.sort(Comparator.comparingLong(RecordedOperation::timeNanos));
        return plan.withOperations(operations)
                .withOptions(
                        plan.options().withConcurrency(Math.max(plan.options().concurrency(), workers.last() + 1)));
    }

    /** The index of the event that ended an operation; the greatest number if none did. O(n). */
    private static long ended(History history, int operation) {
        for (int i = 0; i < history.size(); i++) {
            if (history.index(i) == operation) {
                int end = history.partner(i);
                return end < 0 ? Long.MAX_VALUE : history.index(end);
            }
        }
        return Long.MAX_VALUE;
    }

    private static Pace pace(ReplayPlan plan) {
        return plan.schedule().isEmpty() ? OPERATIONS_ALONE : WITH_FAULTS;
    }

    private static long period(ReplayPlan plan) {
        long first = plan.schedule().isEmpty() ? Reducing.first(plan) : 0;
        return ExpectedMoments.length(plan).plus(pace(plan).between()).toNanos() - first;
    }

    private Optional<ReplayPlan> repeated(ReplayPlan plan, int rounds) {
        Pace pace = pace(plan);
        long period = period(plan);
        int most = (int) Math.min(pace.most(), pace.longest().toNanos() / period);
        boolean lastsToTheEnd =
                plan.schedule().faults().stream().anyMatch(fault -> fault.end().isEmpty());
        if (most < 2 || lastsToTheEnd || plan.operations().isEmpty()) {
            return Optional.empty();
        }
        return apart.apply(plan.operations())
                .map(keys -> repeated(plan, Math.max(2, Math.min(rounds, most)), period, keys));
    }

    private static ReplayPlan repeated(ReplayPlan plan, int rounds, long period, Replaying.Rounds keys) {
        List<RecordedOperation> operations = new ArrayList<>();
        List<PlannedFault> faults = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (RecordedOperation one : plan.operations()) {
                RecordedOperation then = one.at(one.timeNanos() + round * period);
                operations.add(then.with(keys.in(round, then.invocation())).in(round));
            }
            for (PlannedFault fault : plan.schedule().faults()) {
                faults.add(inRound(fault, round, period, plan));
            }
        }
        ReplayPlan repeated = plan.withOperations(operations).withSchedule(new Schedule(faults));
        return repeated.withOptions(
                repeated.options().withTime(ReplayPlan.withSlack(ExpectedMoments.length(repeated))));
    }

    private static PlannedFault inRound(PlannedFault fault, int round, long period, ReplayPlan plan) {
        if (round == 0) {
            return fault;
        }
        List<Condition> begin = new ArrayList<>();
        if (!(fault.begin().get(0) instanceof Condition.Operations)
                && !(fault.begin().get(0) instanceof Condition.At)) {
            begin.add(new Condition.Operations(
                    (long) round * plan.operations().size(), Condition.Stage.BEGUN, Condition.OperationFilter.ALL));
        }
        fault.begin().forEach(condition -> begin.add(inRound(condition, round, period, plan)));
        return new PlannedFault(
                inRound(fault.id(), round),
                fault.fault(),
                begin,
                fault.end().stream()
                        .map(condition -> inRound(condition, round, period, plan))
                        .toList(),
                fault.draws());
    }

    private static String inRound(String id, int round) {
        return id + "-r" + (round + 1);
    }

    private static Condition inRound(Condition condition, int round, long period, ReplayPlan plan) {
        if (condition instanceof Condition.At at) {
            return new Condition.At(at.time().plusNanos(round * period));
        }
        if (condition instanceof Condition.Operations counting) {
            long inOne = plan.operations().stream()
                    .filter(one -> Reducing.matches(counting, one))
                    .count();
            return new Condition.Operations(counting.count() + round * inOne, counting.stage(), counting.which());
        }
        if (condition instanceof Condition.Began began) {
            return new Condition.Began(inRound(began.fault(), round));
        }
        if (condition instanceof Condition.Ended ended) {
            return new Condition.Ended(inRound(ended.fault(), round));
        }
        return condition;
    }
}
