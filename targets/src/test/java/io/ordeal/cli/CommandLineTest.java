package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as its users' scripts see it: output, errors, exit codes. Here, where every target is found. */
class CommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static List<JsonNode> json(CommandOutcome outcome) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : outcome.out().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(RunFolder::isRun)
                    .reduce((a, b) -> {
                        throw new IllegalStateException("more than one run: " + a + ", " + b);
                    })
                    .orElseThrow();
        }
    }

    @Test
    void helpIsNoError() {
        CommandOutcome help = CommandOutcome.of();
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("run", "check", "history", "list", "toxiproxy");
    }

    @Test
    void everyListIsThereAndItsJsonIsAnObjectALine() throws IOException {
        for (String kind : List.of("targets", "workloads", "faults", "checkers")) {
            CommandOutcome list = CommandOutcome.of("list", kind, "--json");
            assertThat(list.status()).isZero();
            assertThat(json(list))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.path("name").asText()).isNotEmpty());
        }
    }

    @Test
    void theListOfOneTargetTellsWhoSaysWhatIsExpectedOfIt() {
        assertThat(CommandOutcome.of("list", "targets", "jvm-lock").out())
                .contains("jvm-lock ", "holds under client-pause — the text")
                .doesNotContain("jvm-register");
        assertThat(CommandOutcome.of("list", "targets").out())
                .contains("jvm-register")
                .doesNotContain("— the text");
        assertThat(CommandOutcome.of("list", "targets", "jvm-lok"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("no target 'jvm-lok'", "jvm-lock"));
    }

    /** {@code --version} is that of servers, wherever servers are run. */
    @Test
    void everyCommandThatRunsServersTakesTheirVersion() {
        for (List<String> command : List.of(
                List.of("run", "--target", "zookeeper-fenced"),
                List.of("validate", "zookeeper-fenced"),
                List.of("nightly", "--plan"))) {
            assertThat(CommandOutcome.of(with(command, "--version", "zookeper=3.9.3")))
                    .as("%s", command)
                    .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                    .satisfies(wrong -> assertThat(wrong.err()).contains("zookeper", "zookeeper"));
        }
        assertThat(CommandOutcome.of(
                        "nightly", "--plan", "--only", "zookeeper-fenced/*", "--version", "zookeeper=3.9.3"))
                .satisfies(plan -> assertThat(plan.status()).as(plan.err()).isZero())
                .satisfies(plan -> assertThat(plan.out()).contains("@version=zookeeper=3.9.3"));
        assertThat(CommandOutcome.of("nightly", "--plan", "--version", "3.9.3"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("say whose version it is"));
    }

    /** A replay's is told before anything is started; what a recording ran with is what runs otherwise. */
    @Test
    void aReplayTakesNoVersionOfWhatHasNoServers() throws IOException {
        CommandOutcome run = CommandOutcome.of(
                "run",
                "--target",
                "jvm-register-stale-read",
                "--workload",
                "register",
                "--time",
                "2s",
                "--seed",
                "1",
                "--results",
                folder.toString());
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(CommandOutcome.of("replay", onlyRun().toString(), "--version", "redis=7"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("lives inside this JVM"));
        assertThat(CommandOutcome.of("replay", "--help").out()).contains("--version", "--software");
    }

    private static String[] with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aNameThatDoesNotExistIsAnsweredWithThoseThatDoTheNearestFirst() throws IOException {
        assertThat(CommandOutcome.of("run", "--target", "redis-settex", "--workload", "lock"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("redis-settex", "nearest first: redis-setex"));
        assertThat(CommandOutcome.of("run", "--target", "jvm-lock", "--workload", "lok"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("nearest first: lock"));
        assertThat(CommandOutcome.of("run", "--target", "jvm-lock", "--workload", "lock", "--faults", "partion"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("nearest first: partition"));
        Path file = write("h.edn", "{:process 0, :type :invoke, :f :read, :value nil}\n");
        assertThat(CommandOutcome.of("check", file.toString(), "--checker", "registr"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("nearest first: register"));
    }

    @Test
    void anOptionThatMakesNoSenseSaysWhatDoes() {
        assertThat(CommandOutcome.of("run", "--target", "jvm-lock", "--time", "soon")
                        .err())
                .contains("--time", "30s");
        assertThat(CommandOutcome.of("run", "--target", "jvm-lock", "--concurrency", "0")
                        .status())
                .isEqualTo(254);
        assertThat(CommandOutcome.of("run", "--tarket", "jvm-lock").status()).isEqualTo(254);
        assertThat(CommandOutcome.of("run", "--workload", "lock").err()).contains("--target");
    }

    @Test
    void anUnreadableFileGetsItsLineAndTheOthersAreJudged() throws IOException {
        Path broken = write("broken.edn", "{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type\n");
        Path good = write(
                "good.edn",
                "{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type :ok, :f :read, :value nil}\n");
        Path unpaired = write("unpaired.edn", "{:process 0, :type :ok, :f :read, :value nil}\n");
        Path missing = folder.resolve("missing.edn");
        CommandOutcome check = CommandOutcome.of(
                "check",
                "--json",
                "--checker",
                "register",
                broken.toString(),
                good.toString(),
                unpaired.toString(),
                missing.toString());
        assertThat(check.status()).isEqualTo(254);
        List<JsonNode> lines = json(check);
        assertThat(lines)
                .extracting(line -> line.get("valid").asText())
                .containsExactly("unknown", "true", "unknown", "unknown");
        assertThat(lines.get(0).get("cause").asText())
                .startsWith("malformed: line 3")
                .contains("expected");
        assertThat(lines.get(2).get("cause").asText())
                .startsWith("malformed: line 1")
                .contains("expected");
        assertThat(lines.get(3).get("cause").asText()).contains("missing.edn");
    }

    @Test
    void aMutantIsCaughtAndTheSavedHistoryGetsTheSameVerdict() throws IOException {
        CommandOutcome run = CommandOutcome.of(
                "run",
                "--target",
                "jvm-lock-two-holders",
                "--workload",
                "lock",
                "--time",
                "3s",
                "--seed",
                "7",
                "--results",
                folder.toString());
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("overlapping-holds", "process", "report.html");
        Path folderOfRun = onlyRun();
        assertThat(folderOfRun.resolve("report.html")).isNotEmptyFile();
        JsonNode saved = JSON.readTree(Files.readString(folderOfRun.resolve("verdict.json")));
        assertThat(saved.get("asExpected").asBoolean()).isTrue();
        CommandOutcome check = CommandOutcome.of("check", "--json", folderOfRun.toString());
        assertThat(check.status()).isEqualTo(1);
        assertThat(json(check).get(0).get("anomalies")).isEqualTo(saved.get("anomalies"));
    }

    @Test
    void aLockInThisJvmHoldsAlsoWhenItsHoldersFreeze() {
        CommandOutcome run = CommandOutcome.of(
                "run",
                "--target",
                "jvm-lock",
                "--workload",
                "guarded-set",
                "--faults",
                "client-pause",
                "--fault-interval",
                "500ms",
                "--time",
                "3s",
                "--seed",
                "7",
                "--results",
                folder.toString(),
                "--json");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    @Test
    void aFaultThatTheTargetCannotTakeIsRefusedByName() {
        CommandOutcome run = CommandOutcome.of(
                "run",
                "--target",
                "jvm-lock",
                "--workload",
                "lock",
                "--faults",
                "kill",
                "--time",
                "1s",
                "--results",
                folder.toString());
        assertThat(run.status()).isEqualTo(254);
        assertThat(run.err()).contains("kill");
    }

    @Test
    void anEndpointAtWhichNobodyAnswersIsRefusedWithTheAddress() {
        CommandOutcome run = CommandOutcome.of(
                "run",
                "--target",
                "redis-token",
                "--workload",
                "lock",
                "--endpoint",
                "127.0.0.1:1",
                "--time",
                "1s",
                "--results",
                folder.toString());
        assertThat(run.status()).isEqualTo(254);
        assertThat(run.err()).contains("nobody answers", "127.0.0.1:1", "--endpoint");
    }

    @Test
    void aSavedRunIsStartedAgainFromItsFile() throws IOException {
        CommandOutcome.of(
                "run",
                "--target",
                "jvm-register",
                "--workload",
                "register",
                "--time",
                "1s",
                "--seed",
                "11",
                "--results",
                folder.resolve("first").toString());
        Path first = onlyRun();
        CommandOutcome again = CommandOutcome.of(
                "run",
                first.resolve("test.json").toString(),
                "--json",
                "--results",
                folder.resolve("second").toString());
        assertThat(again.status()).as(again.out() + again.err()).isZero();
        assertThat(json(again).get(0).get("checker").asText()).isEqualTo("register");
    }

    @Test
    void whatARunIsHeldToBesideItsHistoryIsToldWhereItIsPassedOver() throws IOException {
        CommandOutcome.of("run", "--target", "jvm-register", "--time", "1s", "--results", folder.toString());
        Path run = onlyRun();
        CommandOutcome alone = CommandOutcome.of(
                "check",
                "--json",
                "--checker",
                "register",
                "--independent",
                run.toString(),
                run.resolve("history.edn.gz").toString());
        assertThat(json(alone))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.get("notes").toString())
                        .contains("judged by --checker alone", "./ordeal check " + run));
        assertThat(json(CommandOutcome.of("check", "--json", run.toString()))
                        .get(0)
                        .get("notes")
                        .toString())
                .doesNotContain("alone");
    }

    @Test
    void anInterruptedRunThatIsStartedAgainIsAWholeOne() throws IOException {
        Path saved = write("test.json", """
                {"target": "jvm-register", "workload": "register", "seed": 3, "options": {"time": "1s"},
                 "interrupted": {"during": "main-phase", "after": "200ms"}}
                """);
        Path results = Files.createDirectory(folder.resolve("again"));
        CommandOutcome again = CommandOutcome.of("run", saved.toString(), "--results", results.toString());
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).doesNotContain("interrupted");
        try (Stream<Path> all = Files.walk(results)) {
            assertThat(all.filter(path -> path.endsWith("test.json")))
                    .singleElement()
                    .satisfies(path -> assertThat(Files.readString(path)).doesNotContain("interrupted"));
        }
    }
}
