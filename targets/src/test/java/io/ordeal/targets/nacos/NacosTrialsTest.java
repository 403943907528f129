package io.ordeal.targets.nacos;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cli.CommandOutcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials by {@code --endpoint}, of stand-ins: whether these targets find what there is to be found, not whether Nacos keeps anything. */
class NacosTrialsTest {
    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int UNKNOWN = 2;

    /** So long is a dump behind. */
    private static final Duration LATE = Duration.ofMillis(100);

    /** A busy machine gets a longer one: a verdict is waited for, not raced for. */
    private static final List<String> TIMES = List.of("3s", "12s");

    private static final String LONGEST = "45s";

    @TempDir
    private Path results;

    private CommandOutcome run(String time, String target, String workload, String endpoints, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--target", target, "--workload", workload));
        arguments.addAll(List.of("--endpoint", endpoints, "--time", time, "--seed", "7", "--json"));
        arguments.addAll(List.of("--results", results.toString()));
        arguments.addAll(List.of(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private CommandOutcome runUntilTold(String target, String workload, String endpoints) {
        for (String time : TIMES) {
            CommandOutcome outcome = run(time, target, workload, endpoints);
            if (outcome.status() != UNKNOWN) {
                return outcome;
            }
        }
        return run(LONGEST, target, workload, endpoints);
    }

    private static String endpoints(NacosStandIn one, NacosStandIn other) {
        return one.endpoint() + "," + other.endpoint();
    }

    @ParameterizedTest
    @CsvSource({"nacos-register, register", "nacos-register, cas-register", "nacos-register-admin, cas-register"})
    void whatIsDumpedBeforeItIsAnsweredHolds(String target, String workload) throws Exception {
        try (NacosStandIn.Database database = new NacosStandIn.Database(Duration.ZERO);
                NacosStandIn one = NacosStandIn.on(database);
                NacosStandIn other = NacosStandIn.on(database)) {
            CommandOutcome outcome = runUntilTold(target, workload, endpoints(one, other));
            assertThat(outcome.status()).as("%s", outcome).isEqualTo(VALID);
            assertThat(outcome.out()).contains("\"valid\":true", "\"asExpected\":true");
        }
    }

    @ParameterizedTest
    @CsvSource({"register", "cas-register"})
    void aDumpThatIsWrittenLateIsFoundOut(String workload) throws Exception {
        try (NacosStandIn.Database database = new NacosStandIn.Database(LATE);
                NacosStandIn one = NacosStandIn.on(database);
                NacosStandIn other = NacosStandIn.on(database)) {
            CommandOutcome outcome = runUntilTold("nacos-register", workload, endpoints(one, other));
            assertThat(outcome.status()).as("%s", outcome).isEqualTo(INVALID);
            assertThat(outcome.out()).contains("\"type\":\"nonlinearizable\"", "\"asExpected\":true");
        }
    }

    @Test
    void theDatabaseIsReadPastTheDump() throws Exception {
        try (NacosStandIn.Database database = new NacosStandIn.Database(LATE);
                NacosStandIn one = NacosStandIn.on(database);
                NacosStandIn other = NacosStandIn.on(database)) {
            CommandOutcome outcome = runUntilTold("nacos-register-admin", "register", endpoints(one, other));
            assertThat(outcome.status()).as("%s", outcome).isEqualTo(VALID);
        }
    }

    /** Half of the clients have nobody to ask, and nothing is taken for done that was not. */
    @Test
    void oneOfTwoServersThatRefusesIsNoViolation() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        try (NacosStandIn.Database database = new NacosStandIn.Database(Duration.ZERO);
                NacosStandIn one = NacosStandIn.on(database)) {
            CommandOutcome outcome =
                    runUntilTold("nacos-register", "register", one.endpoint() + ",127.0.0.1:" + nobody);
            assertThat(outcome.status()).as("%s", outcome).isEqualTo(VALID);
        }
    }

    /** What was sent to a server that answers no more may have been done. */
    @Test
    void linksThatBreakAreNoViolation() throws Exception {
        try (NacosStandIn.Database database = new NacosStandIn.Database(Duration.ZERO);
                NacosStandIn one = NacosStandIn.on(database);
                NacosStandIn other = NacosStandIn.on(database)) {
            CommandOutcome outcome = run(
                    "4s",
                    "nacos-register",
                    "cas-register",
                    endpoints(one, other),
                    "--faults",
                    "partition:n1+nobody,reset",
                    "--fault-interval",
                    "1s",
                    "--operation-timeout",
                    "1s");
            assertThat(outcome.status()).as("%s", outcome).isIn(VALID, UNKNOWN);
        }
    }

    @Test
    void withoutAnEndpointItIsRefusedWithTheLineToType() {
        CommandOutcome outcome = CommandOutcome.of(
                "run", "--target", "nacos-register", "--workload", "register", "--results", results.toString());
        assertThat(outcome.status()).isEqualTo(254);
        assertThat(outcome.err())
                .contains("nacos-register is tried on servers of yours alone")
                .contains("no server of Nacos is to be had")
                .contains("./ordeal run --target nacos-register --endpoint HOST:8848,HOST2:8848");
    }

    @ParameterizedTest
    @CsvSource({"process", "namespace", "container"})
    void aClusterOfAnyOtherKindIsRefused(String kind) {
        CommandOutcome outcome = CommandOutcome.of(
                "run", "--target", "nacos-register", "--cluster", kind, "--results", results.toString());
        assertThat(outcome.status()).isEqualTo(254);
        assertThat(outcome.err()).contains("--endpoint HOST:8848");
    }

    @Test
    void endpointsThatAreNotSaidAreMissed() {
        CommandOutcome outcome = CommandOutcome.of(
                "run", "--target", "nacos-register", "--cluster", "endpoint", "--results", results.toString());
        assertThat(outcome.status()).isEqualTo(254);
        assertThat(outcome.err()).contains("--endpoint takes");
    }

    @Test
    void itIsNotValidatedEither() {
        CommandOutcome outcome = CommandOutcome.of("validate", "nacos-register", "--results", results.toString());
        assertThat(outcome.status()).isEqualTo(254);
        assertThat(outcome.err()).contains("./ordeal run --target nacos-register --endpoint HOST:8848");
    }

    @Test
    void theListSaysThatItTakesAnEndpoint() {
        CommandOutcome list = CommandOutcome.of("list", "targets", "nacos-register");
        assertThat(list.out()).contains("takes --endpoint HOST:8848,HOST2:8848", "no server of Nacos is to be had");
        assertThat(CommandOutcome.of("list", "targets", "nacos-register", "--json")
                        .out())
                .contains("\"notStarted\":\"no server of Nacos");
    }
}
