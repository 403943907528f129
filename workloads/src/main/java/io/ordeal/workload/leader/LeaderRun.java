package io.ordeal.workload.leader;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.leaders.ElectionEvidence;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.generator.Generators;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.LastGrants;
import io.ordeal.workload.parts.MayBeHeld;
import io.ordeal.workload.parts.PlainRun;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What both workloads of elections do, and what they ask of a run. */
final class LeaderRun {
    private LeaderRun() {}

    /** What a run's processes may lead. */
    static MayBeHeld mayLead() {
        return new MayBeHeld(
                Set.of(LeaderOperations.CAMPAIGN), LeaderOperations.RESIGN, Set.of(LeaderOperations.LEADS));
    }

    static <C extends LeaderElectionClient> WorkloadRun<C> start(WorkloadOptions options) {
        MayBeHeld held = mayLead();
        List<String> elections = IntStream.range(0, options.keys())
                .mapToObj(LeaderGenerator::electionName)
                .toList();
        return new PlainRun<C>(
                        new LeaderGenerator(options.concurrency(), options.keys(), held),
                        Generators.phases(
                                held.releases(),
                                LastGrants.of(
                                        options.concurrency(),
                                        elections,
                                        LeaderOperations.CAMPAIGN,
                                        List.of(LeaderOperations.LEADS, LeaderOperations.RESIGN))),
                        LeaderOperations::new)
                .withReplaying(new LeaderReplaying(held))
                .withRecording(BelievedOffices::new);
    }

    /** @param promise as after {@code --model} */
    static Checker checker(String promise) {
        return EvidenceRequired.of(
                Checkers.named("leader-election", CheckerOptions.DEFAULT.withModel(promise)),
                ElectionEvidence.demanded());
    }
}
