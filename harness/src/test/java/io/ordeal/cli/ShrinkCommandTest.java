package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ordeal shrink} of histories that no run of ours wrote. */
class ShrinkCommandTest {
    /** A read of what was overwritten, among others, and a fault. */
    private static final String STALE = """
            {:index 0, :process 0, :type :invoke, :f :write, :value 7}
            {:index 1, :process 0, :type :ok, :f :write, :value 7}
            {:index 2, :process :nemesis, :type :info, :f :start, :value nil}
            {:index 3, :process 0, :type :invoke, :f :write, :value 1}
            {:index 4, :process 0, :type :ok, :f :write, :value 1}
            {:index 5, :process 2, :type :invoke, :f :read, :value nil}
            {:index 6, :process 2, :type :ok, :f :read, :value 1}
            {:index 7, :process 0, :type :invoke, :f :write, :value 2}
            {:index 8, :process 0, :type :ok, :f :write, :value 2}
            {:index 9, :process 1, :type :invoke, :f :read, :value nil}
            {:index 10, :process 1, :type :ok, :f :read, :value 1}
            {:index 11, :process 1, :type :invoke, :f :read, :value nil}
            {:index 12, :process 1, :type :ok, :f :read, :value 2}
            """;

    private static final String SHRUNK = """
            ; shrunk from stale.edn: nonlinearizable; 3 of 6 operations
            {:index 3, :process 0, :type :invoke, :f :write, :value 1}
            {:index 4, :process 0, :type :ok, :f :write, :value 1}
            {:index 7, :process 0, :type :invoke, :f :write, :value 2}
            {:index 8, :process 0, :type :ok, :f :write, :value 2}
            {:index 9, :process 1, :type :invoke, :f :read, :value nil}
            {:index 10, :process 1, :type :ok, :f :read, :value 1}
            """;

    private static final String SET = """
            {:process 0, :type :invoke, :f :add, :value 1}
            {:process 0, :type :ok, :f :add, :value 1}
            {:process 0, :type :invoke, :f :add, :value 2}
            {:process 0, :type :fail, :f :add, :value 2}
            {:process 0, :type :invoke, :f :add, :value 3}
            {:process 0, :type :ok, :f :add, :value 3}
            {:process 1, :type :invoke, :f :read, :value nil}
            {:process 1, :type :ok, :f :read, :value #{2 3}}
            """;

    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void whatIsLeftLiesBesideTheHistory() throws IOException {
        String history = write("stale.edn", STALE);
        CommandOutcome shrink = CommandOutcome.of("shrink", history, "--checker", "register");
        Path left = folder.resolve("stale.shrunk.edn");
        assertThat(shrink.status()).as(shrink.toString()).isEqualTo(1);
        assertThat(left).content().isEqualTo(SHRUNK);
        assertThat(shrink.out())
                .contains("left out: 3 of 6 operations, 1 of 3 processes, 1 of 1 events of the nemesis")
                .contains("./ordeal check " + left + " --checker register");
        assertThat(folder.resolve("stale.shrunk.html"))
                .content()
                .contains("The whole of it: 3 operations", "write 1", "write 2", "read → 1", "events 9 to 10")
                .doesNotContain("<script");
        assertThat(CommandOutcome.of("check", left.toString(), "--checker", "register")
                        .status())
                .isEqualTo(1);
        assertThat(CommandOutcome.of("shrink", left.toString(), "--checker", "register")
                        .out())
                .contains("left out: nothing could be");
    }

    @Test
    void theAnomalyAndThePlaceMayBeNamed() throws IOException {
        String history = write("set.edn", SET);
        Path left = folder.resolve("corpus").resolve("of-2.edn");
        Path page = folder.resolve("pages").resolve("of-2.html");
        CommandOutcome shrink = CommandOutcome.of(
                "shrink",
                history,
                "--checker",
                "guarded-set",
                "--anomaly",
                "unexpected",
                "--to",
                left.toString(),
                "--report",
                page.toString());
        assertThat(shrink.status()).as(shrink.toString()).isEqualTo(1);
        assertThat(left).content().contains("; shrunk from set.edn: unexpected; 2 of 4 operations", ":value #{2}");
        assertThat(page).content().contains("unexpected");
        assertThat(folder.resolve("set.shrunk.html")).doesNotExist();
        CommandOutcome other =
                CommandOutcome.of("shrink", history, "--checker", "guarded-set", "--anomaly", "unexpectd");
        assertThat(other.status()).isEqualTo(254);
        assertThat(other.err()).contains("unexpectd", "unexpected", "lost");
    }

    @Test
    void itIsToldAsOneObject() throws IOException {
        String history = write("stale.edn", STALE);
        CommandOutcome shrink = CommandOutcome.of("shrink", history, "--checker", "register", "--json");
        assertThat(shrink.status()).as(shrink.toString()).isEqualTo(1);
        assertThat(shrink.out()).endsWith("}\n");
        JsonNode told = new ObjectMapper().readTree(shrink.out());
        assertThat(told.path("file").asText()).isEqualTo(history);
        assertThat(told.path("checker").asText()).isEqualTo("register");
        assertThat(told.path("valid").asBoolean(true)).isFalse();
        assertThat(told.path("anomaly").asText()).isEqualTo("nonlinearizable");
        assertThat(told.path("before"))
                .hasToString(
                        "{\"operations\":6,\"microOperations\":0,\"elements\":0,\"processes\":3,\"nemesisEvents\":1}");
        assertThat(told.path("after"))
                .hasToString(
                        "{\"operations\":3,\"microOperations\":0,\"elements\":0,\"processes\":2,\"nemesisEvents\":0}");
        assertThat(told.path("leftOut"))
                .hasToString(
                        "{\"operations\":3,\"microOperations\":0,\"elements\":0,\"processes\":1,\"nemesisEvents\":1}");
        assertThat(told.path("finished").asBoolean()).isTrue();
        assertThat(Path.of(told.path("to").asText())).content().isEqualTo(SHRUNK);
        assertThat(Path.of(told.path("page").asText())).exists();
        CommandOutcome nothing = CommandOutcome.of(
                "shrink",
                write(
                        "fine.edn",
                        STALE.replace(":f :read, :value 1}", ":f :read, :value 2}")
                                .replace(":f :write, :value 1}", ":f :write, :value 2}")),
                "--checker",
                "register",
                "--json");
        assertThat(nothing.status()).isZero();
        assertThat(new ObjectMapper().readTree(nothing.out()).path("valid").asBoolean())
                .isTrue();
        assertThat(CommandOutcome.of("shrink", history, "--live", "--json").err())
                .contains("--json is of a history");
    }

    @Test
    void howItWasJudgedStandsInTheFile() throws IOException {
        String history = write("skew.edn", """
                {:process 0, :type :invoke, :f :txn, :value [[:r :x nil] [:append :y 1]]}
                {:process 1, :type :invoke, :f :txn, :value [[:r :y nil] [:append :x 1]]}
                {:process 0, :type :ok, :f :txn, :value [[:r :x nil] [:append :y 1]]}
                {:process 1, :type :ok, :f :txn, :value [[:r :y nil] [:append :x 1]]}
                """);
        CommandOutcome shrink =
                CommandOutcome.of("shrink", history, "--checker", "list-append", "--model", "serializable");
        assertThat(shrink.out()).contains("--checker list-append --model serializable");
        assertThat(folder.resolve("skew.shrunk.edn"))
                .content()
                .contains("G2-item", "\n; options: model=serializable\n");
    }

    @Test
    void withNoAnomalyThereIsNothingToShrink() throws IOException {
        String valid = write(
                "fine.edn",
                STALE.replace(":f :read, :value 1}", ":f :read, :value 2}")
                        .replace(":f :write, :value 1}", ":f :write, :value 2}"));
        CommandOutcome nothing = CommandOutcome.of("shrink", valid, "--checker", "register");
        assertThat(nothing.status()).as(nothing.toString()).isZero();
        assertThat(nothing.out()).contains("nothing to shrink");
        String empty = write("writes.edn", SHRUNK.replaceAll(".*:read.*\n", ""));
        CommandOutcome unknown = CommandOutcome.of("shrink", empty, "--checker", "register");
        assertThat(unknown.status()).isEqualTo(254);
        assertThat(unknown.err()).contains("the verdict is unknown", "nothing was put to the test");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("shrunk"));
    }

    @Test
    void whatCannotBeReadIsRefused() throws IOException {
        assertThat(CommandOutcome.of("shrink", folder.resolve("none.edn").toString(), "--checker", "register"))
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(254))
                .satisfies(outcome -> assertThat(outcome.err()).contains("no such file"));
        String history = write("stale.edn", STALE);
        assertThat(CommandOutcome.of("shrink", history).err()).contains("--checker NAME");
        assertThat(CommandOutcome.of("shrink", history, "--checker", "register", "--to", folder.toString()))
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(254))
                .satisfies(outcome -> assertThat(outcome.err()).contains("--to", "is a folder"));
    }
}
