package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTest {
    private static final String HOSTILE = "\u001b[31mred\u001b]0;title\u0007 \u202eabc \u0085 \u009b2J \r\u007f";

    @Test
    void whatATerminalWouldObeyIsSpelt() {
        assertThat(Visible.text(HOSTILE))
                .isEqualTo("\\u001b[31mred\\u001b]0;title\\u0007 \\u202eabc \\u0085 \\u009b2J \\r\\u007f");
    }

    @Test
    void whatIsOnlyTextStaysAsItIs() throws IOException {
        String text = "äöü → 漢字 😀 │ \t ok\n";
        assertThat(printed(text, false)).isEqualTo(text);
        assertThat(Visible.text("äöü → 漢字 😀")).isEqualTo("äöü → 漢字 😀");
    }

    @Test
    void aStreamLetsNothingOddPass() throws IOException {
        assertThat(printed(HOSTILE, false)).isEqualTo(Visible.text(HOSTILE));
    }

    @Test
    void ourOwnColoursPassWhereThereAreColours() throws IOException {
        String coloured = "\r\u001b[K\u001b[1;37;41m INVALID \u001b[0m";
        assertThat(printed(coloured, true)).isEqualTo(coloured);
        assertThat(printed("\u001b]0;title\u0007\u001b[2J", true)).isEqualTo("\\u001b]0;title\\u0007\\u001b[2J");
    }

    @Test
    void howItIsWrittenChangesNothing() throws IOException {
        byte[] bytes = ("plain " + HOSTILE + " äö → \u001b[0m│ end\n").getBytes(StandardCharsets.UTF_8);
        for (boolean styled : new boolean[] {true, false}) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            Visible.stream(whole, styled).write(bytes);
            for (int piece = 1; piece < bytes.length; piece++) {
                ByteArrayOutputStream inPieces = new ByteArrayOutputStream();
                var stream = Visible.stream(inPieces, styled);
                for (int from = 0; from < bytes.length; from += piece) {
                    stream.write(bytes, from, Math.min(piece, bytes.length - from));
                }
                assertThat(inPieces.toString(StandardCharsets.UTF_8)).isEqualTo(whole.toString(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void whatIsPlainIsWrittenAtOnce() throws IOException {
        List<Integer> pieces = new ArrayList<>();
        OutputStream counted = new OutputStream() {
            @Override
            public void write(int b) {
                pieces.add(1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                pieces.add(length);
            }
        };
        Visible.stream(counted, false).write("a line of 13\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(pieces).containsExactly(13);
    }

    private static String printed(String text, boolean styled) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(Visible.stream(bytes, styled), true, StandardCharsets.UTF_8)) {
            out.print(text);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
