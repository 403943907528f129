package io.ordeal.targets.ratis;

import io.ordeal.cluster.Software;
import io.ordeal.software.CompiledSource;
import io.ordeal.software.JavaServer;
import java.util.List;

/**
 * Ratis 3.3.0 and others, fetched when it is first run: ten jars, 21 MB, with a class path of their own. Ratis is a library: the
 * server that it is in is ours, and is compiled against it then.
 */
final class RatisSoftware {
    static final String PRODUCT = "ratis";
    static final String MAIN = "io.ordeal.targets.ratis.node.RatisNode";

    private static final String OWN = "3.3.0";
    private static final CompiledSource SERVER =
            new CompiledSource(RatisSoftware.class, List.of("node/AgreedState.java", "node/RatisNode.java"));

    static final Software RATIS = Software.fetched(
            PRODUCT,
            OWN,
            Software.OtherVersions.of(
                    List.of(OWN),
                    RatisSoftware::fetched,
                    folder -> JavaServer.compiled(PRODUCT, SERVER, JavaServer.from(PRODUCT, folder))));

    private RatisSoftware() {}

    private static Software.Installer fetched(String version) {
        return JavaServer.compiled(
                PRODUCT,
                SERVER,
                JavaServer.fetched(
                        PRODUCT,
                        version,
                        List.of(
                                "org.apache.ratis:ratis-server:" + version,
                                "org.apache.ratis:ratis-grpc:" + version,
                                "org.apache.ratis:ratis-client:" + version,
                                "org.apache.ratis:ratis-metrics-default:" + version,
                                "ch.qos.logback:logback-classic:1.3.15"),
                        List.of()));
    }
}
