package io.ordeal.targets.hdfs;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.parts.ClientSoftware;
import io.ordeal.targets.parts.RenameLock;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.log.LogClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The clients of one run, in Hadoop's own version whatever the servers run. */
final class HdfsClients {
    private final ClientSoftware software = new ClientSoftware(HadoopSoftware.HDFS.install());

    static ClientFactories logs(HdfsLog.Put put) {
        HdfsClients clients = new HdfsClients();
        return ClientFactories.of(LogClient.class, context -> new HdfsLog(clients.files(context), context, put));
    }

    static ClientFactories locks() {
        HdfsClients clients = new HdfsClients();
        return ClientFactories.of(LockClient.class, context -> new HdfsLock(clients.files(context), false))
                .withLease(HdfsLock.LONGEST_SILENCE);
    }

    static ClientFactories fencedLocks() {
        HdfsClients clients = new HdfsClients();
        ClientFactory<HdfsLock> opener = context -> new HdfsLock(clients.files(context), true);
        return ClientFactories.of(LockClient.class, opener)
                .and(FencedLockClient.class, opener)
                .withLease(HdfsLock.LONGEST_SILENCE);
    }

    /** Without a lease: nothing ends by silence. */
    static ClientFactories renameLocks() {
        HdfsClients clients = new HdfsClients();
        ClientFactory<RenameLock> opener = context ->
                new RenameLock(new HdfsNames(clients.files(context)), context.worker(), context.operationTimeout());
        return ClientFactories.of(LockClient.class, opener).and(FencedLockClient.class, opener);
    }

    /** The file system, over a client's own links. */
    HadoopFiles files(ClientContext context) throws Exception {
        Map<String, String> hosts = new HashMap<>();
        for (String node : HdfsCluster.DATA_NODES) {
            hosts.put(node, context.endpoint(node, DataNode.DATA_PORT).getHostString());
        }
        Map<String, String> settings = settings(context.operationTimeout().dividedBy(2));
        // connections to data nodes that can be used once more are kept by this name
        settings.put("dfs.client.context", "process" + context.process());
        return HadoopFiles.open(
                Hadoop.of(software.jars(), hosts),
                context.endpoint(HdfsCluster.NAME_NODE, NameNode.RPC_PORT),
                settings);
    }

    /** @param limit of a call to a node, and until a connection is there */
    private static Map<String, String> settings(Duration limit) {
        String millis = Long.toString(limit.toMillis());
        Map<String, String> settings = new HashMap<>();
        settings.put("dfs.client.use.datanode.hostname", "true");
        settings.put("dfs.replication", Integer.toString(HdfsCluster.DATA_NODES.size()));
        // the least there may be: a node keeps room for a whole block of each file that is written
        settings.put("dfs.blocksize", Integer.toString(1 << 20));
        // a pipeline goes on without the data nodes that left it: there are no others
        settings.put("dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER");
        // each call once
        settings.put("dfs.client.retry.policy.enabled", "false");
        settings.put("ipc.client.connect.max.retries", "0");
        settings.put("ipc.client.connect.max.retries.on.timeouts", "0");
        settings.put("ipc.client.connect.timeout", millis);
        settings.put("ipc.client.rpc-timeout.ms", millis);
        settings.put("dfs.client.socket-timeout", millis);
        settings.put("dfs.client.datanode-restart.timeout", "1");
        settings.put("dfs.client.retry.window.base", "100");
        settings.put("dfs.client.max.block.acquire.failures", "1");
        return settings;
    }
}
