package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.archive.JudgedPiece;
import io.ordeal.archive.KeyParts;
import io.ordeal.archive.Piece;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor's judge, and the parts of a file's keys put together, against {@code check} of the whole file. */
class ArchiveJudgeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEYS = 7;

    @TempDir
    private Path folder;

    /** Of registers; of the keys in {@code stale}, the last read misses the write before it. */
    private Path registers(String name, List<Integer> stale) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int round = 0; round < 3; round++) {
            for (int key = 0; key < KEYS; key++) {
                call(text, "write", key, String.valueOf(round), String.valueOf(round));
                String read = round == 2 && stale.contains(key) ? "0" : String.valueOf(round);
                call(text, "read", key, "nil", read);
            }
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private static void call(StringBuilder text, String f, int key, String asked, String answered) {
        text.append("{:process %d, :type :invoke, :f :%s, :value [%d %s]}%n".formatted(key, f, key, asked));
        text.append("{:process %d, :type :ok, :f :%s, :value [%d %s]}%n".formatted(key, f, key, answered));
    }

    private static JsonNode timeless(String verdict) throws Exception {
        return ((ObjectNode) JSON.readTree(verdict)).without("millis");
    }

    private JsonNode inParts(Path file, int parts, String... options) throws Exception {
        KeyParts together = new KeyParts();
        ArchiveJudge judge = new ArchiveJudge(options);
        Optional<String> whole = Optional.empty();
        for (int part = 0; part < parts; part++) {
            assertThat(whole).as("before its last part").isEmpty();
            Piece piece = new Piece(file.toString(), file.toString(), part, parts);
            for (String line : judge.apply(JSON.writeValueAsString(List.of(piece)))) {
                JudgedPiece judged = JSON.readValue(line, JudgedPiece.class);
                whole = together.add(judged.piece(), judged.verdict());
            }
        }
        return timeless(whole.orElseThrow());
    }

    private static JsonNode whole(Path file, String... options) throws Exception {
        return timeless(CommandOutcome.of(
                        Stream.concat(Stream.of("check", "--json", file.toString()), Stream.of(options))
                                .toArray(String[]::new))
                .out());
    }

    @Test
    void whatItSaysOfAFileIsWhatCheckSays() throws Exception {
        Path malformed = Files.writeString(folder.resolve("malformed.edn"), "{:process 0, :type");
        String[] options = {"--checker", "cas-register", "--independent"};
        for (Path file : List.of(
                registers("valid.edn", List.of()),
                registers("invalid.edn", List.of(3)),
                malformed,
                folder.resolve("missing.edn"))) {
            assertThat(inParts(file, 1, options)).isEqualTo(whole(file, options));
        }
    }

    @Test
    void thePartsOfAFilesKeysSayTogetherWhatCheckSaysOfTheWhole() throws Exception {
        String[] options = {"--checker", "cas-register", "--independent", "--all"};
        Path valid = registers("valid.edn", List.of());
        Path invalid = registers("invalid.edn", List.of(1, 4));
        Path malformed = Files.writeString(folder.resolve("malformed.edn"), "{:process 0, :type");
        for (int parts : new int[] {2, 3, KEYS, KEYS + 2}) {
            assertThat(inParts(valid, parts, options)).isEqualTo(whole(valid, options));
            assertThat(inParts(malformed, parts, options)).isEqualTo(whole(malformed, options));
            JsonNode together = inParts(invalid, parts, options);
            JsonNode alone = whole(invalid, options);
            assertThat(together.path("valid")).isEqualTo(alone.path("valid"));
            assertThat(together.path("ops")).isEqualTo(alone.path("ops"));
            assertThat(together.path("anomalies"))
                    .hasSize(2)
                    .containsExactlyInAnyOrderElementsOf(alone.path("anomalies"));
        }
    }

    /** A part that has only writes is no reason to doubt the others. */
    @Test
    void aKeyOfWhichNothingIsReadDoesNotMakeTheWholeUnknown() throws Exception {
        StringBuilder text = new StringBuilder();
        call(text, "write", 0, "1", "1");
        call(text, "write", 1, "1", "1");
        call(text, "read", 1, "nil", "1");
        Path file = Files.writeString(folder.resolve("writes.edn"), text);
        String[] options = {"--checker", "cas-register", "--independent"};
        assertThat(whole(file, options).path("valid").asBoolean()).isTrue();
        assertThat(inParts(file, 2, options)).isEqualTo(whole(file, options));
    }
}
