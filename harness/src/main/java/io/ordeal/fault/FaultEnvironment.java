package io.ordeal.fault;

import io.ordeal.cluster.Cluster;
import io.ordeal.mesh.Mesh;
import java.util.Optional;

/** What faults work on in a run. */
public interface FaultEnvironment {
    /** The run's cluster; empty if the target lives inside this JVM. */
    Optional<Cluster> cluster();

    Mesh mesh();

    /** The clients of the run, to be frozen. */
    ClientFreezer clients();

    /** Workers of the run: c0 to c(concurrency − 1) are their names in the mesh. */
    int concurrency();
}
