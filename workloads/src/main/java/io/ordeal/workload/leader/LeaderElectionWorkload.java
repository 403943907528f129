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

/** Campaign, ask, resign, several elections by key, judged by what processes believe and by the terms that they are told, if any. */
public final class LeaderElectionWorkload implements Workload<LeaderElectionClient> {
    @Override
    public String name() {
        return "leader-election";
    }

    @Override
    public String promise() {
        return "At most one process takes itself for the leader at any time, and no two lead in one term.";
    }

    @Override
    public Class<LeaderElectionClient> clientType() {
        return LeaderElectionClient.class;
    }

    @Override
    public boolean isUsual() {
        return true;
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
                        "election1",
                        "stands for election; fails if this client is not elected"),
                new ServedOperation(
                        LeaderOperations.LEADS,
                        "election1",
                        List.of("election1", true),
                        "whether this client leads for all it knows; [election1 false] if it does not, or can't tell"),
                new ServedOperation(
                        LeaderOperations.RESIGN,
                        "election1",
                        "election1",
                        "gives the office up; fails if this client does not lead"));
    }

    @Override
    public WorkloadRun<LeaderElectionClient> start(WorkloadOptions options) {
        return LeaderRun.start(options);
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return LeaderRun.checker("real-time");
    }
}
