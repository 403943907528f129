package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import io.ordeal.validate.Answer;
import io.ordeal.validate.Answer.Kind;
import io.ordeal.validate.AskedTrial;
import io.ordeal.validate.Findings;
import io.ordeal.validate.Question;
import io.ordeal.validate.Validation;
import io.ordeal.validate.ValidationListener;
import io.ordeal.validate.ValidationRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole validations, by real workers. What they try lives inside the workers, and breaks soon, or is ended early: what holds
 * takes 10 s at least, and so do levels.
 */
class ValidateCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aMutantBreaksAsItSaysAndNothingElseIsAsked() throws IOException {
        CommandOutcome outcome = CommandOutcome.of(
                "validate",
                "jvm-lock-two-holders",
                "--only",
                "lock",
                "--seed",
                "3",
                "--json",
                "--results",
                folder.toString());
        JsonNode json = new ObjectMapper().readTree(outcome.out());
        assertThat(outcome.out().lines()).hasSize(1);
        assertThat(json.path("workloads").path("lock").asText()).isEqualTo("breaks without faults: overlapping-holds");
        JsonNode none = json.path("answers").path(0);
        assertThat(none.path("answer").asText()).isEqualTo("breaks");
        assertThat(none.path("surprise").asBoolean()).isFalse();
        assertThat(Path.of(none.path("report").asText())).isRegularFile();
        assertThat(json.path("answers").path(1).path("answer").asText()).isEqualTo("needless");
        assertThat(json.path("expectationsYaml").asText()).contains("anomalies: [overlapping-holds]");
        assertThat(folder.resolve("validate/jvm-lock-two-holders")).isDirectoryContaining("glob:**index.html");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void levelsOfIsolationAreToldOneByOne() throws Exception {
        Findings findings = untilEnded(
                "jvm-transactions-write-skew",
                "write-skew",
                trial -> !trial.levels().kept().isEmpty());
        Answer none = findings.answers().get(0);
        assertThat(none.kind()).isEqualTo(Kind.BREAKS);
        assertThat(none.levels().weakestBroken()).contains(ConsistencyModel.REPEATABLE_READ);
        assertThat(none.levels().strongestKept()).contains(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION);
    }

    @Test
    void whatContradictsTheTargetIsOne() throws IOException {
        Path jar = liar();
        CommandOutcome outcome = CommandOutcome.of(
                "validate",
                "liar",
                "--jar",
                jar.toString(),
                "--only",
                "lock",
                "--seed",
                "3",
                "--results",
                folder.toString());
        assertThat(outcome.out())
                .contains("CONTRADICTS what the target", "overlapping-holds")
                .contains("something is other than the target says of itself");
        assertThat(outcome.status()).isEqualTo(1);
    }

    /** A jar with a mutant that says of itself that it holds. */
    private Path liar() throws IOException {
        Path source = Files.writeString(folder.resolve("Liar.java"), """
                import io.ordeal.cluster.ClusterDescription;
                import io.ordeal.targets.ClientFactories;
                import io.ordeal.targets.Expectation;
                import java.util.List;
                import java.util.Set;

                public class Liar implements io.ordeal.targets.Target {
                    private final io.ordeal.targets.Target mutant = new io.ordeal.targets.jvm.JvmLockTwoHoldersTarget();
                    public String name() { return "liar"; }
                    public String summary() { return "it says that it holds"; }
                    public ClusterDescription cluster() { return mutant.cluster(); }
                    public ClientFactories newClients() { return mutant.newClients(); }
                    public List<Expectation> expectations() {
                        return List.of(Expectation.holds("lock", Set.of("client-pause"), "its author"));
                    }
                }
                """);
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
        Path jar = folder.resolve("liar.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
            out.putNextEntry(new JarEntry("META-INF/services/" + Target.class.getName()));
            out.write("Liar\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    @Test
    void whatIsInterruptedTellsWhatIsKnown() throws Exception {
        Findings findings = untilEnded("jvm-lock", "lock", trial -> true);
        assertThat(findings.isUndecided()).isTrue();
        assertThat(findings.answers())
                .extracting(Answer::kind)
                .startsWith(Kind.KEEPS)
                .containsOnly(Kind.KEEPS, Kind.NOT_ASKED);
        assertThat(findings.answers().get(0).contention().contended()).isPositive();
    }

    /** What is found until a trial has come to its end that suffices. */
    private Findings untilEnded(String target, String workload, Predicate<AskedTrial> suffices) throws Exception {
        AtomicReference<@Nullable Validation> made = new AtomicReference<>();
        Validation validation = new Validation(
                new ValidationRequest(
                        target,
                        List.of(workload),
                        Duration.ofMinutes(10),
                        1,
                        3,
                        ClusterKind.PROCESS,
                        Optional.empty(),
                        folder.toAbsolutePath(),
                        WorkerCommand.of(new JarOption())),
                Catalog.onClassPath(),
                Clock.systemUTC(),
                new ValidationListener() {
                    @Override
                    public void ended(Question question, AskedTrial trial) {
                        if (suffices.test(trial)) {
                            Optional.ofNullable(made.get()).orElseThrow().stop();
                        }
                    }
                });
        made.set(validation);
        Findings findings = validation.run();
        assertThat(findings.interrupted()).isTrue();
        return findings;
    }

    @Test
    void whatCannotBeBegunIsRefused() {
        assertThat(CommandOutcome.of("validate").err()).contains("TARGET is missing");
        assertThat(CommandOutcome.of("validate", folder.resolve("none.yaml").toString())
                        .err())
                .contains("none.yaml");
        assertThat(CommandOutcome.of("validate", "jvm-lok").err()).contains("jvm-lok", "jvm-lock");
        assertThat(CommandOutcome.of("validate", "jvm-lock", "--only", "bank").err())
                .contains("bank", "jvm-lock serves");
        assertThat(CommandOutcome.of("validate", "jvm-lock", "--only", "lok").err())
                .contains("lok", "lock");
        assertThat(CommandOutcome.of("validate", "jvm-lock", "--budget", "5s").err())
                .contains("--budget 10m");
        assertThat(CommandOutcome.of("validate", "jvm-lock", "--budget", "soon").err())
                .contains("--budget", "soon");
        assertThat(CommandOutcome.of("validate", "jvm-lock", "--jobs", "0").err())
                .contains("--jobs takes 1 to 1000");
        assertThat(CommandOutcome.of("validate", "jvm-lock", "--cluster", "cloud")
                        .err())
                .contains("--cluster", "cloud");
        assertThat(CommandOutcome.of("validate", "jvm-lock", "--version", "3.9").status())
                .isEqualTo(254);
        assertThat(CommandOutcome.of("validate", "jvm-lok").status()).isEqualTo(254);
    }
}
