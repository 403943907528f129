package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a history's text: gunzipped if they begin as gzip does, without a byte order mark. Knows the notation by
 * its beginning, and how it ended, for that decides what a torn last line means.
 */
final class HistoryBytes extends InputStream {
    private final Peeked text;

    /** What was put back, and comes first. */
    private final ArrayDeque<ByteBuffer> back = new ArrayDeque<>();

    private long count;
    private long lastNewline = -1;
    private final boolean gzip;
    private boolean ended;
    private boolean cut;

    /** What went wrong, which reading on can only say again. */
    private @Nullable IOException failure;

    private @Nullable MalformedHistoryException damage;

    HistoryBytes(InputStream raw) throws IOException {
        Peeked compressed = new Peeked(raw);
        compressed.fillFirst();
        InputStream plain = compressed;
        gzip = compressed.startsWith(0x1f, 0x8b);
        if (gzip) {
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
        int n = back.isEmpty() ? next(into, from, length) : again(into, from, length);
        if (n < 0) {
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

    private int again(byte[] into, int from, int length) {
        ByteBuffer first = back.getFirst();
        int n = Math.min(length, first.remaining());
        first.get(into, from, n);
        if (!first.hasRemaining()) {
            back.removeFirst();
        }
        return n;
    }

    private int next(byte[] into, int from, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (damage != null) {
            throw damage;
        }
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
            damage = damaged(e);
            throw damage;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        ended = n < 0;
        return n;
    }

    private MalformedHistoryException damaged(ZipException e) {
        // Line 0: the parser, who counts them, says which.
        return new MalformedHistoryException(
                0,
                0,
                "expected sound gzip data, found damage after about " + count + " bytes of text: " + e.getMessage());
    }

    /**
     * Puts bytes back in front of those to come. Counting begins anew with them.
     *
     * @param bytes is not copied
     */
    void pushBack(byte[] bytes, int from, int to) {
        if (from < to) {
            back.addFirst(ByteBuffer.wrap(bytes, from, to - from));
        }
        count = 0;
        lastNewline = -1;
    }

    /** Whether gzip data ended before their end mark; the text until there has been given. */
    boolean isCut() {
        return cut;
    }

    boolean isGzip() {
        return gzip;
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
