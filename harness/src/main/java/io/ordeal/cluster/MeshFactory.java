package io.ordeal.cluster;

import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.ToxiproxyMesh;
import java.io.IOException;

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
        return plan -> {
            ToxiproxyMesh mesh = ToxiproxyMesh.embedded(seed);
            try {
                for (MeshPlan.Passage passage : plan.passages()) {
                    passage.addTo(mesh);
                }
                for (MeshPlan.Announcement each : plan.announcements()) {
                    each.addTo(mesh);
                }
                return mesh;
            } catch (IOException | RuntimeException e) {
                mesh.close();
                throw e;
            }
        };
    }
}
