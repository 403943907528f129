package io.ordeal.history.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose beginning can be looked at before it is read. What it says to be available is never 0 before the end:
 * GZIPInputStream takes 0 for the end and would leave out further members in silence.
 */
final class Peeked extends InputStream {
    private static final int SIZE = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    private int at;
    private int end;
    private @Nullable IOException failure;

    Peeked(InputStream in) {
        this.in = in;
    }

    /** Fills the buffer as far as the stream goes; only at the beginning. Answers how many bytes {@link #peek} knows. */
    int fillFirst() throws IOException {
        try {
            while (end < SIZE) {
                int n = in.read(buffer, end, SIZE - end);
                if (n < 0) {
                    break;
                }
                end += n;
            }
        } catch (EOFException | ZipException e) {
            // Gzip data that are cut off or damaged: the reader is to meet this where it is.
            failure = e;
        }
        return end - at;
    }

    /** The i-th of the bytes to come, or −1 beyond those looked at. */
    int peek(int i) {
        return at + i < end ? buffer[at + i] & 0xff : -1;
    }

    boolean startsWith(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (peek(i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    void drop(int bytes) {
        at += bytes;
    }

    private boolean fill() throws IOException {
        if (failure != null) {
            throw failure;
        }
        at = 0;
        end = 0;
        end = Math.max(0, in.read(buffer, 0, SIZE));
        return end > 0;
    }

    @Override
    public int available() throws IOException {
        return at < end || fill() ? end - at : 0;
    }

    @Override
    public int read() throws IOException {
        return at < end || fill() ? buffer[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == end) {
            if (length >= SIZE && failure == null) {
                return in.read(into, from, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int n = Math.min(length, end - at);
        System.arraycopy(buffer, at, into, from, n);
        at += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
