package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.start.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code ./ordeal new --client none} writes: a target that can be read, whose programs are somebody's yet to write, with
 * what these must say. {@code .ci/outsiders} puts some there, and runs them.
 */
class NewWithoutClientTest {
    private static final Pattern INVOKE = Pattern.compile("harness +(\\{\"type\":\"invoke\".*)");

    @TempDir
    private Path folder = Path.of("");

    private Path begun(Kind kind) {
        CommandOutcome outcome =
                CommandOutcome.of("new", "my-own", "--for", kind.wire(), "--client", "none", "--in", folder.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("ordeal.yaml", "less README.md");
        return folder.resolve("my-own");
    }

    @ParameterizedTest
    @EnumSource
    void aReadmeHasEachOperationOfTheWire(Kind kind) throws IOException {
        Path project = begun(kind);
        String readme = Files.readString(project.resolve("README.md"));
        assertThat(readme).doesNotContain("{{").contains("{\"type\":\"ready\"}");
        CommandOutcome list = CommandOutcome.of(
                "list",
                "targets",
                "my-own",
                "--target-file",
                project.resolve("ordeal.yaml").toString());
        assertThat(list.status()).as(list.err()).isZero();
        assertThat(list.out())
                .contains("can't be run yet")
                .contains("there is no program " + project.resolve("client"));
        String workload = Pattern.compile("workloads: \\[(.*)]")
                .matcher(Files.readString(project.resolve("ordeal.yaml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(list.out()).contains("the lines that ./ordeal list workloads " + workload + " has");
        String told = CommandOutcome.of("list", "workloads", workload).out();
        assertThat(INVOKE.matcher(told).results()).isNotEmpty();
        for (MatchResult invoke : INVOKE.matcher(told).results().toList()) {
            assertThat(readme).contains(invoke.group(1).replaceFirst("\\{\"type\":\"invoke\",\"id\":\\d+,", ""));
        }
    }

    @Test
    void whatIsMissingIsTold() {
        Path file = begun(Kind.LOCK).resolve("ordeal.yaml");
        for (CommandOutcome outcome : new CommandOutcome[] {
            CommandOutcome.of(
                    "run",
                    "--target-file",
                    file.toString(),
                    "--results",
                    folder.resolve("results").toString()),
            CommandOutcome.of(
                    "validate",
                    file.toString(),
                    "--results",
                    folder.resolve("results").toString())
        }) {
            assertThat(outcome.status()).as(outcome.out()).isEqualTo(254);
            assertThat(outcome.err())
                    .contains("the server's command: there is no program " + file.resolveSibling("server"))
                    .contains("the client's command: there is no program " + file.resolveSibling("client"))
                    .contains("it is to read and write the lines that ./ordeal list workloads lock has");
        }
    }

    /** Two targets of one name could not be told apart: what was written could not be run. */
    @Test
    void aTargetsNameIsTaken() {
        CommandOutcome outcome = CommandOutcome.of("new", "redis-token", "--in", folder.toString());
        assertThat(outcome.status()).isEqualTo(254);
        assertThat(outcome.err()).contains("Ordeal has a target redis-token of its own", "my-redis-token is free");
        assertThat(folder).isEmptyDirectory();
    }
}
