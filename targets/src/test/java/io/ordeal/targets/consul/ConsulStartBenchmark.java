package io.ordeal.targets.consul;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How long it takes until three servers serve, links and all, once Consul is in the cache; and until nothing of them is left.
 *
 * <pre>
 *   ConsulStartBenchmark [ROUNDS]      20 without
 * </pre>
 */
public final class ConsulStartBenchmark {
    private ConsulStartBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path folder = Files.createTempDirectory("consul-starts");
        long[] starts = new long[rounds];
        long[] stops = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            ProcessCluster cluster = start(folder.resolve("round" + round), 10);
            long ready = System.nanoTime();
            cluster.close();
            starts[round] = TimeUnit.NANOSECONDS.toMillis(ready - begun);
            stops[round] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ready);
        }
        print("until three servers serve", starts);
        print("until nothing is left", stops);
    }

    /** Three servers, and links for so many workers. */
    static ProcessCluster start(Path folder, int workers) throws Exception {
        return ProcessCluster.start(
                new ConsulCluster(),
                new ClusterSettings(folder, ClusterSettings.userCache(), workers, MeshFactory.embedded(1)));
    }

    private static void print(String what, long[] millis) {
        List<Long> sorted = IntStream.range(0, millis.length)
                .mapToObj(i -> millis[i])
                .sorted()
                .toList();
        System.out.printf(
                "%-28s %d rounds: median %d ms, longest %d ms%n",
                what, sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
