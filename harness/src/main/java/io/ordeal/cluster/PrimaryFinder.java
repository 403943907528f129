package io.ordeal.cluster;

import java.util.Set;

/** Asks the nodes of a cluster, round the proxies, which of them take themselves for primary. */
@FunctionalInterface
public interface PrimaryFinder {
    /**
     * Those that do now: none during an election, several in a split brain.
     *
     * @throws Exception nobody can be asked now
     */
    Set<String> primaries(Cluster cluster) throws Exception;
}
