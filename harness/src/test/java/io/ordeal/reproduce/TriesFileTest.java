package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of tries, wherever the one who wrote it was killed. */
class TriesFileTest {
    private static final LiveTry SHOWN = new LiveTry(
            ReplayTry.Result.SAME, Optional.empty(), Optional.of(Path.of("run")), new TreeSet<>(List.of("kill")));
    private static final LiveTry NOT_SHOWN =
            new LiveTry(ReplayTry.Result.ABSENT, Optional.empty(), Optional.empty(), new TreeSet<>());

    @TempDir
    private Path folder;

    private Path written() throws IOException {
        Path file = folder.resolve("tries.jsonl");
        TriesFile tries = TriesFile.open(file);
        tries.add("a", "all of it", false, SHOWN);
        tries.add("b", "less", false, NOT_SHOWN);
        return file;
    }

    @Test
    void whateverIsCutOffTheRestIsKeptAndWhatComesNextIsWhole() throws IOException {
        byte[] all = Files.readAllBytes(written());
        int firstLine = Files.readAllLines(folder.resolve("tries.jsonl")).get(0).length() + 1;
        for (int length = 0; length <= all.length; length++) {
            Path file = folder.resolve("cut.jsonl");
            Files.write(file, java.util.Arrays.copyOf(all, length));
            List<LiveTry> left = TriesFile.open(file).all();
            assertThat(left)
                    .as("cut to %s bytes", length)
                    .hasSize(length < firstLine - 1 ? 0 : length < all.length - 1 ? 1 : 2);
            TriesFile.open(file).add("c", "least", true, SHOWN);
            TriesFile again = TriesFile.open(file);
            assertThat(again.all()).as("cut to %s bytes", length).hasSize(left.size() + 1);
            assertThat(again.of("c", true)).containsExactly(SHOWN);
        }
    }

    @Test
    void aLineInTheMidstThatIsNoTryIsTold() throws IOException {
        Path file = written();
        Files.writeString(file, "{\"plan\":" + System.lineSeparator() + Files.readString(file));
        assertThatThrownBy(() -> TriesFile.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1: not a try");
    }
}
