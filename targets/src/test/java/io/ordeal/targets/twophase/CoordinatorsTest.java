package io.ordeal.targets.twophase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.ordeal.client.Client;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.client.Routes;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.client.process.ClientProcesses;
import io.ordeal.client.process.ClientProgram;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.RunClients;
import io.ordeal.history.OpType;
import io.ordeal.runner.WorkerFreezer;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.MortalWorker.DeathException;
import io.ordeal.workload.transfer.Transfer;
import io.ordeal.workload.transfer.TransferClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coordinators that die at each of their steps, and what PostgreSQL has then. */
class CoordinatorsTest {
    private static final List<String> TWO = Transfer.DATABASES;
    private static final List<String> THREE = List.of("a", "b", Databases.JOURNAL);
    private static final int MOST_TRANSFERS = 200;

    @TempDir
    static Path runFolder;

    private static ProcessCluster cluster;
    private static int workers;
    private static long ids;

    @TempDir
    Path folder;

    /** Each test's coordinator has a name of its own. */
    private int worker;

    @BeforeAll
    static void startServers() throws Exception {
        cluster = ProcessCluster.start(
                Databases.withJournal(),
                new ClusterSettings(runFolder, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void endServers() {
        cluster.close();
    }

    @BeforeEach
    void name() {
        worker = ++workers;
    }

    /** All have the links of one worker. */
    private MortalWorker context(List<String> nodes, String diesAt) {
        Routes links = Routes.into(cluster, 0);
        return MortalWorker.of(new Routes(nodes, links.endpoints(), links.announced()), worker)
                .in(folder)
                .dyingWhen(diesAt);
    }

    private LoggedCoordinator logged(String diesAt, LoggedCoordinator.Flaw flaw) throws Exception {
        return new LoggedCoordinator(context(TWO, diesAt), DecisionLog.open(folder.resolve("decisions")), flaw);
    }

    private static Transfer transfer(int from, int to, long amount) {
        return new Transfer(++ids, new Transfer.Account("a", from), new Transfer.Account("b", to), amount);
    }

    /** By participant: {@code committed}, {@code prepared} or {@code nothing}. */
    private static Map<String, String> have(TransferClient reader, Transfer transfer) throws Exception {
        Map<String, String> have = new LinkedHashMap<>();
        reader.participants().forEach((name, holdings) -> {
            String what = holdings.committed().contains(transfer.id())
                    ? "committed"
                    : holdings.prepared().contains(transfer.id()) ? "prepared" : "nothing";
            have.put(name, what);
        });
        return have;
    }

    private static void dies(TransferClient coordinator, Transfer transfer) {
        assertThatThrownBy(() -> coordinator.transfer(transfer)).isInstanceOf(DeathException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "prepared 1, nothing",
        "prepared 2, nothing",
        "logged, committed",
        "committed 1, committed",
        "committed 2, committed",
    })
    void withALogRecoveryFinishesWhatWasDecidedAndNothingElse(String step, String end) throws Exception {
        Transfer transfer = transfer(0, 0, 1);
        try (TransferClient first = logged(step, LoggedCoordinator.Flaw.NONE)) {
            dies(first, transfer);
        }
        try (TransferClient next = logged("", LoggedCoordinator.Flaw.NONE)) {
            next.recover();
            assertThat(have(next, transfer)).isEqualTo(Map.of("a", end, "b", end));
        }
    }

    @ParameterizedTest
    @CsvSource({"DECIDES_LATE, committed 1", "PRESUMES_COMMIT, prepared 1"})
    void aFlawInTheLogOrRecoveryLeavesHalfOfATransfer(LoggedCoordinator.Flaw flaw, String step) throws Exception {
        Transfer transfer = transfer(1, 1, 1);
        try (TransferClient first = logged(step, flaw)) {
            dies(first, transfer);
        }
        try (TransferClient next = logged("", flaw)) {
            next.recover();
            assertThat(have(next, transfer)).isEqualTo(Map.of("a", "committed", "b", "nothing"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "prepared 1, prepared, nothing",
        "prepared 2, prepared, prepared",
        "committed 1, committed, prepared",
        "committed 2, committed, committed",
    })
    void withoutALogWhatIsHalfDoneStaysSo(String step, String inA, String inB) throws Exception {
        Transfer transfer = transfer(2 + (int) (ids % 20), 2 + (int) (ids % 20), 1);
        try (TransferClient first = new NaiveCoordinator(context(TWO, step))) {
            dies(first, transfer);
        }
        try (TransferClient next = new NaiveCoordinator(context(TWO, ""))) {
            next.recover();
            assertThat(have(next, transfer)).isEqualTo(Map.of("a", inA, "b", inB));
        }
    }

    @Test
    void aFlagThatIsFalseOnceIsFalseForLife() throws Exception {
        try (TransferClient naive = new NaiveCoordinator(context(TWO, ""))) {
            naive.transfer(transfer(30, 30, 1));
            refused(naive, transfer(30, 30, 1_000_000), Map.of("a", "nothing", "b", "nothing"));
            refused(naive, transfer(30, 30, 1), Map.of("a", "nothing", "b", "nothing"));
        }
    }

    private static void refused(TransferClient coordinator, Transfer transfer, Map<String, String> have)
            throws Exception {
        assertThatThrownBy(() -> coordinator.transfer(transfer)).isInstanceOf(DefiniteFailure.class);
        assertThat(have(coordinator, transfer)).isEqualTo(have);
    }

    @Test
    void whatOneSideRefusesNeitherHas() throws Exception {
        try (TransferClient logged = logged("", LoggedCoordinator.Flaw.NONE)) {
            refused(logged, transfer(31, 31, 1_000_000), Map.of("a", "nothing", "b", "nothing"));
            refused(logged, transfer(31, Transfer.ACCOUNTS, 1), Map.of("a", "nothing", "b", "nothing"));
            Transfer done = transfer(31, 31, 1);
            logged.transfer(done);
            assertThat(have(logged, done)).isEqualTo(Map.of("a", "committed", "b", "committed"));
            assertThat(balance(logged, "a", 31)).isEqualTo(Transfer.OPENING_BALANCE - 1);
            assertThat(balance(logged, "b", 31)).isEqualTo(Transfer.OPENING_BALANCE + 1);
        }
    }

    private static long balance(TransferClient bank, String database, int account) throws Exception {
        return Objects.requireNonNull(bank.balances().get(database)).get(account);
    }

    @Test
    void aMajorityCommitsWhatOneRefused() throws Exception {
        try (TransferClient majority = new MajorityCoordinator(context(THREE, ""))) {
            Transfer refused = transfer(32, Transfer.ACCOUNTS, 1);
            majority.transfer(refused);
            assertThat(have(majority, refused))
                    .isEqualTo(Map.of("a", "committed", "b", "nothing", Databases.JOURNAL, "committed"));
        }
    }

    @Test
    void theFirstSuccessIsTakenForAll() throws Exception {
        try (TransferClient any = new AnyCoordinator(context(TWO, ""))) {
            Transfer transfer = transfer(33, 33, 1);
            any.transfer(transfer);
            assertThat(have(any, transfer)).isEqualTo(Map.of("a", "committed", "b", "nothing"));
        }
    }

    @Test
    void aDecisionWhoseLineWasNotFinishedIsNone() throws Exception {
        Path file = folder.resolve("decisions");
        Files.writeString(file, "17\n18");
        try (DecisionLog log = DecisionLog.open(file)) {
            assertThat(log.isCommitted(17)).isTrue();
            assertThat(log.isCommitted(18)).isFalse();
            log.commit(19);
        }
        assertThat(Files.readString(file)).isEqualTo("17\n19\n");
    }

    /** Killed with -9, and started again, until some have died in the midst of their transfers. */
    @ParameterizedTest
    @ValueSource(classes = {Coordinators.Logged.class, Coordinators.Xa.class})
    void aCoordinatorThatIsKilledForRealRecovers(Class<? extends ClientProgram> program) throws Exception {
        MortalWorker context = context(TWO, "");
        try (ClientProcesses processes = ClientProcesses.start(ClientCommand.java(program), 1, folder)) {
            processes.killer().begin(new SplittableRandom(1));
            Map<Long, OpType> told = new LinkedHashMap<>();
            int killed = 0;
            Client client = processes.open(context);
            for (int i = 0; i < MOST_TRANSFERS && killed < 3; i++) {
                Transfer transfer = transfer(34 + i % 10, 34 + i % 10, 1);
                try {
                    told.put(
                            transfer.id(),
                            client.invoke(new Invocation("transfer", transfer.value()))
                                    .type());
                } catch (IOException dead) {
                    told.put(transfer.id(), OpType.INFO);
                    killed++;
                    client = processes.open(context);
                }
            }
            assertThat(processes.killer().end()).hasSizeGreaterThanOrEqualTo(killed);
            assertThat(killed).isPositive();
            assertThat(recovered(client)).isTrue();
            assertAtomic(told, context);
        }
    }

    /** A participant killed with -9 at a step of its own, and started again. */
    @ParameterizedTest
    @CsvSource({
        "before-vote, preparing",
        "after-vote, prepared",
        "before-commit, committing",
        "after-commit, committed",
    })
    void aParticipantThatIsKilledForRealKeepsItsWord(String moment, String word) throws Exception {
        MortalWorker context = context(TWO, "");
        try (ClientProcesses processes =
                ClientProcesses.start(ClientCommand.java(Coordinators.Logged.class), 1, folder)) {
            FaultEnvironment environment = new FaultEnvironment(
                    Optional.of(cluster),
                    cluster.mesh(),
                    RunClients.of(WorkerFreezer.ofWorkersOnly(), Optional.of(processes)),
                    1);
            FaultSpec spec = FaultSpec.parse("kill-participant:" + moment);
            assertThat(FaultKinds.named(spec.kind()).refusal(spec, environment.terrain()))
                    .isEmpty();
            Fault fault = FaultKinds.named(spec.kind()).create(spec, environment);
            Map<Long, OpType> told = new LinkedHashMap<>();
            Client client = processes.open(context);
            told.putAll(transferred(client));
            assertThat(told.values()).containsExactly(OpType.OK);
            fault.inject(new SplittableRandom(1));
            told.putAll(transferred(client));
            Object killed = fault.heal().told().get("killed");
            assertThat(killed)
                    .asInstanceOf(LIST)
                    .singleElement()
                    .satisfies(kill -> assertThat(String.valueOf(kill)).contains("step=" + word + " 1"));
            client = processes.open(context);
            assertThat(recovered(client)).isTrue();
            assertAtomic(told, context);
        }
    }

    private static Map<Long, OpType> transferred(Client client) throws Exception {
        Transfer transfer = transfer(45, 45, 1);
        return Map.of(
                transfer.id(),
                client.invoke(new Invocation("transfer", transfer.value())).type());
    }

    /** Each transfer is done on both sides or on neither, as was told, and nothing is in doubt. */
    private static void assertAtomic(Map<Long, OpType> told, MortalWorker context) throws Exception {
        try (TransferClient reader = new NaiveCoordinator(context)) {
            Map<String, TransferClient.Holdings> ends = reader.participants();
            told.forEach((id, type) -> {
                boolean inA = has(ends.get("a"), id);
                assertThat(has(ends.get("b"), id)).as("%d: %s", id, type).isEqualTo(inA);
                if (type != OpType.INFO) {
                    assertThat(inA).as("%d", id).isEqualTo(type == OpType.OK);
                }
            });
            assertThat(ends.values())
                    .allSatisfy(end -> assertThat(end.prepared()).noneMatch(told::containsKey));
        }
    }

    private static boolean has(TransferClient.@Nullable Holdings end, long id) {
        return end != null && end.committed().contains(id);
    }

    private static boolean recovered(Client client) throws Exception {
        for (int tries = 0; tries < 10; tries++) {
            if (client.invoke(new Invocation("recover", 0L)).type() == OpType.OK) {
                return true;
            }
        }
        return false;
    }
}
