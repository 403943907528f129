package io.ordeal.runner;

import com.sun.management.OperatingSystemMXBean;
import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the runner costs: operations a second with 10 workers whose client does nothing, each an invocation and a
 * completion in the file. Run it by its {@code main}; arguments: seconds a round, rounds, workers.
 */
public final class RunnerBenchmark {
    private RunnerBenchmark() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        long seconds = args.length > 0 ? Long.parseLong(args[0]) : 5;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        int workers = args.length > 2 ? Integer.parseInt(args[2]) : 10;
        for (int round = 1; round <= rounds; round++) {
            Path file = Files.createTempFile("ordeal-benchmark", ".edn");
            int[] byWorker = new int[workers];
            try (Recorder recorder = Recorder.create(file);
                    Runner runner = new Runner(
                            RunnerOptions.of(workers, Duration.ofSeconds(5), round),
                            process -> new Idle(byWorker, process.worker()),
                            invocation -> null,
                            WorkerFreezer.ofWorkersOnly(),
                            recorder)) {
                long start = System.nanoTime();
                long cpuBefore = cpuNanos();
                runner.run(workload(Duration.ofSeconds(seconds)));
                double took = (System.nanoTime() - start) / 1e9;
                int operations = recorder.events() / 2;
                int least = Integer.MAX_VALUE;
                for (int count : byWorker) {
                    least = Math.min(least, count);
                }
                out.printf(
                        "%d: %,.0f operations a second, %.2f µs of CPU each, %,d MB, least busy worker %,d of %,d%n",
                        round,
                        operations / took,
                        (cpuNanos() - cpuBefore) / 1e3 / operations,
                        Files.size(file) >> 20,
                        least,
                        operations);
            } finally {
                Files.delete(file);
            }
        }
    }

    /** Of the whole virtual machine: what tells the runner's cost on a machine that has other work too. */
    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** Reads, writes and compare-and-sets, and a nemesis that mostly waits, as in a test of a register. */
    private static Generator workload(Duration length) {
        return Generators.timeLimit(
                length,
                Generators.clientsAndNemesis(
                        Generators.mix(
                                Generators.repeat(Generators.once("read", null)),
                                Generators.drawn(draw ->
                                        new Invocation("write", draw.random().nextInt(5))),
                                Generators.drawn(draw -> new Invocation(
                                        "cas",
                                        List.of(
                                                draw.random().nextInt(5),
                                                draw.random().nextInt(5))))),
                        Generators.cycle(Generators.sequence(
                                Generators.sleep(Duration.ofSeconds(1)), Generators.once("start-nothing", null)))));
    }

    private static final class Idle implements Client {
        private final int[] byWorker;
        private final int worker;

        Idle(int[] byWorker, int worker) {
            this.byWorker = byWorker;
            this.worker = worker;
        }

        @Override
        public Completion invoke(Invocation invocation) {
            byWorker[worker]++;
            return Completion.ok(invocation.value());
        }

        @Override
        public void close() {}
    }
}
