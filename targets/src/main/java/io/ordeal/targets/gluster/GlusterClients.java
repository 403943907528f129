package io.ordeal.targets.gluster;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.parts.RenameLock;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.log.LogClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clients of one run, each with a mount of its own. */
final class GlusterClients {
    /** After so long a client that says nothing has surely lost its connections, and its locks with them. */
    private static final Duration LONGEST_SILENCE = GlusterCluster.PING_TIMEOUT.plusSeconds(2);

    /** Null until the first client is opened. */
    private @Nullable Path tree;

    static ClientFactories logs() {
        GlusterClients clients = new GlusterClients();
        return ClientFactories.of(LogClient.class, context -> new GlusterLog(clients.mount(context)));
    }

    static ClientFactories locks() {
        GlusterClients clients = new GlusterClients();
        return ClientFactories.of(LockClient.class, context -> new GlusterLock(clients.mount(context)))
                .withLease(LONGEST_SILENCE);
    }

    /** Without a lease: nothing ends by silence. */
    static ClientFactories renameLocks() {
        GlusterClients clients = new GlusterClients();
        ClientFactory<RenameLock> opener = context ->
                new RenameLock(new GlusterNames(clients.mount(context)), context.worker(), context.operationTimeout());
        return ClientFactories.of(LockClient.class, opener).and(FencedLockClient.class, opener);
    }

    GlusterMount mount(ClientContext context) throws Exception {
        return GlusterMount.open(context, tree());
    }

    /** Looked through once, as each file is checked. */
    private synchronized Path tree() throws Exception {
        Path known = tree;
        if (known == null) {
            List<Path> installed = GlusterSoftware.GLUSTER
                    .install()
                    .install(ClusterSettings.userCache())
                    .getOrDefault(GlusterSoftware.TREE, List.of());
            known = installed.get(0);
            tree = known;
        }
        return known;
    }
}
