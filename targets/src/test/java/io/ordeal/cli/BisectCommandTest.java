package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.software.KnownVersions;
import io.ordeal.trial.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./ordeal bisect} as it is typed: what it refuses, what it answers, and what it goes on with. */
class BisectCommandTest {
    private static final String CELL = "postgres-serializable/list-append@concurrency=20,rate=0";

    @TempDir
    private Path results = Path.of("");

    private CommandOutcome bisect(String what, String... options) {
        List<String> arguments = new ArrayList<>(List.of("bisect", what, "--results", results.toString()));
        arguments.addAll(List.of(options));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private static void isRefused(CommandOutcome outcome, String... words) {
        assertThat(outcome.err()).contains(words).doesNotContain("Exception");
        assertThat(outcome.status()).isEqualTo(254);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefusedWithWhatDoes() throws Exception {
        isRefused(bisect("postgres-serialisable/list-append", "--versions", "12..18"), "postgres-serializable");
        isRefused(bisect("postgres-serializable/lst-append", "--versions", "12..18"), "list-append");
        isRefused(bisect("nothing", "--versions", "12..18"), "a run's folder, or a cell such as");
        isRefused(bisect("jvm-register/register", "--versions", "1..2"), "no software", "several versions");
        isRefused(bisect(CELL, "--versions", "12.3.0"), "are not two versions of postgresql");
        isRefused(bisect(CELL, "--versions", "mysql=1..2"), "no software 'mysql'", "postgresql");
        isRefused(bisect(CELL + ",rat=1", "--versions", "12..18"), "no option 'rat'", "rate");
        isRefused(bisect(CELL, "--versions", "12..18", "--tries", "2"), "3 tries of each at least");
        isRefused(bisect(CELL), "--versions");
        try (var left = Files.list(results)) {
            assertThat(left).isEmpty();
        }
    }

    private Path kept(String versions) throws Exception {
        Catalog catalog = Catalog.onClassPath();
        BisectedWork work =
                BisectedWork.seeds(CELL, catalog, Optional.of("G2-item"), Duration.ofSeconds(20), 1, results);
        return BisectCommand.kept(
                results, work, KnownVersions.parse(versions, work.target().cluster()));
    }

    private static String tries(String version, int shown, int absent) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < shown + absent; i++) {
            lines.append("{\"version\":\"" + version + "\",\"number\":" + i + ",\"result\":\""
                    + (i < shown ? "shown" : "absent") + "\"}\n");
        }
        return lines.toString();
    }

    private static String unknown(String version, int tries) {
        return tries(version, 0, tries).replace("absent", "unknown");
    }

    private CommandOutcome again(String versions) {
        return bisect(CELL, "--versions", versions, "--time", "20s", "--anomaly", "G2-item");
    }

    /** All its tries are there: none is made again, and the answer is theirs. */
    @Test
    void theSameCommandGoesOnWithTheTriesThatWereMade() throws Exception {
        String versions = "12.3.0,12.4.0,13.0.0,13.1.0,14.0.0";
        Path file = kept(versions);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, tries("12.3.0", 3, 0) + tries("14.0.0", 0, 9) + tries("13.0.0", 0, 9) + tries("12.4.0", 1, 2));
        CommandOutcome went = again(versions);
        assertThat(went.err())
                .contains("24 tries are remembered; kept in " + file)
                .doesNotContain(", try ");
        assertThat(went.out())
                .contains("postgresql 12.3.0: 3 of 3 (100 %, ")
                .contains("The last bad version is postgresql 12.4.0: 13.0.0 has not shown it")
                .doesNotContain("13.1.0");
        assertThat(went.status()).isZero();
        Files.writeString(
                file, tries("12.3.0", 0, 9) + tries("14.0.0", 4, 1) + tries("13.0.0", 1, 0) + tries("12.4.0", 0, 9));
        assertThat(again(versions))
                .satisfies(
                        came -> assertThat(came.out()).contains("The first bad version is postgresql 13.0.0: 12.4.0"))
                .satisfies(came -> assertThat(came.status()).isZero());
        // a version that comes to no verdict may be on either side: the answer does not pass it over
        Files.writeString(
                file, tries("12.3.0", 3, 0) + tries("14.0.0", 0, 9) + tries("13.0.0", 0, 9) + unknown("12.4.0", 200));
        assertThat(again(versions).out())
                .contains(
                        "It is between postgresql 12.3.0 and 13.0.0, as 12.4.0 could not be told; of these two 12.3.0")
                .doesNotContain("The last bad version");
        Files.writeString(file, tries("12.3.0", 0, 30) + tries("14.0.0", 0, 30));
        assertThat(again(versions))
                .satisfies(nowhere -> assertThat(nowhere.out()).contains("Neither end has shown it"))
                .satisfies(nowhere -> assertThat(nowhere.status()).isEqualTo(2));
        Files.writeString(file, "no try\n" + tries("12.3.0", 0, 30));
        isRefused(again(versions), file + ", line 1", "remove the file");
    }
}
