package io.ordeal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.client.process.LedgerProgram;
import io.ordeal.fault.ClientLinks;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultEvidence;
import io.ordeal.fault.Pace;
import io.ordeal.fault.RunClients;
import io.ordeal.fault.schedule.DrawnFaults;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Nemesis;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.mesh.Mesh;
import io.ordeal.runner.Recorder;
import io.ordeal.runner.Runner;
import io.ordeal.runner.RunnerOptions;
import io.ordeal.runner.WorkerFreezer;
import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.WorkloadRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are processes, in a run whose faults stop and kill them. */
class ClientProcessesInARunTest {
    private static final int WORKERS = 2;
    private static final Duration OPERATION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int MOST_ROUNDS = 20;

    @TempDir
    Path folder;

    @Test
    void theyAreStoppedAndKilledInTheMidstOfOperations() throws Exception {
        List<String> faults = List.of("client-pause", "kill-coordinator");
        Path file = folder.resolve("history.edn");
        ClientFactories factories = ClientFactories.of(Ledger.class, ClientCommand.java(LedgerProgram.class));
        try (TrialClients<Ledger> clients = TrialClients.start(
                factories, Ledger.class, Optional.empty(), WORKERS, folder.resolve("clients"), client -> client)) {
            WorkerFreezer freezer = new WorkerFreezer(clients.freezing(new ClientLinks(Mesh.none())));
            FaultEnvironment environment = new FaultEnvironment(
                    Optional.empty(), Mesh.none(), RunClients.of(freezer, clients.stepping()), WORKERS);
            try (Recorder recorder = Recorder.create(file);
                    Nemesis nemesis = new Nemesis(1, schedule(faults), Schedule.NONE, environment);
                    Runner runner = new Runner(
                            RunnerOptions.of(WORKERS, OPERATION_TIMEOUT, 1),
                            process -> clients.open(process.reaching(Routes.none()), new LedgerRun()),
                            nemesis::invoke,
                            freezer,
                            recorder)) {
                Generator writes =
                        Generators.delay(Duration.ofMillis(5), Generators.repeat(Generators.once("write", null)));
                recorder.addListener(nemesis::recorded);
                nemesis.begin(runner);
                int rounds = 0;
                do {
                    Duration round = INTERVAL.multipliedBy(5);
                    runner.run(
                            Generators.timeLimit(round, Generators.clientsAndNemesis(writes, nemesis.presence(round))));
                } while (++rounds < MOST_ROUNDS
                        && (missing(read(file), faults).isPresent()
                                || unknown(read(file)).isEmpty()));
                nemesis.end();
                runner.run(nemesis.healing());
            }
        }
        History history = read(file);
        assertThat(missing(history, faults)).isEmpty();
        assertThat(unknown(history))
                .isNotEmpty()
                .allSatisfy(op -> assertThat(String.valueOf(op.error())).contains("exit code 137"));
        assertThat(history.ops())
                .filteredOn(op -> op.isClient() && op.type() == OpType.FAIL)
                .isEmpty();
    }

    /** Some are killed when they have just answered: not each kill leaves an outcome unknown. */
    private static List<Op> unknown(History history) {
        return history.ops().stream()
                .filter(op -> op.isClient() && op.type() == OpType.INFO)
                .toList();
    }

    private static Schedule schedule(List<String> faults) {
        return DrawnFaults.draw(
                Schedule.NONE,
                faults.stream().map(FaultText::parse).toList(),
                1,
                Pace.of(INTERVAL),
                INTERVAL.multipliedBy(5 * MOST_ROUNDS));
    }

    private static History read(Path file) throws Exception {
        return HistoryReader.read(file).history();
    }

    /** What the workload asks of a client, were it an object. */
    private interface Ledger extends AutoCloseable {}

    private record LedgerRun() implements WorkloadRun<Ledger> {
        @Override
        public Generator generator() {
            return Generators.nothing();
        }

        @Override
        public Generator finalGenerator() {
            return Generators.nothing();
        }

        @Override
        public Client bind(Ledger client, ClientContext context) {
            throw new AssertionError("a client that is a process takes the operations itself");
        }
    }

    private static Optional<String> missing(History history, List<String> faults) {
        return FaultEvidence.of(history, FaultSpans.of(history), faults, WORKERS)
                .missing();
    }
}
