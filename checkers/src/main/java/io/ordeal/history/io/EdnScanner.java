package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an EDN text, one token after the other, whatever the length of its lines: only a token has to fit into
 * memory. Counts lines.
 */
class EdnScanner {
    /** The longest token (in practice: string), in bytes. */
    static final int MAX_TOKEN = 64 << 20;

    static final boolean[] IN_TOKEN = new boolean[256];
    static final boolean[] BLANK = new boolean[256];

    static {
        for (int c = 0x21; c < 256; c++) {
            IN_TOKEN[c] = "\",;()[]{}\\`".indexOf(c) < 0 && c != 0x7f;
        }
        for (char c : " ,\t\r\f\u000b\u001c\u001d\u001e\u001f".toCharArray()) {
            BLANK[c] = true;
        }
    }

    /** What comes after the buffer; null if that is all. */
    private final @Nullable HistoryBytes in;

    byte[] buffer;

    /** The position in the buffer of the next byte. */
    int at;

    int end;

    /** The position in the buffer from which bytes are kept: the token's first, or −1. */
    int mark = -1;

    private boolean ended;

    /** The offset in the text of the buffer's first byte. */
    private long base;

    private long line;

    /** The offset in the text of the line's first byte. */
    private long lineStart;

    /** Of a text that lies in an array from its first byte on, and ends there. */
    EdnScanner(byte[] text, int length) {
        in = null;
        buffer = text;
        end = length;
        ended = true;
        line = 1;
    }

    /** Of a stream whose next byte is the first of this line. */
    EdnScanner(HistoryBytes in, long line) {
        this.in = in;
        this.line = line;
        buffer = new byte[1 << 16];
    }

    /** The line of the next byte. */
    final long line() {
        return line;
    }

    /** The column of the next byte, in bytes. */
    final long column() {
        return base + at - lineStart + 1;
    }

    /** The column at which the marked token begins, if that is on this line. */
    final long markColumn() {
        return base + mark - lineStart + 1;
    }

    /** The next byte, or −1 at the end. */
    final int peek() throws IOException {
        return at < end || fill() ? buffer[at] & 0xff : -1;
    }

    final boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        int from = mark >= 0 ? mark : at;
        int kept = end - from;
        if (kept == buffer.length) {
            if (kept >= MAX_TOKEN) {
                throw new MalformedHistoryException(
                        line, 0, "expected tokens of at most " + MAX_TOKEN + " bytes, found a longer one");
            }
            buffer = Arrays.copyOf(buffer, 2 * kept);
        } else if (kept > 0) {
            System.arraycopy(buffer, from, buffer, 0, kept);
        }
        base += from;
        at -= from;
        mark = mark >= 0 ? 0 : -1;
        end = kept;
        int n = in == null ? -1 : in.read(buffer, end, buffer.length - end);
        if (n < 0) {
            ended = true;
            return false;
        }
        end += n;
        return true;
    }

    /** Goes to the next byte that is neither blank nor in a comment, and gives it, or −1. */
    final int skipBlank() throws IOException {
        while (true) {
            int i = at;
            byte[] bytes = buffer;
            int stop = end;
            while (i < stop && BLANK[bytes[i] & 0xff]) {
                i++;
            }
            at = i;
            if (i == stop) {
                if (!fill()) {
                    return -1;
                }
            } else if (bytes[i] == '\n') {
                at++;
                newline();
            } else if (bytes[i] == ';') {
                skipComment();
            } else {
                return bytes[i] & 0xff;
            }
        }
    }

    private void skipComment() throws IOException {
        for (int c = peek(); c >= 0 && c != '\n'; c = peek()) {
            at++;
        }
    }

    /** The byte before the next was a newline. */
    final void newline() {
        line++;
        lineStart = base + at;
    }

    /** Marks the token that begins at the next byte and goes to its end: its bytes are {@code buffer[mark, at)}. */
    final void token() throws IOException {
        mark = at;
        restOfToken();
    }

    final void restOfToken() throws IOException {
        while (true) {
            int i = at;
            byte[] bytes = buffer;
            int stop = end;
            while (i < stop && IN_TOKEN[bytes[i] & 0xff]) {
                i++;
            }
            at = i;
            if (i < stop) {
                if (bytes[i] == 0) {
                    throw wrong("the rest of what begins with " + tokenText());
                }
                return;
            }
            if (!fill()) {
                throw torn("the rest of what begins with " + tokenText());
            }
        }
    }

    /** The marked token, shortened, for messages. */
    final String tokenText() {
        int length = at - mark;
        String text = new String(buffer, mark, Math.min(length, 60), StandardCharsets.UTF_8);
        return length <= 60 ? text : text + "…";
    }

    /** The error that something else was expected where the marked token begins. */
    final MalformedHistoryException wrongToken(String expected) {
        return new MalformedHistoryException(line, markColumn(), "expected " + expected + ", found " + tokenText());
    }

    /** The error that something else was expected at the next byte. */
    final MalformedHistoryException wrong(String expected) throws IOException {
        int c = peek();
        if (c < 0) {
            return torn(expected);
        }
        long atLine = line;
        long atColumn = column();
        if (c == 0 && restIsZero()) {
            return new TornHistoryException(
                    atLine, atColumn, "expected " + expected + ", found zero bytes until the end of the text");
        }
        String found = c > ' ' && c < 0x7f ? Character.toString(c) : String.format("a byte 0x%02x", c);
        return new MalformedHistoryException(atLine, atColumn, "expected " + expected + ", found " + found);
    }

    /** What a file system leaves of a file that grew just before the power failed. */
    private boolean restIsZero() throws IOException {
        mark = -1;
        int c = peek();
        for (; c == 0; c = peek()) {
            at++;
        }
        return c < 0;
    }

    final TornHistoryException torn(String expected) {
        return new TornHistoryException(line, column(), "expected " + expected + ", found the end of the text");
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
    }

    /** Where in the buffer the line of the next byte begins; negative if that is not in the buffer any more. */
    final long lineStart() {
        return lineStart - base;
    }

    /** How often the buffer's bytes have moved: while it stays the same, so do positions. */
    final long base() {
        return base;
    }

    final boolean isCut() {
        return in != null && in.isCut();
    }
}
