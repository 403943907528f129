package io.ordeal.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text with nothing in it that a terminal would obey instead of showing: control characters, those of C1 among them, and
 * what changes the direction of writing, are written as {@code \}{@code uXXXX}. Values of histories, file names and the last
 * lines of a server's log come from anywhere.
 */
public final class Visible {
    private static final int ESCAPE = 0x1b;

    private Visible() {}

    /** A text on one line. */
    public static String text(String text) {
        StringBuilder visible = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean odd = isOdd(c);
            if (odd && visible == null) {
                visible = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (visible != null) {
                if (odd) {
                    visible.append(escape(c));
                } else {
                    visible.appendCodePoint(c);
                }
            }
            i += Character.charCount(c);
        }
        return visible == null ? text : visible.toString();
    }

    /** As {@link #text}, of several lines. */
    public static String lines(String text) {
        return String.join(
                "\n", text.lines().map(line -> text(line.replace("\t", "    "))).toList());
    }

    /**
     * A stream of UTF-8 to a terminal or a pipe, in which nothing odd is left but line ends and tabs.
     *
     * @param styled whether our own colours, and returns to the beginning of a line, may pass
     */
    public static OutputStream stream(OutputStream to, boolean styled) {
        return new Filter(to, styled);
    }

    private static boolean isOdd(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029;
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> {
                StringBuilder escaped = new StringBuilder();
                for (char unit : Character.toChars(c)) {
                    escaped.append(String.format("\\u%04x", (int) unit));
                }
                yield escaped.toString();
            }
        };
    }

    private static final class Filter extends OutputStream {
        private final OutputStream to;
        private final boolean styled;

        /** The bytes of a character, or of a colour, that is not yet whole. */
        private final byte[] begun = new byte[32];

        private int size;

        Filter(OutputStream to, boolean styled) {
            this.to = to;
            this.styled = styled;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            begun[size++] = (byte) b;
            if (styled && begun[0] == ESCAPE && size < begun.length && isBeginningOfStyle()) {
                return;
            }
            if (size >= expected(begun[0])) {
                pass();
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) throws IOException {
            int end = from + length;
            for (int i = from; i < end; ) {
                int run = i;
                while (run < end && isPlain(bytes[run])) {
                    run++;
                }
                if (size == 0 && run > i) {
                    // at once what is plain, which is nearly all: a byte at a time may be a system call each
                    to.write(bytes, i, run - i);
                    i = run;
                } else {
                    write(bytes[i++]);
                }
            }
        }

        private boolean isBeginningOfStyle() {
            if (size == 1) {
                return true;
            }
            byte last = begun[size - 1];
            return begun[1] == '[' && (size == 2 || last == ';' || (last >= '0' && last <= '9'));
        }

        private boolean isStyle() {
            byte last = begun[size - 1];
            return styled && size > 2 && begun[0] == ESCAPE && begun[1] == '[' && (last == 'm' || last == 'K');
        }

        private void pass() throws IOException {
            boolean plain = isStyle() || (size == 1 && isPlain(begun[0]));
            if (plain) {
                to.write(begun, 0, size);
            } else {
                String character = new String(begun, 0, size, StandardCharsets.UTF_8);
                to.write(text(character).getBytes(StandardCharsets.UTF_8));
            }
            size = 0;
        }

        private boolean isPlain(byte b) {
            return b == '\n' || b == '\t' || (styled && b == '\r') || (b >= ' ' && b < 0x7f);
        }

        /** How many bytes the character has that begins so. */
        private static int expected(byte first) {
            int b = first & 0xff;
            return b < 0xc0 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }
    }
}
