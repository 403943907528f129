package io.ordeal.toxiproxy.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.toxiproxy.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of known messages, cut at random: the decoders find the ends that the writer knew. */
class FramingTest {
    private static final int STREAMS = 300;

    static Stream<Arguments> protocols() {
        return Stream.of(
                arguments("resp", Direction.UPSTREAM, random -> List.of(), FramingTest::command),
                arguments("resp", Direction.DOWNSTREAM, random -> List.of(), random -> reply(random, 0)),
                arguments(
                        "postgres", Direction.UPSTREAM, FramingTest::postgresStart, random -> typed(random, "QPBDESX")),
                arguments(
                        "postgres",
                        Direction.DOWNSTREAM,
                        random -> answerToStart(random),
                        random -> typed(random, "RSKZTDC")),
                arguments("zookeeper", Direction.UPSTREAM, random -> List.of(), random -> prefixed(random, 4, 0)),
                arguments("kafka", Direction.DOWNSTREAM, random -> List.of(), random -> prefixed(random, 4, 0)),
                arguments("length:2", Direction.UPSTREAM, random -> List.of(), random -> prefixed(random, 2, 0)),
                arguments(
                        "length:8:inclusive",
                        Direction.UPSTREAM,
                        random -> List.of(),
                        random -> prefixed(random, 8, 8)),
                arguments("zookeeper-quorum", Direction.UPSTREAM, random -> List.of(), FramingTest::quorumPacket));
    }

    private static Arguments arguments(
            String framing,
            Direction direction,
            Function<SplittableRandom, List<byte[]>> start,
            Function<SplittableRandom, byte[]> message) {
        return Arguments.of(framing, direction, start, message);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void howAStreamIsCutMakesNoDifference(
            String framing,
            Direction direction,
            Function<SplittableRandom, List<byte[]>> start,
            Function<SplittableRandom, byte[]> message) {
        for (int seed = 0; seed < STREAMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<byte[]> messages = new ArrayList<>(start.apply(random));
            for (int i = random.nextInt(12); i >= 0; i--) {
                messages.add(message.apply(random));
            }
            List<Long> ends = new ArrayList<>();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (byte[] one : messages) {
                stream.writeBytes(one);
                ends.add((long) stream.size());
            }
            Boundaries boundaries = Framing.named(framing).boundaries(direction == Direction.UPSTREAM);
            assertThat(ends(boundaries, stream.toByteArray(), random))
                    .as("seed %d, %s", seed, stream.toString(ISO_8859_1))
                    .isEqualTo(ends);
        }
    }

    /** Where messages ended; the stream comes in reads of random lengths, each in an array of its own. */
    private static List<Long> ends(Boundaries start, byte[] stream, SplittableRandom random) {
        List<Long> ends = new ArrayList<>();
        Boundaries boundaries = start;
        int most = 1 + random.nextInt(random.nextBoolean() ? 4 : 400);
        for (int from = 0; from < stream.length; ) {
            int count = Math.min(stream.length - from, 1 + random.nextInt(most));
            ByteBuffer read = ByteBuffer.wrap(stream, from, count).slice();
            while (read.hasRemaining()) {
                boundaries.read(read);
                if (boundaries.isBetween()) {
                    ends.add((long) from + read.position());
                }
            }
            from += count;
            // a copy goes on where the other stands, whatever becomes of that one
            Boundaries copy = boundaries.copy();
            boundaries.read(ByteBuffer.wrap(bytes("*9\r\n")));
            boundaries = copy;
        }
        return ends;
    }

    private static byte[] command(SplittableRandom random) {
        if (random.nextInt(6) == 0) {
            return bytes(random.nextBoolean() ? "PING\r\n" : "SET key value\n");
        }
        int arguments = 1 + random.nextInt(4);
        StringBuilder text = new StringBuilder("*" + arguments + "\r\n");
        for (int i = 0; i < arguments; i++) {
            String bulk = binary(random);
            text.append('$').append(bulk.length()).append("\r\n").append(bulk).append("\r\n");
        }
        return bytes(text.toString());
    }

    private static byte[] reply(SplittableRandom random, int depth) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(8) == 0) {
            text.append("|1\r\n").append(text(reply(random, 3))).append(text(reply(random, 3)));
        }
        int kinds = depth < 3 ? 12 : 8;
        switch (random.nextInt(kinds)) {
            case 0 -> text.append("+OK\r\n");
            case 1 -> text.append("-ERR $5 is no *3 command\r\n");
            case 2 -> text.append(":-42\r\n");
            case 3 -> text.append("$-1\r\n");
            case 4 -> text.append("_\r\n");
            case 5 -> text.append(",1.5e3\r\n");
            case 6 -> text.append("#t\r\n");
            case 7 -> bulk(text, random.nextBoolean() ? '$' : '=', binary(random));
            case 8 -> elements(text, '*', random.nextInt(4), 1, random, depth);
            case 9 -> elements(text, '%', random.nextInt(3), 2, random, depth);
            case 10 -> elements(text, '~', random.nextInt(4), 1, random, depth);
            default -> text.append("*-1\r\n");
        }
        return bytes(text.toString());
    }

    private static void bulk(StringBuilder text, char type, String bulk) {
        text.append(type).append(bulk.length()).append("\r\n").append(bulk).append("\r\n");
    }

    private static void elements(
            StringBuilder text, char type, int count, int each, SplittableRandom random, int depth) {
        text.append(type).append(count).append("\r\n");
        for (int i = 0; i < count * each; i++) {
            text.append(text(reply(random, depth + 1)));
        }
    }

    private static List<byte[]> postgresStart(SplittableRandom random) {
        List<byte[]> start = new ArrayList<>();
        if (random.nextBoolean()) {
            start.add(ByteBuffer.allocate(8).putInt(8).putInt(80877104).array());
        }
        if (random.nextBoolean()) {
            start.add(ByteBuffer.allocate(8).putInt(8).putInt(80877103).array());
        }
        byte[] rest = bytes(binary(random));
        start.add(ByteBuffer.allocate(8 + rest.length)
                .putInt(8 + rest.length)
                .putInt(3 << 16)
                .put(rest)
                .array());
        return start;
    }

    private static List<byte[]> answerToStart(SplittableRandom random) {
        List<byte[]> start = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            start.add(bytes("N"));
        }
        byte[] ok = ByteBuffer.allocate(9).put((byte) 'R').putInt(8).putInt(0).array();
        start.add(ok);
        return start;
    }

    private static byte[] typed(SplittableRandom random, String types) {
        byte[] rest = bytes(binary(random));
        return ByteBuffer.allocate(5 + rest.length)
                .put((byte) types.charAt(random.nextInt(types.length())))
                .putInt(4 + rest.length)
                .put(rest)
                .array();
    }

    private static byte[] prefixed(SplittableRandom random, int prefixBytes, int more) {
        byte[] rest = bytes(binary(random));
        byte[] length =
                ByteBuffer.allocate(8).putLong(rest.length + (long) more).array();
        return ByteBuffer.allocate(prefixBytes + rest.length)
                .put(length, 8 - prefixBytes, prefixBytes)
                .put(rest)
                .array();
    }

    private static byte[] quorumPacket(SplittableRandom random) {
        byte[] data = bytes(binary(random));
        boolean none = data.length == 0;
        ByteBuffer packet = ByteBuffer.allocate(2_000)
                .putInt(1 + random.nextInt(14))
                .putLong(random.nextLong())
                .putInt(none ? -1 : data.length)
                .put(data);
        int ids = random.nextInt(4) - 1;
        packet.putInt(ids);
        for (int i = 0; i < ids; i++) {
            packet.putInt(6).put(bytes("digest")).putInt(i == 0 ? -1 : 3);
            if (i > 0) {
                packet.put(bytes("u:p"));
            }
        }
        byte[] written = new byte[packet.position()];
        packet.flip().get(written);
        return written;
    }

    /** Also what looks like the beginning of something else. */
    private static String binary(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 500 : 12); i > 0; i--) {
            text.append(random.nextBoolean() ? "\r\n$*1".charAt(random.nextInt(5)) : (char) random.nextInt(256));
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("zookeeper", Direction.UPSTREAM, "ruok"),
                Arguments.of("kafka", Direction.UPSTREAM, "GET / HTTP/1.1\r\n"),
                Arguments.of("postgres", Direction.UPSTREAM, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001"),
                Arguments.of("postgres", Direction.DOWNSTREAM, "S\u0016\u0003\u0003\u0000z"),
                Arguments.of("resp", Direction.UPSTREAM, "*1\r\nPING\r\n"),
                Arguments.of("resp", Direction.DOWNSTREAM, "$EOF:0123456789\r\n"),
                Arguments.of("resp", Direction.DOWNSTREAM, "$9\r\nREDIS0011*1\r\n"),
                Arguments.of("zookeeper-quorum", Direction.UPSTREAM, "\u0000\u0000\u0000c"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatCantBeOfTheProtocolIsTold(String framing, Direction direction, String stream) {
        Boundaries boundaries = Framing.named(framing).boundaries(direction == Direction.UPSTREAM);
        ByteBuffer in = ByteBuffer.wrap(bytes(stream));
        while (in.hasRemaining()) {
            boundaries.read(in);
        }
        assertThat(boundaries.isLost()).isTrue();
        assertThat(boundaries.isBetween()).isFalse();
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        assertThatThrownBy(() -> Framing.named("lenght:4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("length:4");
    }
}
