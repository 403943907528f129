package io.ordeal.targets.gluster;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.function.Supplier;

/** What a target on GlusterFS is like: its nodes have a network each, and take what only root on Linux may. */
abstract class GlusterTarget extends PlainTarget {
    GlusterTarget(String name, String summary, Supplier<ClientFactories> clients, List<Expectation> expectations) {
        super(name, summary, new GlusterCluster(), clients, expectations);
    }

    @Override
    public final ClusterKind usualCluster() {
        return ClusterKind.NAMESPACE;
    }

    @Override
    public final List<String> lacking(ClusterKind kind) {
        return GlusterNeeds.lacking(kind);
    }
}
