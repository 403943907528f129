package io.ordeal.history.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow by being appended to. */
final class ByteLine {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes = new byte[1 << 12];
    private int length;

    int length() {
        return length;
    }

    void truncate(int to) {
        length = to;
    }

    void writeTo(OutputStream stream) throws IOException {
        stream.write(bytes, 0, length);
    }

    ByteBuffer asBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int)
                    Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    void ascii(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
    }

    void raw(byte[] some) {
        ensure(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    /** Appends a text that has only ASCII characters. */
    @SuppressWarnings("deprecation") // the one way to copy Latin-1 characters that makes no garbage
    void ascii(String text) {
        int n = text.length();
        ensure(n);
        text.getBytes(0, n, bytes, length);
        length += n;
    }

    void integer(long value) {
        ensure(20);
        if (value == Long.MIN_VALUE) {
            ascii("-9223372036854775808");
            return;
        }
        long rest = value;
        if (value < 0) {
            bytes[length++] = '-';
            rest = -value;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        int i = length + digits;
        length = i;
        do {
            bytes[--i] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
    }

    /** Appends a text in UTF-8, as it is, but half a surrogate pair, which UTF-8 cannot say, as its escape. */
    void utf8(String text, int from, int to) {
        ensure(6 * (to - from));
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xc0 | c >> 6);
                bytes[length++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                bytes[length++] = (byte) (0xf0 | point >> 18);
                bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
                bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
                bytes[length++] = (byte) (0x80 | (point & 0x3f));
            } else if (Character.isSurrogate(c)) {
                unicodeEscape(c);
            } else {
                bytes[length++] = (byte) (0xe0 | c >> 12);
                bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[length++] = (byte) (0x80 | (c & 0x3f));
            }
        }
    }

    /** Appends a quoted string, with the escapes that EDN and JSON have in common. */
    void quoted(String text) {
        ascii('"');
        int start = 0;
        int n = text.length();
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && c != 0x7f) {
                continue;
            }
            utf8(text, start, i);
            start = i + 1;
            escape(c);
        }
        utf8(text, start, n);
        ascii('"');
    }

    private void escape(char c) {
        ensure(6);
        switch (c) {
            case '"', '\\' -> shortEscape(c);
            case '\n' -> shortEscape('n');
            case '\t' -> shortEscape('t');
            case '\r' -> shortEscape('r');
            case '\b' -> shortEscape('b');
            case '\f' -> shortEscape('f');
            default -> unicodeEscape(c);
        }
    }

    private void shortEscape(char c) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) c;
    }

    void unicodeEscape(char c) {
        ensure(6);
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[c >> shift & 0xf];
        }
    }
}
