package io.ordeal.targets.hdfs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A data node. It is known by the name of its node, under which clients and other data nodes find their own link to it; the JVM
 * looks names up in a file.
 */
final class DataNode extends HadoopServer {
    /** Blocks: written by clients and by the data nodes that are before this one in a pipeline, and read. */
    static final String DATA_PORT = "data";

    /** What is asked of blocks: how much of one can be seen, and who has what when a writer has gone. */
    static final String RPC_PORT = "rpc";

    /** As Hadoop has it, of the first. */
    private static final int FIRST_PORT = 9866;

    private static final int PORTS = 10;

    private static final String HOSTS = "hosts";
    private static final String RUN = "exec \"$@\" org.apache.hadoop.hdfs.server.datanode.DataNode";

    /** Shorter than an operation: after so long a silent data node has left a pipeline. */
    private static final String SILENT_MILLIS = "3000";

    @Override
    public String name() {
        return "datanode";
    }

    private final int index;

    /** @param index of all data nodes, from 0 */
    DataNode(int index) {
        this.index = index;
    }

    /**
     * The name node tells data nodes apart by the address from which they come and the port at which they say that they listen; they
     * all come from where the proxies are, so no two may have the same port.
     */
    @Override
    public List<Port> ports() {
        return List.of(
                new Port(DATA_PORT, FIRST_PORT + PORTS * index, Port.Users.BOTH),
                new Port(RPC_PORT, FIRST_PORT + PORTS * index + 1, Port.Users.BOTH));
    }

    @Override
    public Addressing addressing() {
        return Addressing.NAMED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) throws UnknownHostException {
        String nameNode = text(environment.reach(HdfsCluster.NAME_NODE, NameNode.RPC_PORT));
        return launch(
                        environment,
                        RUN,
                        Map.of(
                                "fs.defaultFS",
                                "hdfs://" + nameNode,
                                NAME_NODE_ADDRESS,
                                nameNode,
                                "dfs.datanode.data.dir",
                                "file://" + environment.dataFolder() + "/data",
                                // a disk whose power can be cut has half a GB, and is passed over unless it has one to
                                // spare
                                "dfs.datanode.round-robin-volume-choosing-policy.additional-available-space",
                                "0",
                                "dfs.datanode.address",
                                text(environment.listen(DATA_PORT)),
                                "dfs.datanode.ipc.address",
                                text(environment.listen(RPC_PORT)),
                                "dfs.datanode.http.address",
                                "127.0.0.1:0",
                                "dfs.datanode.hostname",
                                environment.node(),
                                "dfs.datanode.use.datanode.hostname",
                                "true",
                                "dfs.client.socket-timeout",
                                SILENT_MILLIS),
                        List.of("-Xmx128m", "-Djdk.net.hosts.file=" + environment.configFolder() + "/" + HOSTS))
                .withFile(HOSTS, hosts(environment));
    }

    /** Itself, too, which it asks for by the machine's name. */
    private static String hosts(NodeEnvironment environment) throws UnknownHostException {
        String itself = InetAddress.getLocalHost().getHostName();
        return HdfsCluster.DATA_NODES.stream()
                .map(node -> (node.equals(environment.node())
                                        ? environment.listen(DATA_PORT)
                                        : environment.reach(node, DATA_PORT))
                                .getHostString()
                        + " " + node + "\n")
                .collect(Collectors.joining("", "127.0.0.1 localhost\n127.0.0.1 " + itself + "\n", ""));
    }

    /** Whether it listens; the name node knows more. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        InetSocketAddress address = cluster.direct(node, RPC_PORT);
        new Socket(address.getAddress(), address.getPort()).close();
        return true;
    }
}
