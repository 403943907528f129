package io.ordeal.trial;

import com.sun.management.OperatingSystemMXBean;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.runner.Recorder;
import io.ordeal.runner.Runner;
import io.ordeal.runner.RunnerOptions;
import io.ordeal.runner.WorkerFreezer;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --stop-on-violation} costs a run that nothing ends: operations a second, and CPU, of 10 workers on a register
 * inside this JVM, every second round with what is recorded being judged meanwhile. Run it by its {@code main}; arguments:
 * seconds a round, rounds, operations a second (0: as many as can be).
 */
public final class ViolationWatchBenchmark {
    private static final int WORKERS = 10;

    private ViolationWatchBenchmark() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        long seconds = args.length > 0 ? Long.parseLong(args[0]) : 20;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        long rate = args.length > 2 ? Long.parseLong(args[2]) : 200;
        for (int round = 1; round <= rounds; round++) {
            Path file = Files.createTempFile("ordeal-benchmark", ".edn");
            boolean watched = round % 2 == 0;
            Register register = new Register();
            try (Recorder recorder = Recorder.create(file);
                    Runner runner = new Runner(
                            RunnerOptions.of(WORKERS, Duration.ofSeconds(5), round),
                            process -> register,
                            invocation -> null,
                            WorkerFreezer.ofWorkersOnly(),
                            recorder)) {
                Optional<ViolationWatch> watch = watched
                        ? Optional.of(new ViolationWatch(
                                file,
                                Checkers.named("cas-register", CheckerOptions.DEFAULT.withInitial(0L)),
                                runner::stop))
                        : Optional.empty();
                long start = System.nanoTime();
                long cpuBefore = cpuNanos();
                boolean whole = runner.run(workload(Duration.ofSeconds(seconds), rate));
                double took = (System.nanoTime() - start) / 1e9;
                double cpu = (cpuNanos() - cpuBefore) / 1e9;
                watch.ifPresent(ViolationWatch::close);
                int operations = recorder.events() / 2;
                out.printf(
                        "%d, %s: %,.0f operations a second, %.2f µs of CPU each, %.1f %% of a processor%s%n",
                        round,
                        watched ? "judged meanwhile" : "not judged",
                        operations / took,
                        cpu * 1e6 / operations,
                        100 * cpu / took,
                        whole ? "" : ", CUT SHORT");
            } finally {
                Files.delete(file);
            }
        }
    }

    private static Generator workload(Duration length, long rate) {
        Generator operations = Generators.mix(
                Generators.repeat(Generators.once("read", null)),
                Generators.drawn(
                        draw -> new Invocation("write", (long) draw.random().nextInt(5))),
                Generators.drawn(draw ->
                        new Invocation("cas", List.of((long) draw.random().nextInt(5), (long)
                                draw.random().nextInt(5)))));
        Generator paced =
                rate == 0 ? operations : Generators.bursts(Duration.ofNanos(1_000_000_000L / rate), operations);
        return Generators.timeLimit(length, Generators.clients(paced));
    }

    /** Of the whole virtual machine: what tells the cost on a machine that has other work too. */
    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** One register that all clients share, and that keeps its promise. */
    private static final class Register implements Client {
        private Object value = 0L;

        @Override
        public synchronized Completion invoke(Invocation invocation) {
            switch (invocation.f()) {
                case "read" -> {
                    return Completion.ok(value);
                }
                case "write" -> {
                    value = (Long) java.util.Objects.requireNonNull(invocation.value());
                    return Completion.ok(invocation.value());
                }
                default -> {
                    List<?> values = (List<?>) java.util.Objects.requireNonNull(invocation.value());
                    if (!value.equals(values.get(0))) {
                        return Completion.fail(invocation.value(), "another value was there");
                    }
                    value = values.get(1);
                    return Completion.ok(invocation.value());
                }
            }
        }

        @Override
        public void close() {}
    }
}
