package io.ordeal.history.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.MalformedHistoryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A text read in pieces is the text read as one: its events, its warnings, its errors and where they are. */
class PieceReadingTest {
    /** Everything that a reading tells. */
    private record Told(List<?> ops, List<Object> extras, List<String> warnings, String error, String again) {
        static Told of(byte[] text, Origin origin, int pieceSize, int threads) {
            try {
                ReadHistory read =
                        HistoryReader.read(new ByteArrayInputStream(text), origin, text.length, pieceSize, threads);
                History history = read.history();
                List<Object> extras = new ArrayList<>();
                for (int i = 0; i < history.size(); i++) {
                    extras.add(history.values().toObject(history.extraHandle(i)));
                }
                return new Told(
                        history.ops(),
                        extras,
                        read.warnings(),
                        "",
                        new String(Texts.write(history, Notation.JSON_LINES), StandardCharsets.UTF_8));
            } catch (MalformedHistoryException e) {
                return new Told(List.of(), List.of(), List.of(), String.valueOf(e.getMessage()), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void sameInPieces(byte[] text, Random random, String about) {
        for (Origin origin : Origin.values()) {
            Told whole = Told.of(text, origin, 1 << 20, 1);
            int pieceSize = 1 + random.nextInt(Math.max(1, Math.min(text.length, 400)));
            Told pieces = Told.of(text, origin, pieceSize, 2);
            assertThat(pieces)
                    .as(
                            "%s, %s, pieces of %d bytes:%n%s",
                            about, origin, pieceSize, new String(text, StandardCharsets.UTF_8))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oddHistories(Notation notation) {
        oddHistories(notation, 0, 150);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void moreOddHistories(Notation notation) {
        oddHistories(notation, 150, 400);
    }

    private static void oddHistories(Notation notation, int from, int to) {
        for (int seed = from; seed < to; seed++) {
            byte[] text = Texts.write(new RandomHistories(seed).next(), notation);
            sameInPieces(text, new Random(seed), "seed " + seed);
            sameInPieces(Texts.gzip(text), new Random(seed), "gzip, seed " + seed);
        }
    }

    /** Bytes changed, left out, said twice, cut off: mostly malformed, at times something else that is fine. */
    @ParameterizedTest
    @EnumSource
    void damagedHistories(Notation notation) {
        damagedHistories(notation, 0, 500);
    }

    /** Bytes changed, as above. */
    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void moreDamagedHistories(Notation notation) {
        damagedHistories(notation, 500, 1_500);
    }

    private static void damagedHistories(Notation notation, int from, int to) {
        for (int seed = from; seed < to; seed++) {
            Random random = new Random(seed);
            byte[] text = Texts.write(new RandomHistories(seed).next(), notation);
            for (int n = 1 + random.nextInt(3); n > 0 && text.length > 1; n--) {
                text = damage(text, random);
            }
            sameInPieces(text, random, "seed " + seed);
        }
    }

    private static byte[] damage(byte[] text, Random random) {
        int at = random.nextInt(text.length);
        int length = random.nextInt(Math.min(40, text.length - at)) + 1;
        byte[] head = Arrays.copyOf(text, at);
        byte[] piece = Arrays.copyOfRange(text, at, Math.min(text.length, at + length));
        byte[] rest = Arrays.copyOfRange(text, Math.min(text.length, at + length), text.length);
        return switch (random.nextInt(5)) {
            case 0 -> join(head, rest);
            case 1 -> join(head, piece, piece, rest);
            case 2 -> head.length == 0 ? text : head;
            case 3 -> join(head, new byte[] {(byte) " \n,{}[]\"0;#:".charAt(random.nextInt(12))}, piece, rest);
            default -> {
                byte[] changed = text.clone();
                changed[at] = (byte) (32 + random.nextInt(95));
                yield changed;
            }
        };
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            int from = all.length;
            all = Arrays.copyOf(all, from + part.length);
            System.arraycopy(part, 0, all, from, part.length);
        }
        return all;
    }

    @Test
    void eventsThatAreLaidOutInManyWays() {
        String[] keys = {
            ":index %d", ":time %d00", ":process 0", ":type :%s", ":f :%s", ":value %s", ":error :odd", ":x 3"
        };
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "[" : "");
            for (int i = 0; i < 30; i++) {
                List<String> order = new ArrayList<>(List.of(keys));
                if (random.nextInt(3) == 0) {
                    Collections.shuffle(order, random);
                }
                order.removeIf(key -> !key.startsWith(":type") && random.nextInt(12) == 0);
                text.append(random.nextInt(30) == 0 ? "#jepsen.history.Op " : "")
                        .append('{');
                for (String key : order) {
                    String value = random.nextInt(40) == 0
                            ? "nil"
                            : key.startsWith(":index") || key.startsWith(":time")
                                    ? Integer.toString(i)
                                    : key.startsWith(":type")
                                            ? (i % 2 == 0 ? "invoke" : "ok")
                                            : key.startsWith(":f") ? "read" : "[" + i + " -1 [2 3] \"é\" 1.5]";
                    text.append(key.replaceAll("%.", value))
                            .append(random.nextInt(20) == 0 ? "\n " : random.nextInt(10) == 0 ? " " : ", ");
                }
                text.append('}').append(random.nextInt(40) == 0 ? " " : "\n");
            }
            sameInPieces(text.toString().getBytes(StandardCharsets.UTF_8), random, "seed " + seed);
        }
    }

    @Test
    void equalTextsHaveTheNumbersThatTheyHaveWhenReadAsOne() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("{:type :invoke, :process " + i + ", :f :w" + i % 7 + ", :value [\"s" + i * 31 % 50 + "\" :k"
                    + i % 9 + "]}\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        History whole = HistoryReader.read(new ByteArrayInputStream(bytes), Origin.FOREIGN, 0, 1 << 20, 1)
                .history();
        History pieces = HistoryReader.read(new ByteArrayInputStream(bytes), Origin.FOREIGN, 0, 300, 3)
                .history();
        for (int i = 0; i < whole.size(); i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(pieces.values().element(pieces.valueHandle(i), j))
                        .isEqualTo(whole.values().element(whole.valueHandle(i), j));
            }
        }
    }
}
