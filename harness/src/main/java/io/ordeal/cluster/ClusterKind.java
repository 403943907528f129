package io.ordeal.cluster;

/** Where a cluster's nodes run. */
public enum ClusterKind {
    /** Child processes on loopback: no Docker. The default. */
    PROCESS,
    /** Child processes in a network namespace each, with an address of their own and their usual ports; Linux alone. */
    NAMESPACE,
    /** Containers of a Linux engine. */
    CONTAINER,
    /** A system that already runs, given by its endpoints: client links only. */
    ENDPOINT;

    /** Whether the servers are processes of this machine that the harness has started, and gets at. */
    public boolean runsProcesses() {
        return this == PROCESS || this == NAMESPACE;
    }
}
