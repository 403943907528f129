package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ordeal report} of histories that no run of ours wrote. */
class ReportCommandTest {
    private static final String STALE = """
            {:process 0, :type :invoke, :f :write, :value 1}
            {:process 0, :type :ok, :f :write, :value 1}
            {:process 1, :type :invoke, :f :read, :value nil}
            {:process 1, :type :ok, :f :read, :value nil}
            """;

    private static final String FINE = """
            {"process":0,"type":"invoke","f":"read","value":null}
            {"process":0,"type":"ok","f":"read","value":7}
            {"process":0,"type":"invoke","f":"write","value":1}
            {"process":0,"type":"ok","f":"write","value":1}
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void thePageOfAHistoryLiesBesideIt() throws IOException {
        Path history = write("stale.edn", STALE);
        CommandOutcome report = CommandOutcome.of("report", history.toString(), "--checker", "register");
        Path page = folder.resolve("stale.html");
        assertThat(report.status()).isEqualTo(1);
        assertThat(report.out().strip()).isEqualTo(page.toString());
        assertThat(page).content().contains("INVALID", "nonlinearizable", "./ordeal check " + history);
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("stale.edn", "stale.html");
        }
    }

    @Test
    void orWhereItIsWanted() throws IOException {
        Path history = write("fine.jsonl", FINE);
        Path page = folder.resolve("pages").resolve("a.html");
        CommandOutcome report = CommandOutcome.of(
                "report", history.toString(), "--checker", "register", "--initial", "7", "--to", page.toString());
        assertThat(report.status()).isZero();
        assertThat(page).content().contains("VALID");
        assertThat(folder.resolve("fine.html")).doesNotExist();
        CommandOutcome refused =
                CommandOutcome.of("report", history.toString(), "--checker", "register", "--to", folder.toString());
        assertThat(refused.status()).isEqualTo(254);
        assertThat(refused.err()).contains("is a folder", "--to " + folder.resolve("report.html"));
    }

    @Test
    void theCheckersOptionsCount() throws IOException {
        Path history = write("h.jsonl", FINE);
        assertThat(CommandOutcome.of("report", history.toString(), "--checker", "register")
                        .status())
                .isEqualTo(1);
        assertThat(CommandOutcome.of("report", history.toString(), "--checker", "register", "--initial", "7")
                        .status())
                .isZero();
        CommandOutcome refused =
                CommandOutcome.of("report", history.toString(), "--checker", "register", "--model", "serializable");
        assertThat(refused.status()).isEqualTo(254);
        assertThat(refused.err()).contains("register takes no --model");
    }

    @Test
    void whatCanNotBeJudgedHasNoPage() throws IOException {
        Path torn = write("torn.edn", "{:process 0, :type :invoke, :f\n(");
        for (List<String> arguments : List.of(
                List.of("report", torn.toString(), "--checker", "register"),
                List.of("report", write("h.edn", STALE).toString()),
                List.of("report", folder.resolve("none.edn").toString(), "--checker", "register"),
                List.of("report", folder.toString()))) {
            CommandOutcome refused = CommandOutcome.of(arguments.toArray(String[]::new));
            assertThat(refused.status()).as(arguments + ": " + refused.err()).isEqualTo(254);
            assertThat(refused.err()).isNotBlank();
            assertThat(refused.out()).isEmpty();
        }
        assertThat(folder.resolve("torn.html")).doesNotExist();
    }

    @Test
    void theSameHistoryHasTheSamePage() throws IOException {
        Path history = write("stale.edn", STALE);
        Path first = folder.resolve("first.html");
        Path second = folder.resolve("second.html");
        CommandOutcome.of("report", history.toString(), "--checker", "register", "--to", first.toString());
        CommandOutcome.of("report", history.toString(), "--checker", "register", "--to", second.toString());
        assertThat(second).hasSameBinaryContentAs(first);
    }
}
