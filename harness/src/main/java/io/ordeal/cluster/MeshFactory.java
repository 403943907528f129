package io.ordeal.cluster;

import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.ProxyServer;

/** Makes the links of a cluster, once it is known where its servers will listen and before they are started. */
@FunctionalInterface
public interface MeshFactory {
    /**
     * Makes a proxy for every passage, and lets every announcement lead through them.
     *
     * @throws Exception some could not be made; none is left
     */
    Mesh create(MeshPlan plan) throws Exception;

    /** Proxies of our own Toxiproxy server, in this JVM. */
    static MeshFactory embedded(long seed) {
        return plan -> plan.make(ProxyServer.embedded(seed, plan.refusalPatience()));
    }
}
