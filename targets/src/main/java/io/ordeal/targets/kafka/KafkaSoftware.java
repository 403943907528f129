package io.ordeal.targets.kafka;

import io.ordeal.cluster.Software;
import io.ordeal.software.JavaServer;
import java.util.List;

/**
 * Kafka's broker, 4.3.1 and others from 4.0 on, fetched when it is first run: some forty jars, 41 MB, with a class path of
 * their own. Clients are the harness', of {@link #OWN} whatever the broker is.
 */
final class KafkaSoftware {
    static final String STORAGE_TOOL = "kafka.tools.StorageTool";
    static final String MAIN = "kafka.Kafka";

    /** The version that targets are tried with where none is asked for; that of the clients. */
    private static final String OWN = "4.3.1";

    static final Software KAFKA = Software.fetched(
            "kafka",
            OWN,
            Software.OtherVersions.of(
                    List.of("4.2.0", OWN), KafkaSoftware::fetched, folder -> JavaServer.from("kafka", folder)));

    private KafkaSoftware() {}

    /** A broker's jars leave it to whoever runs them where its log goes. */
    private static Software.Installer fetched(String version) {
        return JavaServer.fetched(
                "kafka",
                version,
                List.of("org.apache.kafka:kafka_2.13:" + version, "ch.qos.logback:logback-classic:1.2.13"),
                // what its language needs when it is compiled alone
                List.of("org.scala-lang:scala-reflect"));
    }
}
