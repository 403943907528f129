package io.ordeal.history.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.history.History;
import io.ordeal.history.MalformedHistoryException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a file whose writer was killed is a beginning of its history. */
class TornHistoryTest {
    private static final String EDN = """
            {:index 0, :time 3, :process 0, :type :invoke, :f :write, :value "é\\n"}
            {:index 1, :time 5, :process 1, :type :invoke, :f :read, :value nil}
            {:index 2, :time 8, :process 0, :type :ok, :f :write, :value [1 {:a #{2.5 \\b}} true]}
            {:index 3, :time 9, :process 1, :type :info, :f :read, :value nil, :error :timeout}
            """;

    private static byte[] text(Notation notation) {
        return notation == Notation.EDN
                ? EDN.getBytes(StandardCharsets.UTF_8)
                : Texts.write(Texts.read(EDN).history(), notation);
    }

    /** Cut after each byte: the events whose newline is there, of a run's own; those that are whole, of a foreign one. */
    @ParameterizedTest
    @EnumSource
    void everyBeginningReadsAsWhatHappenedUntilThen(Notation notation) {
        byte[] whole = text(notation);
        History all = Texts.read(whole, Origin.OWN_RUN).history();
        assertThat(all.size()).isEqualTo(4);
        int firstLine = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int end = firstLine; end <= whole.length; end++) {
            byte[] beginning = Arrays.copyOf(whole, end);
            int lines = 0;
            for (byte b : beginning) {
                lines += b == '\n' ? 1 : 0;
            }
            boolean atNewline = beginning[end - 1] == '\n';
            boolean wholeEvent = end < whole.length && whole[end] == '\n';

            ReadHistory own = Texts.read(beginning, Origin.OWN_RUN);
            assertThat(own.history().ops())
                    .as("own, %s bytes", end)
                    .isEqualTo(all.prefix(lines).ops());
            assertThat(own.warnings()).as("own, %s bytes", end).hasSize(atNewline ? 0 : 1);

            ReadHistory foreign = Texts.read(beginning, Origin.FOREIGN);
            assertThat(foreign.history().ops())
                    .as("foreign, %s bytes", end)
                    .isEqualTo(all.prefix(wholeEvent ? lines + 1 : lines).ops());
            assertThat(foreign.warnings()).as("foreign, %s bytes", end).hasSize(atNewline || wholeEvent ? 0 : 1);
        }
    }

    @Test
    void theWarningSaysWhereAndWhat() {
        assertThat(Texts.read("{:type :invoke}\n{:type :o").warnings())
                .containsExactly("The file ends too early, in line 2: what is there of its last event is left out. "
                        + "What came after is unknown; a verdict is on the 1 events before.");
    }

    /** What a file system leaves when the power fails. */
    @Test
    void zeroBytesAtTheEndAreATornEndToo() {
        for (String torn :
                new String[] {"", "{:type :ok :va", "{:type :ok :value 12", "{:type", "{:type :ok :value \"a"}) {
            ReadHistory read = Texts.read("{:type :invoke}\n" + torn + "\0\0\0\0");
            assertThat(read.history().size()).isEqualTo(1);
            assertThat(read.warnings()).hasSize(1);
        }
        assertThatThrownBy(() -> Texts.read("{:type :invoke}\n{:ty\0\0pe :ok}\n"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("line 2, column 5")
                .hasMessageContaining("found a byte 0x00");
    }

    @Test
    void aMissingBracketInTheMiddleIsNoTornEnd() {
        assertThatThrownBy(() -> Texts.read("{:type :invoke}\n{:type :ok :value [1\n}\n{:type :invoke}\n"))
                .hasMessage("line 3, column 1, expected ] to close the [ of line 2, column 19, found }");
        assertThatThrownBy(() -> Texts.read("{:type :invoke}\n{:type :ok :value \"\n{:type :invoke}\n"))
                .hasMessage(
                        "line 4, column 1, expected \" to close the string of line 2, column 19, found the end of the "
                                + "text");
        assertThatThrownBy(() -> Texts.read("{:type :invoke}\n{:type :oh}"))
                .as("whole, and wrong")
                .hasMessageContaining("line 2, column 8");
        assertThatThrownBy(() -> Texts.read("{:type :invoke"))
                .as("nothing is left")
                .hasMessageContaining("line 1, column 15");
    }

    @Test
    void timesOfARunsOwnHistoryDoNotFall() {
        byte[] text = "{:type :invoke :time 5}\n{:type :ok :time 4}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Texts.read(text, Origin.FOREIGN).history().size()).isEqualTo(2);
        assertThatThrownBy(() -> Texts.read(text, Origin.OWN_RUN))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage(
                        "line 2, column 18, expected a run's own times not to fall: :time to be at least 5, found 4");
    }

    @ParameterizedTest
    @EnumSource
    void everyBeginningOfGzipDataReadsAsABeginning(Notation notation) {
        byte[] whole = Texts.gzip(text(notation));
        History all = Texts.read(whole, Origin.FOREIGN).history();
        int mostEvents = 0;
        for (int end = 2; end < whole.length; end++) {
            byte[] beginning = Arrays.copyOf(whole, end);
            try {
                ReadHistory read = Texts.read(beginning, Origin.FOREIGN);
                int size = read.history().size();
                assertThat(read.history().ops()).isEqualTo(all.prefix(size).ops());
                assertThat(read.warnings()).hasSize(1);
                assertThat(read.warnings().get(0)).contains("gzip data are cut off");
                mostEvents = Math.max(mostEvents, size);
            } catch (MalformedHistoryException e) {
                assertThat(e).hasMessageContaining("found no event");
            }
        }
        assertThat(mostEvents).isEqualTo(4);
    }

    @Test
    void aVectorInGzipDataThatAreCutOffIsABeginningToo() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 20_000; i++) {
            text.append("{:type :invoke, :process ")
                    .append(i)
                    .append(",\n :value ")
                    .append(i * 7919 % 10_007)
                    .append("}\n");
        }
        byte[] whole = Texts.gzip(text.append("]").toString().getBytes(StandardCharsets.UTF_8));
        ReadHistory read = Texts.read(Arrays.copyOf(whole, whole.length / 2), Origin.FOREIGN);
        assertThat(read.history().size()).isBetween(5_000, 15_000);
        assertThat(read.warnings()).hasSize(1);
    }
}
