package io.ordeal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a folder is a history, and how an archive is cut into batches. */
class ArchiveTest {
    @TempDir
    private Path folder;

    private Path file(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[bytes]);
    }

    private static List<Path> paths(Path... given) throws IOException {
        return Archive.entries(List.of(given)).stream().map(Archive.Entry::path).toList();
    }

    @Test
    void aFoldersHistoriesAreItsFilesOfThatKindAndItsRuns() throws IOException {
        Path edn = file("b/one.edn", 10);
        Path gzipped = file("a/two.jsonl.gz", 20);
        file("a/notes.md", 5);
        file("run/test.json", 2);
        file("run/history.edn.gz", 30);
        file("run/verdict.json", 2);
        assertThat(Archive.entries(List.of(folder)))
                .containsExactly(
                        new Archive.Entry(gzipped, 20),
                        new Archive.Entry(edn, 10),
                        new Archive.Entry(folder.resolve("run"), 30));
    }

    @Test
    void aPatternMatchesFilesAndWholeFolders() throws IOException {
        Path first = file("2026-01/one.edn", 1);
        Path second = file("2026-02/two.edn", 1);
        file("2025-12/old.edn", 1);
        Path unusual = file("2026-02/two.history", 1);
        assertThat(paths(folder.resolve("2026-*"))).containsExactly(first, second);
        assertThat(paths(folder.resolve("2026-0{1,2}/*.edn"))).containsExactly(first, second);
        assertThat(paths(folder.resolve("**/*.history"))).containsExactly(unusual);
    }

    @Test
    void whatIsNamedTwiceIsJudgedOnce() throws IOException {
        Path one = file("one.edn", 1);
        assertThat(paths(folder, one)).containsExactly(one);
    }

    @Test
    void aFolderWithoutHistoriesIsRefusedByName() throws IOException {
        file("notes.md", 1);
        assertThatThrownBy(() -> paths(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no history in " + folder)
                .hasMessageContaining("*.edn");
        assertThatThrownBy(() -> paths(folder.resolve("none"))).hasMessageContaining("no such file or folder");
        assertThatThrownBy(() -> paths(folder.resolve("none/*.edn"))).hasMessageContaining("no such folder");
        assertThatThrownBy(() -> paths(folder.resolve("*.edn"))).hasMessageContaining("no history in");
    }

    private static Archive.Entry entry(int number, long bytes) {
        return new Archive.Entry(Path.of("/archive/" + number + ".edn"), bytes);
    }

    @Test
    void everyFileIsInOneBatchAndNoBatchIsTooLarge() {
        List<Archive.Entry> entries = IntStream.range(0, 1_000)
                .mapToObj(i -> entry(i, i % 100 == 0 ? 5L << 20 : 40_000))
                .toList();
        List<List<Piece>> batches = Batches.of(entries, true);
        assertThat(batches.stream().flatMap(List::stream).map(Piece::name))
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(entry -> entry.path().toString()).toList());
        assertThat(batches).allMatch(batch -> batch.size() <= Batches.BATCH_FILES);
        assertThat(batches.subList(0, 10)).as("the large ones first, alone").allMatch(batch -> batch.size() == 1);
        assertThat(batches.get(11)).hasSize((int) (Batches.BATCH_BYTES / 40_000));
    }

    @Test
    void theKeysOfALargeFileGoApartWhereTheyMay() {
        List<Archive.Entry> large = List.of(entry(0, 3 * Batches.LARGE_BYTES));
        assertThat(Batches.of(large, false)).hasSize(1);
        assertThat(Batches.of(large, true))
                .hasSize(4)
                .allMatch(batch -> batch.get(0).parts() == 4);
        assertThat(Batches.of(List.of(entry(0, 1_000 * Batches.LARGE_BYTES)), true))
                .hasSize(Batches.MOST_PARTS);
    }

    @Test
    void whatIsNoMasterIsRefusedWithThoseThatAre() {
        for (String none : List.of("loacl[2]", "local[0]", "spark://host", "host:7077", "")) {
            assertThatThrownBy(() -> new SparkMaster(none)).hasMessageContaining("spark://HOST:7077");
        }
        assertThat(new SparkMaster("spark://a:7077,b:7078").isLocal()).isFalse();
        assertThat(new SparkMaster("local[*]").isLocal()).isTrue();
        assertThatThrownBy(() -> new SparkMaster("spark://127.0.0.1:1").requireReachable())
                .hasMessageContaining("no Spark master answers")
                .hasMessageContaining("--spark local[*]");
    }

    @Test
    void whatSparkSaysIsToldWithWhatToType() {
        String trace = "org.apache.spark.SparkException: Job aborted | at org.apache.spark.X | Caused by:"
                + " java.io.InvalidClassException: org.apache.spark.Y; local class incompatible: stream … | at Z";
        assertThat(SparkFailure.told(trace))
                .startsWith("org.apache.spark.SparkException: Job aborted; Caused by: java.io.InvalidClassException")
                .contains("--spark-version V")
                .doesNotContain("at org");
    }
}
