package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.store.RunFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    private record Outcome(int status, String out, String err) {
        List<JsonNode> json() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : out.lines().toList()) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        }
    }

    private static Outcome ordeal(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new OrdealCommandLine(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments)
                .status();
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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
        Outcome help = ordeal();
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("run", "check", "history", "list", "toxiproxy");
    }

    @Test
    void everyListIsThereAndItsJsonIsAnObjectALine() throws IOException {
        for (String kind : List.of("targets", "workloads", "faults", "checkers")) {
            Outcome list = ordeal("list", kind, "--json");
            assertThat(list.status()).isZero();
            assertThat(list.json())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.path("name").asText()).isNotEmpty());
        }
    }

    @Test
    void theListOfOneTargetTellsWhoSaysWhatIsExpectedOfIt() {
        assertThat(ordeal("list", "targets", "jvm-lock").out())
                .contains("jvm-lock ", "holds under client-pause — the text")
                .doesNotContain("jvm-register");
        assertThat(ordeal("list", "targets").out()).contains("jvm-register").doesNotContain("— the text");
        assertThat(ordeal("list", "targets", "jvm-lok"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("no target 'jvm-lok'", "jvm-lock"));
    }

    @Test
    void aNameThatDoesNotExistIsAnsweredWithThoseThatDoTheNearestFirst() throws IOException {
        assertThat(ordeal("run", "--target", "redis-settex", "--workload", "lock"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("redis-settex", "nearest first: redis-setex"));
        assertThat(ordeal("run", "--target", "jvm-lock", "--workload", "lok"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("nearest first: lock"));
        assertThat(ordeal("run", "--target", "jvm-lock", "--workload", "lock", "--faults", "partion"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("nearest first: partition"));
        Path file = write("h.edn", "{:process 0, :type :invoke, :f :read, :value nil}\n");
        assertThat(ordeal("check", file.toString(), "--checker", "registr"))
                .satisfies(wrong -> assertThat(wrong.status()).isEqualTo(254))
                .satisfies(wrong -> assertThat(wrong.err()).contains("nearest first: register"));
    }

    @Test
    void anOptionThatMakesNoSenseSaysWhatDoes() {
        assertThat(ordeal("run", "--target", "jvm-lock", "--time", "soon").err())
                .contains("--time", "30s");
        assertThat(ordeal("run", "--target", "jvm-lock", "--concurrency", "0").status())
                .isEqualTo(254);
        assertThat(ordeal("run", "--tarket", "jvm-lock").status()).isEqualTo(254);
        assertThat(ordeal("run", "--workload", "lock").err()).contains("--target");
    }

    @Test
    void anUnreadableFileGetsItsLineAndTheOthersAreJudged() throws IOException {
        Path broken = write("broken.edn", "{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type\n");
        Path good = write(
                "good.edn",
                "{:process 0, :type :invoke, :f :read, :value nil}\n{:process 0, :type :ok, :f :read, :value nil}\n");
        Path unpaired = write("unpaired.edn", "{:process 0, :type :ok, :f :read, :value nil}\n");
        Path missing = folder.resolve("missing.edn");
        Outcome check = ordeal(
                "check",
                "--json",
                "--checker",
                "register",
                broken.toString(),
                good.toString(),
                unpaired.toString(),
                missing.toString());
        assertThat(check.status()).isEqualTo(254);
        List<JsonNode> lines = check.json();
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
        Outcome run = ordeal(
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
        Outcome check = ordeal("check", "--json", folderOfRun.toString());
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.json().get(0).get("anomalies")).isEqualTo(saved.get("anomalies"));
    }

    @Test
    void aLockInThisJvmHoldsAlsoWhenItsHoldersFreeze() {
        Outcome run = ordeal(
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
        Outcome run = ordeal(
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
        Outcome run = ordeal(
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
        ordeal(
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
        Outcome again = ordeal(
                "run",
                first.resolve("test.json").toString(),
                "--json",
                "--results",
                folder.resolve("second").toString());
        assertThat(again.status()).as(again.out() + again.err()).isZero();
        assertThat(again.json().get(0).get("checker").asText()).isEqualTo("register");
    }

    @Test
    void whatARunIsHeldToBesideItsHistoryIsToldWhereItIsPassedOver() throws IOException {
        ordeal("run", "--target", "jvm-register", "--time", "1s", "--results", folder.toString());
        Path run = onlyRun();
        Outcome alone = ordeal(
                "check",
                "--json",
                "--checker",
                "register",
                "--independent",
                run.toString(),
                run.resolve("history.edn.gz").toString());
        assertThat(alone.json())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.get("notes").toString())
                        .contains("judged by --checker alone", "./ordeal check " + run));
        assertThat(ordeal("check", "--json", run.toString())
                        .json()
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
        Outcome again = ordeal("run", saved.toString(), "--results", results.toString());
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).doesNotContain("interrupted");
        try (Stream<Path> all = Files.walk(results)) {
            assertThat(all.filter(path -> path.endsWith("test.json")))
                    .singleElement()
                    .satisfies(path -> assertThat(Files.readString(path)).doesNotContain("interrupted"));
        }
    }
}
