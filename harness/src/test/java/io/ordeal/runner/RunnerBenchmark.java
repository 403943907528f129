package io.ordeal.runner;

import com.sun.management.OperatingSystemMXBean;
import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.RunClients;
import io.ordeal.fault.schedule.DrawnFaults;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Nemesis;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.mesh.Mesh;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the runner costs: operations a second with 10 workers whose client does nothing, each an invocation and a
 * completion in the file; every second round with ten faults that wait for operations, each for others, so many that none
 * strikes. Run it by its {@code main}; arguments: seconds a round, rounds, workers.
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
            boolean waiting = round % 2 == 0;
            try (Nemesis nemesis = waitingForOperations(waiting ? 10 : 0, workers);
                    Recorder recorder = Recorder.create(file);
                    Runner runner = new Runner(
                            RunnerOptions.of(workers, Duration.ofSeconds(5), round),
                            process -> new Idle(byWorker, process.worker()),
                            invocation -> null,
                            WorkerFreezer.ofWorkersOnly(),
                            recorder)) {
                recorder.addListener(nemesis::recorded);
                nemesis.begin(runner);
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
                        "%d, %s: %,.0f operations a second, %.2f µs of CPU each, %,d MB, least busy worker %,d of %,d%n",
                        round,
                        waiting ? "10 triggers" : "no triggers",
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

    /** So many faults, each of which waits for an operation that will not come so often. */
    private static Nemesis waitingForOperations(int faults, int workers) {
        List<String> which = List.of(
                "read",
                "write",
                "cas",
                "read:begun",
                "write:ended",
                "cas:key=3",
                "write:key=2:begun",
                "read:worker=1",
                "fail",
                "info");
        List<FaultText> texts = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            texts.add(FaultText.parse("f" + i + "=client-pause@after=1000000000000:" + which.get(i)));
        }
        FaultEnvironment environment = new FaultEnvironment(
                Optional.empty(), Mesh.none(), RunClients.of(WorkerFreezer.ofWorkersOnly(), Optional.empty()), workers);
        Schedule schedule = DrawnFaults.asked(Schedule.NONE, texts);
        return new Nemesis(1, schedule, Schedule.NONE, environment);
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
