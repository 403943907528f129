package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.store.RunFolder;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import io.ordeal.workload.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who tries a backend of their own meets first, and is told without having to look for it. */
class ToldAtOnceTest {
    private static final List<String> SOURCES = List.of("""
            package mine;
            public interface Dice extends AutoCloseable {
                long roll();
                default void close() {}
            }
            """, """
            package mine;
            import io.ordeal.checker.*;
            import io.ordeal.client.*;
            import io.ordeal.generator.Generators;
            import io.ordeal.workload.*;
            import io.ordeal.workload.parts.PlainRun;
            public class DiceWorkload implements Workload<Dice> {
                public String name() { return "dice"; }
                public String promise() { return "A die shows one to six."; }
                public Class<Dice> clientType() { return Dice.class; }
                public WorkloadRun<Dice> start(WorkloadOptions options) {
                    return new PlainRun<Dice>(
                            Generators.drawn(draw -> new Invocation("roll", null)),
                            Generators.nothing(),
                            (dice, context) -> new Client() {
                                public Completion invoke(Invocation asked) { return Completion.ok(dice.roll()); }
                                public void close() {}
                            });
                }
                public Checker checker(WorkloadOptions options) {
                    return (history, context) -> CheckResult.of(Verdict.unknown("a checker of the jar's own said so"));
                }
            }
            """, """
            package mine;
            import io.ordeal.cluster.ClusterDescription;
            import io.ordeal.targets.*;
            public class DiceTarget implements Target {
                public String name() { return "my-dice"; }
                public String summary() { return "three, always"; }
                public ClusterDescription cluster() { return ClusterDescription.none(); }
                public ClientFactories newClients() { return ClientFactories.of(Dice.class, context -> () -> 3); }
                public java.util.List<Expectation> expectations() { return java.util.List.of(); }
            }
            """);

    @TempDir
    private Path folder = Path.of("");

    private Path run(String... arguments) throws IOException {
        Path results = Files.createTempDirectory(folder, "results");
        CommandOutcome run = CommandOutcome.of(
                Stream.concat(Stream.of("run", "--time", "1s", "--results", results.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isIn(0, 2);
        try (Stream<Path> all = Files.walk(results)) {
            return all.filter(RunFolder::isRun).findFirst().orElseThrow();
        }
    }

    private static JsonNode verdict(Path run) throws IOException {
        return new ObjectMapper().readTree(run.resolve("verdict.json").toFile());
    }

    private Path jar() throws IOException {
        return jar("dice");
    }

    /** @param workload its name */
    private Path jar(String workload) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/mine"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> names = List.of("Dice.java", "DiceWorkload.java", "DiceTarget.java");
        for (int i = 0; i < names.size(); i++) {
            Files.writeString(
                    sources.resolve(names.get(i)), SOURCES.get(i).replace("\"dice\"", "\"" + workload + "\""));
        }
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                Stream.concat(
                                                Stream.of(
                                                        "-d",
                                                        classes.toString(),
                                                        "-cp",
                                                        System.getProperty("java.class.path")),
                                                names.stream()
                                                        .map(name -> sources.resolve(name)
                                                                .toString()))
                                        .toArray(String[]::new)))
                .isZero();
        Path jar = folder.resolve("mine.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
            provide(out, Workload.class, "mine.DiceWorkload");
            provide(out, Target.class, "mine.DiceTarget");
        }
        return jar;
    }

    private static void provide(JarOutputStream jar, Class<?> service, String provider) throws IOException {
        jar.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
        jar.write(provider.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a workload of the user's own as well, whose checker has no name. */
    @Test
    void theCheckerOfAVerdictCanBeAskedForByItsName() throws IOException {
        String jar = jar().toString();
        Path run = run("--jar", jar, "--target", "my-dice");
        assertThat(verdict(run).path("checker").asText()).isEqualTo("dice");
        String history = new RunFolder(run).historyFile().toString();
        CommandOutcome again = CommandOutcome.of("check", history, "--checker", "dice", "--jar", jar);
        assertThat(again.out()).as(again.err()).contains("a checker of the jar's own said so");
        assertThat(again.status()).isEqualTo(2);
        assertThat(CommandOutcome.of("list", "workloads", "dice", "--jar", jar).out())
                .contains("judged by --checker dice");
        assertThat(CommandOutcome.of("list", "checkers", "dice", "--jar", jar).out())
                .contains("A die shows one to six.");
        CommandOutcome pointless =
                CommandOutcome.of("check", history, "--checker", "dice", "--jar", jar, "--model", "serializable");
        assertThat(pointless.err()).contains("dice takes no --model: it takes no options");
        assertThat(pointless.status()).isEqualTo(254);
        CommandOutcome unknown = CommandOutcome.of("check", history, "--checker", "dice");
        assertThat(unknown.status()).isEqualTo(254);
        assertThat(unknown.err()).contains("'dice'");
    }

    /** Else its histories would be judged by another checker when they are judged again by the name that the verdict tells. */
    @Test
    void aWorkloadDoesNotTakeTheNameOfAnothersChecker() throws IOException {
        Path jar = jar("mutex");
        CommandOutcome told = CommandOutcome.of("list", "targets", "--jar", jar.toString());
        assertThat(told.status()).isEqualTo(254);
        assertThat(told.err()).contains(jar + ": mine.DiceWorkload: the workload mutex", "--checker mutex is another");
    }

    @Test
    void aLockIsTriedAsALockWhereNothingElseIsAskedFor() throws IOException {
        Path run = run("--target", "jvm-lock");
        assertThat(new RunFolder(run).readSpec().workload()).isEqualTo("lock");
        assertThat(verdict(run).path("checker").asText()).isEqualTo("mutex");
        assertThat(CommandOutcome.of("check", run.toString(), "--checker", "mutex")
                        .status())
                .isZero();
    }

    @Test
    void whatAClientMustServeIsListedWithTheLinesOfTheWire() {
        assertThat(CommandOutcome.of("list", "workloads", "lock").out())
                .contains(
                        "acquire: ",
                        "harness  {\"type\":\"invoke\",\"id\":411,\"f\":\"acquire\",\"value\":\"lock1\"}",
                        "client   {\"type\":\"ok\",\"id\":411,\"value\":\"lock1\"}",
                        "release: ",
                        "{\"type\":\"fail\",\"id\":411,\"error\":\"why\"}",
                        "a client in Java implements io.ordeal.workload.lock.LockClient");
    }

    /** The name that a workload's verdicts have, and that its listing tells. */
    @Test
    void theCheckerOfEachWorkloadCanBeAskedFor() {
        List<Workload<?>> all = Catalog.onClassPath().workloads();
        assertThat(all).isNotEmpty();
        for (Workload<?> workload : all) {
            String told =
                    CommandOutcome.of("list", "workloads", workload.name()).out();
            Matcher judged = Pattern.compile("judged by --checker (\\S+)").matcher(told);
            assertThat(judged.find()).as(told).isTrue();
            CommandOutcome listed = CommandOutcome.of("list", "checkers", judged.group(1));
            assertThat(listed.status()).as(listed.err()).isZero();
        }
    }
}
