package io.ordeal.history.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.ordeal.history.History;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileHistoryTest {
    /** Whatever the bytes, they are a history or a malformed one, and a history can be looked at and written. */
    @ParameterizedTest
    @EnumSource
    void mutatedFilesAreReadOrRefused(Notation notation) {
        int refused = 0;
        int runs = 3_000;
        for (long seed = 0; seed < runs; seed++) {
            Random random = new Random(seed);
            byte[] bytes = Texts.write(new RandomHistories(seed % 50).next(), notation);
            if (random.nextInt(4) == 0) {
                bytes = Texts.gzip(bytes);
            }
            bytes = mutate(bytes, random);
            try {
                ReadHistory read = Texts.read(bytes, random.nextBoolean() ? Origin.FOREIGN : Origin.OWN_RUN);
                History history = read.history();
                byte[] again = Texts.write(history, Notation.EDN);
                assertThat(Texts.read(again, Origin.FOREIGN).history().size()).isEqualTo(history.size());
            } catch (MalformedHistoryException e) {
                refused++;
                assertThat(e.line()).as("seed %s: %s", seed, e).isPositive();
                assertThat(e.getMessage()).as("seed %s", seed).contains("expected ");
            } catch (RuntimeException | Error e) {
                fail("seed " + seed, e);
            }
        }
        assertThat(refused).as("some are refused, some are not").isBetween(runs / 10, runs);
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        String syntax = "{}[]()\"\\#:;,_-+.0N/M \n'";
        for (int n = random.nextInt(3); n >= 0 && mutated.length > 2; n--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(6)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2, 3 -> mutated[at] = (byte) syntax.charAt(random.nextInt(syntax.length()));
                case 4 -> mutated = Arrays.copyOf(mutated, at + 1);
                default -> {
                    int length = Math.min(random.nextInt(20), mutated.length - at);
                    int to = random.nextInt(mutated.length - length + 1);
                    System.arraycopy(mutated, at, mutated, to, length);
                }
            }
        }
        return mutated;
    }

    @Test
    void depthHasALimit() {
        for (String open : List.of("[", "(", "#{", "{:a ", "#a ", "#_", "#_ #a ", "#:a{:b ")) {
            assertThatThrownBy(() -> Texts.read("{:type :invoke :value " + open.repeat(1_000_000)))
                    .as(open)
                    .isInstanceOf(MalformedHistoryException.class)
                    .hasMessageStartingWith("line 1, column ")
                    .hasMessageEndingWith("expected at most 500 values in each other, found more");
        }
        assertThatThrownBy(() -> Texts.read("#_".repeat(1_000_000) + "{:type :invoke}"))
                .hasMessageEndingWith("expected at most 500 values in each other, found more");
        for (String open : List.of("[", "{\"a\":")) {
            assertThatThrownBy(() -> Texts.read("{\"type\":\"invoke\",\"value\":" + open.repeat(1_000_000)))
                    .isInstanceOf(MalformedHistoryException.class)
                    .hasMessageContaining("expected at most 500 values in each other");
        }
    }

    @Test
    void whatIsWrittenIsNotDeeperThanWhatIsRead() {
        Object deep = 1L;
        for (int i = 0; i < 499; i++) {
            deep = List.of(deep);
        }
        HistoryEncoder encoder = HistoryEncoder.of(Notation.EDN);
        encoder.append(new Op(0, 0, 0, OpType.INVOKE, "f", deep, null));
        String line = encoder.text();
        assertThat(Texts.ops(line).get(0).value()).isEqualTo(deep);
        Op deeper = new Op(1, 0, 0, OpType.OK, "f", List.of(deep), null);
        assertThatThrownBy(() -> encoder.append(deeper)).isInstanceOf(IllegalArgumentException.class);
        assertThat(encoder.text()).as("no half line").isEqualTo(line);

        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        Op endless = new Op(1, 0, 0, OpType.OK, "f", itself, null);
        assertThatThrownBy(() -> encoder.append(endless)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A quarter of a gigabyte in one line. */
    @Test
    void aLineNeedNotFitIntoMemory() throws IOException {
        long length = 256L << 20;
        InputStream blanks = new Repeated("{:type :invoke ", ' ', length, "}");
        ReadHistory read = HistoryReader.read(blanks, Origin.FOREIGN);
        assertThat(read.history().size()).isEqualTo(1);

        InputStream string = new Repeated("{:type :invoke :value \"", 'a', length, "\"}");
        assertThatThrownBy(() -> HistoryReader.read(string, Origin.FOREIGN))
                .hasMessage("line 1, expected tokens of at most 67108864 bytes, found a longer one");

        InputStream json = new Repeated("{\"type\":\"invoke\",\"value\":\"", 'a', length, "\"}");
        assertThatThrownBy(() -> HistoryReader.read(json, Origin.FOREIGN))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("String value length");
    }

    @Test
    void aValueHasALimitedNumberOfElements() {
        InputStream list = new Repeated("{:type :invoke :value [", '0', 0, "") {
            private int i;

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int n = super.read(into, from, length);
                if (n >= 0) {
                    return n;
                }
                for (int j = 0; j < length; j++) {
                    into[from + j] = (byte) (i++ % 2 == 0 ? '1' : ' ');
                }
                return length;
            }
        };
        assertThatThrownBy(() -> HistoryReader.read(list, Origin.FOREIGN))
                .hasMessage("line 1, column 23, expected at most 16777216 elements in a value, found more");
    }

    /** A head, one character very often, and a tail. */
    private static class Repeated extends InputStream {
        private final byte[] head;
        private final byte[] tail;
        private final char filling;
        private final long length;
        private long at;

        Repeated(String head, char filling, long times, String tail) {
            this.head = head.getBytes(StandardCharsets.US_ASCII);
            this.tail = tail.getBytes(StandardCharsets.US_ASCII);
            this.filling = filling;
            length = this.head.length + times + this.tail.length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int wanted) throws IOException {
            if (at == length) {
                return -1;
            }
            long tailFrom = length - tail.length;
            if (at >= head.length && at < tailFrom) {
                int n = (int) Math.min(wanted, tailFrom - at);
                Arrays.fill(into, from, from + n, (byte) filling);
                at += n;
                return n;
            }
            into[from] = at < head.length ? head[(int) at] : tail[(int) (at - tailFrom)];
            at++;
            return 1;
        }
    }
}
