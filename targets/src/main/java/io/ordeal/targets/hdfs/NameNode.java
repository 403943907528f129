package io.ordeal.targets.hdfs;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.targets.parts.JsonPage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The name node. Each change is in its journal, and synced, before it is answered. */
final class NameNode extends HadoopServer {
    static final String RPC_PORT = "rpc";
    static final String HTTP_PORT = "http";

    /** Where it keeps what it knows, within its data. */
    static final String FOLDER = "name";

    static final String MAIN = "org.apache.hadoop.hdfs.server.namenode.NameNode";

    /** The first time it begins with an empty file system, whole and on the disk; to begin so again would be to lose all. */
    private static final String COPY_AND_RUN = "[ -e \"$data/$name\" ]"
            + " || { cp -r \"$empty\" \"$data/partial\" && mv \"$data/partial\" \"$data/$name\""
            + " && sync \"$data/$name/current\"/* \"$data\"; } || exit; exec \"$@\" " + MAIN;

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "namenode";
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(RPC_PORT, 8020, Port.Users.BOTH), new Port(HTTP_PORT, 9870, Port.Users.CLIENTS));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        String rpc = text(environment.listen(RPC_PORT));
        return launch(
                        environment,
                        COPY_AND_RUN,
                        Map.of(
                                "fs.defaultFS",
                                "hdfs://" + rpc,
                                NAME_NODE_ADDRESS,
                                rpc,
                                "dfs.namenode.http-address",
                                text(environment.listen(HTTP_PORT)),
                                "dfs.namenode.name.dir",
                                "file://" + environment.dataFolder() + "/" + FOLDER,
                                "dfs.namenode.safemode.extension",
                                "0",
                                "dfs.namenode.safemode.min.datanodes",
                                "1",
                                "dfs.namenode.datanode.registration.ip-hostname-check",
                                "false"),
                        List.of("-Xmx128m"))
                .withVariable("name", FOLDER)
                .withVariable("empty", environment.installed(HadoopSoftware.EMPTY));
    }

    /** Whether it answers; it may still wait to hear of blocks from data nodes. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        return state(cluster.direct(node, HTTP_PORT)).has("FSState");
    }

    /** What it says of the file system: {@code FSState}, {@code NumLiveDataNodes} and others. */
    static JsonNode state(InetSocketAddress server) throws IOException {
        return JsonPage.read(server, "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState", LIMIT)
                .path("beans")
                .path(0);
    }
}
