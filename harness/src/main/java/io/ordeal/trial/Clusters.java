package io.ordeal.trial;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshPlan;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.ProxyServer;
import io.ordeal.mesh.ToxiproxyMesh;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.target.Target;
import java.util.Optional;

/** Brings a run's cluster up, of the kind that was asked for, with all its links. */
final class Clusters {
    private Clusters() {}

    /**
     * The cluster, ready; empty if the target lives inside this JVM.
     *
     * @throws RefusedRunException the target can't be run so
     * @throws Exception it did not come up; nothing is left of it
     */
    static Optional<Cluster> start(Target target, RunSpec spec, RunFolder folder) throws Exception {
        if (target.cluster().nodes().isEmpty()) {
            return Optional.empty();
        }
        RunOptions options = spec.options();
        ClusterSettings settings = new ClusterSettings(
                folder.path(),
                ClusterSettings.userCache(),
                options.concurrency(),
                plan -> mesh(plan, options.toxiproxy(), spec.seed()));
        return switch (options.cluster()) {
            case PROCESS -> Optional.of(ProcessCluster.start(target.cluster(), settings));
            case CONTAINER -> Optional.of(ContainerCluster.start(target.cluster(), settings));
            case ENDPOINT -> Optional.of(EndpointCluster.connect(target.cluster(), options.endpoints(), settings));
        };
    }

    /** The links of a cluster on this machine. */
    private static Mesh mesh(MeshPlan plan, Optional<String> toxiproxy, long seed) throws Exception {
        ToxiproxyMesh mesh =
                new ToxiproxyMesh(toxiproxy.isPresent() ? running(toxiproxy.get()) : ProxyServer.embedded(seed));
        try {
            for (MeshPlan.Passage passage : plan.passages()) {
                mesh.add(passage.link(), passage.port(), passage.entrance(), passage.upstream());
            }
            for (MeshPlan.Announcement announcement : plan.announcements()) {
                mesh.announce(announcement.node(), announcement.port(), announcement.address(), announcement.senders());
            }
            return mesh;
        } catch (Exception | Error failed) {
            mesh.close();
            throw failed;
        }
    }

    private static ProxyServer running(String address) {
        int colon = address.lastIndexOf(':');
        try {
            return ProxyServer.at(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException malformed) {
            throw new RefusedRunException(
                    "--toxiproxy takes HOST:PORT of a running server's API, such as localhost:8474, not " + address);
        }
    }
}
