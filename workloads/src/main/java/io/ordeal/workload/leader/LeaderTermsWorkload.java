package io.ordeal.workload.leader;

import io.ordeal.checker.Checker;
import io.ordeal.client.Client;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.KeysApart;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Campaign, ask, resign, several elections by key, judged by the terms that leaders are told alone. */
public final class LeaderTermsWorkload implements Workload<TermedLeaderElectionClient> {
    @Override
    public String name() {
        return "leader-terms";
    }

    @Override
    public String promise() {
        return "No two processes lead in one term, and every leader's term is above that of every leader before.";
    }

    @Override
    public Class<TermedLeaderElectionClient> clientType() {
        return TermedLeaderElectionClient.class;
    }

    @Override
    public boolean hasPausePoint() {
        return true;
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        LeaderOperations.CAMPAIGN,
                        "election1",
                        List.of("election1", 17L),
                        "stands for election, and tells the term that this client leads in; fails if this client is"
                                + " not elected"),
                new ServedOperation(
                        LeaderOperations.LEADS,
                        "election1",
                        List.of("election1", 17L),
                        "whether this client leads for all it knows; [election1 false] if it does not, or can't tell"),
                new ServedOperation(
                        LeaderOperations.RESIGN,
                        "election1",
                        "election1",
                        "gives the office up; fails if this client does not lead"));
    }

    @Override
    public WorkloadRun<TermedLeaderElectionClient> start(WorkloadOptions options) {
        return LeaderRun.start(options);
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return LeaderRun.checker("terms");
    }
}
