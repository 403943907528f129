package io.ordeal.targets;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link RoundsTest}, of systems whose rounds take too long for each build: {@code ./mvnw verify -Prounds}. */
@Tag("rounds")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class SlowRoundsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ratis-register",
                "zookeeper-fenced redis-sentinel-token postgres-replicas-sync artemis-mq-lock",
                "rabbitmq-queue",
                "kafka-log",
                "spark-job",
                "mapreduce-job",
                "hdfs-log",
                "gluster-log",
                "cassandra-lwt",
            })
    void twentyStartsAndStopsLeaveNothing(String targets) throws Exception {
        RoundsTest.leaveNothing(targets, folder);
    }
}
