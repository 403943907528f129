package io.ordeal.cluster;

/** Where a cluster's nodes run. */
public enum ClusterKind {
    /** Child processes on loopback: no Docker. The default. */
    PROCESS,
    /** Containers of a Linux engine. */
    CONTAINER,
    /** A system that already runs, given by its endpoints: client links only. */
    ENDPOINT
}
