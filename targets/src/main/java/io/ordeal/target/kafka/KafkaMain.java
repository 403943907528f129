package io.ordeal.target.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** What the broker's own JVM runs: it formats its folder if that is empty, and then is a broker. */
public final class KafkaMain {
    /** Any, in Kafka's own form. */
    private static final String CLUSTER_ID = "b3JkZWFsLW9uZS1ub2RlIQ";

    private KafkaMain() {}

    /** @param arguments the path of {@code server.properties}, and the folder of the data */
    public static void main(String[] arguments) {
        Path formatted = Path.of(arguments[1], "kafka", "meta.properties");
        if (!Files.exists(formatted)) {
            int exitCode = StorageTool.execute(
                    new String[] {"format", "--cluster-id", CLUSTER_ID, "--config", arguments[0], "--ignore-formatted"},
                    System.out);
            if (exitCode != 0) {
                throw new IllegalStateException("kafka-storage format ended with " + exitCode);
            }
        }
        Kafka.main(new String[] {arguments[0]});
    }
}
