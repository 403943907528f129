package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a history's text: gunzipped if they begin as gzip does, without a byte order mark. Knows the notation by
 * its beginning, and how it ended, for that decides what a torn last line means.
 */
final class HistoryBytes extends InputStream {
    private final Peeked text;
    private long count;
    private long lastNewline = -1;
    private boolean ended;
    private boolean cut;

    HistoryBytes(InputStream raw) throws IOException {
        Peeked compressed = new Peeked(raw);
        compressed.fillFirst();
        InputStream plain = compressed;
        if (compressed.startsWith(0x1f, 0x8b)) {
            try {
                plain = new GZIPInputStream(compressed, 1 << 16);
            } catch (EOFException e) {
                cut = true;
                plain = InputStream.nullInputStream();
            } catch (ZipException e) {
                throw damaged(e);
            }
        }
        text = new Peeked(plain);
        text.fillFirst();
        if (text.startsWith(0xef, 0xbb, 0xbf)) {
            text.drop(3);
        }
    }

    /**
     * JSON lines if the first event's first key is a string followed by a colon, but for EDN's {@code {"type" :ok}}; else
     * EDN, which then tells what is wrong.
     */
    Notation notation() {
        int i = skipBlank(0);
        if (text.peek(i) == '[') {
            i = skipBlank(i + 1);
        }
        if (text.peek(i) != '{') {
            return Notation.EDN;
        }
        i = skipBlank(i + 1);
        if (text.peek(i) != '"') {
            return Notation.EDN;
        }
        for (i++; text.peek(i) >= 0 && text.peek(i) != '"'; i++) {
            if (text.peek(i) == '\\') {
                i++;
            }
        }
        int colon = skipBlank(i + 1);
        boolean json = text.peek(colon) == ':' && (colon == i + 1 || !EdnScanner.isLetter(text.peek(colon + 1)));
        return json ? Notation.JSON_LINES : Notation.EDN;
    }

    private int skipBlank(int from) {
        int i = from;
        while (text.peek(i) == ' ' || text.peek(i) == '\n' || text.peek(i) == '\r' || text.peek(i) == '\t') {
            i++;
        }
        return i;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (ended || cut) {
            return -1;
        }
        int n;
        try {
            n = text.read(into, from, length);
        } catch (EOFException e) {
            cut = true;
            return -1;
        } catch (ZipException e) {
            throw damaged(e);
        }
        if (n < 0) {
            ended = true;
            return -1;
        }
        for (int i = from + n - 1; i >= from; i--) {
            if (into[i] == '\n') {
                lastNewline = count + i - from;
                break;
            }
        }
        count += n;
        return n;
    }

    private MalformedHistoryException damaged(ZipException e) {
        // Line 0: the parser, who counts them, says which.
        return new MalformedHistoryException(
                0,
                0,
                "expected sound gzip data, found damage after about " + count + " bytes of text: " + e.getMessage());
    }

    /** Whether gzip data ended before their end mark; the text until there has been given. */
    boolean isCut() {
        return cut;
    }

    /** The offset in the text of the last newline read, or −1. */
    long lastNewline() {
        return lastNewline;
    }

    /** Bytes of text read. */
    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
