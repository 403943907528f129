package io.ordeal.targets.jobs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server that gives out the work of jobs, and two that have it done. */
interface JobCluster extends ClusterDescription {
    /** Three JVMs, which a busy machine takes minutes for. */
    Duration READY = Duration.ofMinutes(4);

    /** Who gives out work. */
    NodeSpec master();

    /** Who has it done. */
    List<NodeSpec> workers();

    /** How many workers the master hears of. */
    int workersAlive(Cluster cluster) throws IOException;

    /** Why nobody is held up by what is done to links. */
    String pastLinks();

    @Override
    default List<NodeSpec> nodes() {
        return Stream.concat(Stream.of(master()), workers().stream()).toList();
    }

    @Override
    default Duration readyWithin() {
        return READY;
    }

    /** Whether the master has all its workers. */
    @Override
    default boolean isReady(Cluster cluster) throws IOException {
        return workersAlive(cluster) == workers().size();
    }

    /** All faults of links. */
    @Override
    default Map<String, String> refusedFaults() {
        return Stream.of(
                        "partition",
                        "latency",
                        "bandwidth",
                        "reset",
                        "slices",
                        "slow-close",
                        "hold",
                        "repeat",
                        "reorder",
                        "packet-loss")
                .collect(Collectors.toMap(Function.identity(), kind -> pastLinks()));
    }
}
