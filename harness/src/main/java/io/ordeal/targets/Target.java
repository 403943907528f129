package io.ordeal.targets;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A system under trial, in one variant. Found by {@code ServiceLoader} under {@code io.ordeal.targets.Target}. */
public interface Target {
    /** As after {@code --target}. */
    String name();

    /** What it is and how it is meant to work, in a sentence. */
    String summary();

    /** Its nodes; none for what lives inside this JVM. */
    ClusterDescription cluster();

    /** The factories of one run's clients. State that the clients share (a lock inside this JVM) is of that run only. */
    ClientFactories newClients();

    /** Where its nodes run if nothing else is asked for. */
    default ClusterKind usualCluster() {
        return ClusterKind.PROCESS;
    }

    /** Where it runs already, {@code host:port} a node that clients connect to; of a usual cluster of endpoints alone. */
    default List<String> endpoints() {
        return List.of();
    }

    /**
     * What is missing for it to be run, a sentence each with its remedy; asked before anything is started. By default nothing,
     * but that what is {@linkplain ClusterDescription#whyNotStarted never started} must run already.
     *
     * @param kind where its nodes are to run
     */
    default List<String> lacking(ClusterKind kind) {
        return kind == ClusterKind.ENDPOINT
                ? List.of()
                : OnlyAtEndpoints.refusal(this).stream().toList();
    }

    /** What is known or claimed of it; the first that matches a run counts. */
    List<Expectation> expectations();

    /**
     * What is expected of a run: the first expectation that speaks of it; empty if nothing is said.
     *
     * @param faults each in the grammar of {@code --faults}, without when
     * @param versions what runs, by product
     */
    default Optional<Expectation> expected(String workload, Set<String> faults, Map<String, String> versions) {
        return expectations().stream()
                .filter(each -> each.speaksOf(workload, faults, versions))
                .findFirst();
    }
}
