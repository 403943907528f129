package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./ordeal check} can be told: only what the checker takes; and checkers of the user's own. */
class CheckOptionsTest {
    @TempDir
    private Path folder;

    private Path history = Path.of("");

    @BeforeEach
    void writeHistory() throws IOException {
        history = Files.writeString(
                folder.resolve("h.edn"),
                "{:process 0, :type :invoke, :f :acquire, :value nil}\n{:process 0, :type :ok, :f :acquire, :value nil}\n");
    }

    private CommandOutcome check(String checker, String... options) {
        return CommandOutcome.of(
                Stream.concat(Stream.of("check", history.toString(), "--checker", checker), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void anOptionThatTheCheckerDoesNotTakeIsRefusedByName() {
        for (List<String> option : List.of(
                List.of("--model", "serializable"),
                List.of("--initial", "3"),
                List.of("--ttl", "2s"),
                List.of("--permits", "2"),
                List.of("--independent"))) {
            CommandOutcome refused = check("mutex", option.toArray(String[]::new));
            assertThat(refused.status()).as(option.toString()).isEqualTo(254);
            assertThat(refused.err()).contains("mutex takes no " + option.get(0), "--algorithm intervals or search");
        }
        assertThat(check("mutex", "--algorithm", "search").status()).isZero();
    }

    @Test
    void anUnknownAlgorithmIsAnsweredWithThoseThatThereAre() {
        CommandOutcome refused = check("mutex", "--algorithm", "guessing");
        assertThat(refused.status()).isEqualTo(254);
        assertThat(refused.err()).contains("guessing", "--algorithm intervals or search");
    }

    @Test
    void theListSaysWhatEachTakes() {
        assertThat(CommandOutcome.of("list", "checkers").out()).contains("takes --ttl, --algorithm intervals");
    }

    @Test
    void aCheckerOfAJarIsFoundAndListed() throws IOException {
        String jar = jar().toString();
        assertThat(check("nothing-at-all", "--jar", jar).status()).isEqualTo(1);
        assertThat(CommandOutcome.of("list", "checkers", "--jar", jar).out()).contains("nothing-at-all");
        assertThat(check("nothing-at-all").err()).contains("there is no checker 'nothing-at-all'");
    }

    private Path jar() throws IOException {
        Path source = Files.writeString(folder.resolve("NothingAtAll.java"), """
                import io.ordeal.checker.*;
                import io.ordeal.history.History;
                import java.util.*;

                public class NothingAtAll implements CheckerProvider {
                    public List<CheckerSpec> checkers() {
                        return List.of(new CheckerSpec(
                                "nothing-at-all", "nothing ever happens", List.of(), Set.of(), List.of(),
                                options -> NothingAtAll::check));
                    }

                    static CheckResult check(History history, CheckContext context) {
                        return CheckResult.of(history.size() == 0
                                ? Verdict.valid()
                                : Verdict.invalid(new Anomaly(
                                        "something", null, "it happened", List.of(history.op(0)), Map.of())));
                    }
                }
                """);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(failed).isZero();
        Path jar = folder.resolve("own.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("NothingAtAll.class"));
            Files.copy(folder.resolve("NothingAtAll.class"), out);
            out.putNextEntry(new JarEntry("META-INF/services/io.ordeal.checker.CheckerProvider"));
            out.write("NothingAtAll\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
