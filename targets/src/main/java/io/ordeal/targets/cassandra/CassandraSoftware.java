package io.ordeal.targets.cassandra;

import io.ordeal.cluster.Software;
import io.ordeal.software.JavaServer;
import java.util.List;

/**
 * Cassandra 5.0.9 and others from 5.0 on, fetched when it is first run: a hundred jars, 67 MB, with a class path of their own. A
 * node runs on the harness' own Java, of which 5.0 takes 11 and 17.
 */
final class CassandraSoftware {
    static final String PRODUCT = "cassandra";
    static final String MAIN = "org.apache.cassandra.service.CassandraDaemon";

    private static final String OWN = "5.0.9";

    static final Software CASSANDRA = Software.fetched(
            PRODUCT,
            OWN,
            Software.OtherVersions.of(
                    List.of(OWN), CassandraSoftware::fetched, folder -> JavaServer.from(PRODUCT, folder)));

    private CassandraSoftware() {}

    private static Software.Installer fetched(String version) {
        return JavaServer.fetched(
                PRODUCT,
                version,
                List.of("org.apache.cassandra:cassandra-all:" + version),
                // for connections by TLS
                List.of("io.netty:netty-tcnative-boringssl-static"));
    }
}
