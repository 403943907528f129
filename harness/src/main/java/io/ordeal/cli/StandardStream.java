package io.ordeal.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error, buffered until it is flushed. A {@link java.io.PrintStream PrintStream} over it tells
 * nobody why something could not be written, so it is remembered here.
 */
final class StandardStream extends OutputStream {
    /** What the JDK says of a reader that has seen enough, such as {@code head}. */
    private static final String READER_IS_GONE = "Broken pipe";

    private static final int BUFFER = 1 << 13;

    private final OutputStream to;
    private final byte[] buffer = new byte[BUFFER];
    private int size;
    private @Nullable IOException failure;

    StandardStream(FileDescriptor descriptor) {
        to = new FileOutputStream(descriptor);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        if (size == BUFFER) {
            flush();
        }
        buffer[size++] = (byte) b;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        if (length > BUFFER - size) {
            flush();
        }
        if (length > BUFFER) {
            pass(bytes, from, length);
        } else {
            System.arraycopy(bytes, from, buffer, size, length);
            size += length;
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        int full = size;
        size = 0;
        if (full > 0) {
            pass(buffer, 0, full);
        }
    }

    private void pass(byte[] bytes, int from, int length) throws IOException {
        try {
            to.write(bytes, from, length);
        } catch (IOException lost) {
            if (failure == null) {
                failure = lost;
            }
            throw lost;
        }
    }

    /** Why something was first lost that somebody was still there to read; empty if nothing was. */
    synchronized Optional<IOException> loss() {
        return Optional.ofNullable(failure).filter(lost -> !READER_IS_GONE.equals(lost.getMessage()));
    }
}
