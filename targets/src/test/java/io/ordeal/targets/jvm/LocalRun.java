package io.ordeal.targets.jvm;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checkers;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.generator.Generators;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import io.ordeal.runner.Recorder;
import io.ordeal.runner.Runner;
import io.ordeal.runner.RunnerOptions;
import io.ordeal.runner.WorkerFreezer;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.Target;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.nio.file.Path;
import java.time.Duration;

/** A run of so many operations, however long they take, on a target inside this JVM: its verdict hangs on no clock. */
final class LocalRun {
    private static final int CONCURRENCY = 8;
    private static final int OPERATIONS = 500;

    private LocalRun() {}

    static <C extends AutoCloseable> CheckResult judge(Target target, Workload<C> workload, long seed, Path folder)
            throws Exception {
        WorkloadOptions options = new WorkloadOptions(seed, CONCURRENCY, 2, 200, Duration.ofMinutes(1));
        WorkloadRun<C> run = workload.start(options);
        ClientFactory<? extends C> factory =
                target.newClients().find(workload.clientType()).orElseThrow();
        Path file = folder.resolve(target.name() + "-" + workload.name() + "-" + seed + ".edn");
        try (Recorder recorder = Recorder.create(file);
                Runner runner = new Runner(
                        RunnerOptions.of(CONCURRENCY, Duration.ofSeconds(30), seed),
                        process -> {
                            ClientContext context = process.reaching(Routes.none());
                            return run.recorded(run.bind(factory.open(context), context));
                        },
                        null,
                        WorkerFreezer.ofWorkersOnly(),
                        recorder)) {
            runner.run(Generators.clients(Generators.limit(OPERATIONS, run.generator())));
            runner.run(Generators.clients(run.finalGenerator()));
        }
        return Checkers.judge(
                workload.checker(options),
                HistoryReader.read(file, Origin.OWN_RUN).history(),
                CheckContext.unlimited());
    }
}
