package io.ordeal.targets;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.trial.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes until a target's cluster serves, links and all, once its software is in the cache; and until nothing of
 * it is left. What can't be started is counted, and its folder stays.
 *
 * <pre>
 *   ClusterStartBenchmark TARGET [ROUNDS] [LATENCY_MILLIS]      20 rounds, and no latency between nodes, without
 * </pre>
 */
public final class ClusterStartBenchmark {
    private static final int WORKERS = 10;

    private ClusterStartBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Target target = Catalog.onClassPath().target(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        Duration latency = Duration.ofMillis(arguments.length > 2 ? Long.parseLong(arguments[2]) : 0);
        Path folder = Files.createTempDirectory("starts-" + target.name());
        List<Long> starts = new ArrayList<>();
        List<Long> stops = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path run = folder.resolve("round" + round);
            long begun = System.nanoTime();
            try {
                Cluster cluster = start(target.cluster(), run, latency);
                long ready = System.nanoTime();
                cluster.close();
                starts.add(TimeUnit.NANOSECONDS.toMillis(ready - begun));
                stops.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ready));
            } catch (ClusterException failed) {
                System.out.println(run + ": " + failed.getMessage());
            }
        }
        print("until it serves", starts, rounds);
        print("until nothing is left", stops, rounds);
    }

    private static Cluster start(ClusterDescription description, Path run, Duration latency) throws Exception {
        MeshFactory embedded = MeshFactory.embedded(1);
        MeshFactory meshes = plan -> {
            Mesh mesh = embedded.create(plan);
            if (!latency.isZero()) {
                mesh.breakWays(waysOfNodes(description), new Breakage.Latency(latency, Duration.ZERO));
            }
            return mesh;
        };
        return ProcessCluster.start(
                description, new ClusterSettings(run, ClusterSettings.userCache(), WORKERS, meshes));
    }

    private static List<Way> waysOfNodes(ClusterDescription description) {
        List<String> nodes = description.nodes().stream().map(NodeSpec::name).toList();
        return nodes.stream()
                .flatMap(from -> nodes.stream().filter(to -> !to.equals(from)).map(to -> new Way(from, to)))
                .toList();
    }

    private static void print(String what, List<Long> millis, int rounds) {
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "%-22s %d of %d rounds%s%n",
                what,
                sorted.size(),
                rounds,
                sorted.isEmpty()
                        ? ""
                        : ": median %d ms, longest %d ms"
                                .formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1)));
    }
}
