package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.archive.StandaloneSpark;
import io.ordeal.checker.CheckerProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives judged on a real Spark, against {@code check} of the same files. */
@Tag("systems")
class SparkCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OPERATIONS = 60;
    private static final int WRONG_EVERY = 40;

    /** A checker that ends its JVM at the sight of a history that says so. */
    private static final String DEADLY = """
        package mine;
        import io.ordeal.checker.*;
        public class Deadly implements CheckerProvider {
            public java.util.List<CheckerSpec> checkers() {
                    return java.util.List.of(new CheckerSpec("deadly", "of a register", java.util.List.of(),
                            java.util.Set.of(), java.util.List.of(), options -> (history, context) -> {
                                if (history.fNames().contains("halt")) {
                                    Runtime.getRuntime().halt(9);
                                }
                                return Checkers.named("cas-register", options).check(history, context);
                            }));
                }
            }
        """;

    @TempDir
    private Path folder;

    private static Map<String, JsonNode> byFile(Stream<String> lines) {
        Map<String, JsonNode> all = new TreeMap<>();
        lines.forEach(line -> {
            try {
                ObjectNode verdict = (ObjectNode) JSON.readTree(line);
                verdict.remove("millis");
                assertThat(all.put(verdict.path("file").asText(), verdict))
                        .as("told twice: %s", verdict)
                        .isNull();
            } catch (IOException malformed) {
                throw new IllegalStateException(line, malformed);
            }
        });
        return all;
    }

    private static Map<String, JsonNode> plain(Path archive, String... options) throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            return byFile(CommandOutcome.of(Stream.of(
                                    Stream.of("check", "--json"),
                                    Stream.of(options),
                                    files.map(Path::toString).sorted())
                            .flatMap(words -> words)
                            .toArray(String[]::new))
                    .out()
                    .lines());
        }
    }

    private CommandOutcome onSpark(String master, Path archive, Path out, String... more) {
        return CommandOutcome.of(Stream.concat(
                        Stream.of("check", "--json", "--spark", master, "--out", out.toString(), archive.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aLocalSparkSaysWhatCheckSaysAndKeepsItTwice() throws Exception {
        Path archive = folder.resolve("archive");
        SavedRegisters.write(archive, 300, OPERATIONS, WRONG_EVERY);
        Files.writeString(archive.resolve("malformed.edn"), "{:process 0, :type");
        Path out = folder.resolve("out");
        CommandOutcome outcome = onSpark("local[2]", archive, out, "--checker", "cas-register");
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(254);
        Map<String, JsonNode> expected = plain(archive, "--checker", "cas-register");
        assertThat(byFile(outcome.out().lines())).isEqualTo(expected);
        assertThat(byFile(Files.readAllLines(out.resolve("verdicts.jsonl")).stream()))
                .isEqualTo(expected);
        try (Stream<Path> table = Files.list(out.resolve("verdicts.parquet"))) {
            Path part = table.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(part, StandardCharsets.ISO_8859_1))
                    .startsWith("PAR1")
                    .endsWith("PAR1");
        }
        CommandOutcome again = onSpark("local[2]", archive, out, "--checker", "cas-register");
        assertThat(again.status()).isEqualTo(254);
        assertThat(again.err()).contains("there are verdicts in " + out + " already");
    }

    /** Spark's own record of the tasks that came to their end: of each batch one, though an executor died. */
    private static List<JsonNode> tasksThatSucceeded(Path events) throws IOException {
        List<JsonNode> tasks = new ArrayList<>();
        try (Stream<Path> logs = Files.walk(events)) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                for (String line : Files.readAllLines(log)) {
                    if (line.contains("\"SparkListenerTaskEnd\"") && line.contains("\"Success\"")) {
                        tasks.add(JSON.readTree(line));
                    }
                }
            }
        }
        return tasks;
    }

    @Test
    void whenAWorkerIsKilledInTheMiddleEachFileHasItsOneVerdict() throws Exception {
        Path archive = folder.resolve("archive");
        SavedRegisters.write(archive, 2_000, OPERATIONS, WRONG_EVERY);
        Path events = Files.createDirectories(folder.resolve("events"));
        Path out = folder.resolve("out");
        Path verdicts = out.resolve("verdicts.jsonl");
        try (StandaloneSpark spark = new StandaloneSpark(Files.createDirectories(folder.resolve("spark")), 2)) {
            CompletableFuture<CommandOutcome> running = CompletableFuture.supplyAsync(() -> onSpark(
                    spark.master(),
                    archive,
                    out,
                    "--checker",
                    "cas-register",
                    "--spark-conf",
                    "spark.executor.memory=600m",
                    "--spark-conf",
                    "spark.eventLog.enabled=true",
                    "--spark-conf",
                    "spark.eventLog.compress=false",
                    "--spark-conf",
                    "spark.eventLog.dir=" + events.toUri()));
            while (!running.isDone() && !(Files.exists(verdicts) && spark.hasExecutor(0) && spark.hasExecutor(1))) {
                Thread.onSpinWait();
            }
            assertThat(running).as("it is in the middle").isNotDone();
            spark.killWorker(0);
            CommandOutcome outcome = running.get();
            assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
            Map<String, JsonNode> expected = plain(archive, "--checker", "cas-register");
            assertThat(byFile(outcome.out().lines())).isEqualTo(expected);
            assertThat(byFile(Files.readAllLines(verdicts).stream())).isEqualTo(expected);
            assertThat(tasksThatSucceeded(events))
                    .as("batches of 200 files that came to their end")
                    .hasSize(10)
                    .extracting(task -> task.path("Stage ID").asInt())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aFileThatKillsWhoeverTriesItIsToldByNameAndTheOthersAreJudged() throws Exception {
        Path archive = folder.resolve("archive");
        SavedRegisters.write(archive, 5, OPERATIONS, WRONG_EVERY);
        Path deadly =
                Files.writeString(archive.resolve("deadly.edn"), "{:process 0, :type :invoke, :f :halt, :value nil}\n");
        try (StandaloneSpark spark = new StandaloneSpark(Files.createDirectories(folder.resolve("spark")), 1)) {
            CommandOutcome outcome = onSpark(
                    spark.master(),
                    archive,
                    folder.resolve("out"),
                    "--checker",
                    "deadly",
                    "--jar",
                    deadlyJar().toString(),
                    "--spark-conf",
                    "spark.executor.memory=600m",
                    "--spark-conf",
                    "spark.task.maxFailures=1");
            Map<String, JsonNode> verdicts = byFile(outcome.out().lines());
            assertThat(verdicts).as(outcome.err()).hasSize(6);
            JsonNode told = Objects.requireNonNull(verdicts.remove(deadly.toString()));
            assertThat(told.path("valid").asText()).isEqualTo("unknown");
            assertThat(told.path("cause").asText()).contains("not a finding").contains("Lost task");
            assertThat(verdicts.values().stream()
                            .filter(JsonNode::isObject)
                            .map(verdict -> verdict.path("valid").asText())
                            .collect(Collectors.toList()))
                    .containsExactly("false", "true", "true", "true", "true");
            assertThat(outcome.status()).isEqualTo(255);
        }
    }

    private Path deadlyJar() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/mine")).resolve("Deadly.java");
        Files.writeString(source, DEADLY);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(status).isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve(CheckerProvider.class.getName()), "mine.Deadly");
        return classes;
    }
}
