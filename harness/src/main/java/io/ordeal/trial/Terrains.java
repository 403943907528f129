package io.ordeal.trial;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.Terrain;
import io.ordeal.mesh.ToxiproxyMesh;
import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import io.ordeal.workload.Workload;

/** What the faults of a run will find, told before it is started. */
public final class Terrains {
    private Terrains() {}

    public static Terrain of(Target target, Workload<?> workload, RunOptions options) {
        return of(target, Clusters.plain(target, where(target, options)), workload, options);
    }

    /** Likewise, where the target's cluster is described as its faults need it. */
    static Terrain of(Target target, ClusterDescription described, Workload<?> workload, RunOptions options) {
        return Terrain.of(
                described,
                where(target, options).cluster(),
                options.concurrency(),
                options.toxiproxy().map(ToxiproxyMesh::noBlackhole),
                TrialClients.abilities(target.newClients(), workload, options.clients()));
    }

    /** The same options, and where a target's nodes usually run if nothing else was asked for. */
    static RunOptions where(Target target, RunOptions options) {
        ClusterKind usual = target.usualCluster();
        if (options.cluster() != ClusterKind.PROCESS || usual == ClusterKind.PROCESS) {
            return options;
        }
        return usual == ClusterKind.ENDPOINT ? options.withEndpoints(target.endpoints()) : options.withCluster(usual);
    }
}
