package io.ordeal.targets.showcase;

import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Showcase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The textbook's Redis lock, a token lock behind Sentinel, and a fenced lock on ZooKeeper. */
public final class FirstTrialShowcase implements Showcase {
    private static final List<String> MASTER_CUT_OFF = List.of("partition:primary");

    @Override
    public List<Scene> scenes(long seed) {
        return List.of(
                scene("the textbook's lock on one Redis, no fault", "redis-setex", "lock", List.of(), 4, seed),
                scene(
                        "a token lock on Redis, master cut off",
                        "redis-sentinel-token",
                        "guarded-set",
                        MASTER_CUT_OFF,
                        12,
                        seed),
                scene(
                        "a fenced lock on ZooKeeper, leader cut off",
                        "zookeeper-fenced",
                        "guarded-set",
                        MASTER_CUT_OFF,
                        12,
                        seed));
    }

    private static Scene scene(
            String title, String target, String workload, List<String> faults, int seconds, long seed) {
        RunOptions usual = RunOptions.DEFAULT;
        RunOptions options = new RunOptions(
                Duration.ofSeconds(seconds),
                usual.rate(),
                usual.concurrency(),
                // Half of it is the shortest span, and longer than a failover takes on a busy machine: two masters for
                // a while.
                Duration.ofSeconds(10),
                usual.operationTimeout(),
                usual.cluster(),
                usual.endpoints(),
                usual.keys(),
                usual.operationsPerKey(),
                Optional.empty());
        return new Scene(title, new RunSpec(RunSpec.SCHEMA, target, workload, faults, options, seed, Map.of()));
    }
}
