package io.ordeal.runner;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.HistoryEncoder;
import io.ordeal.history.io.Notation;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to a file while they happen, a line of EDN each. Events are numbered and put in order by {@link #record};
 * {@link #flush} sees to it that they are in the file, where one thread writes what several have recorded. Once written
 * an event outlives the harness, though not the machine: nothing is forced to the disk.
 *
 * <p>The file is written through a plain stream, not a channel: a channel is closed when a thread that writes to it is
 * interrupted, and workers are interrupted when their time is over.
 */
public final class Recorder implements Closeable {
    private final Path file;
    private final OutputStream out;
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();

    /** Guards the file. Taken before this object's monitor, which guards what has not been written. */
    private final ReentrantLock writing = new ReentrantLock();

    private HistoryEncoder recorded = HistoryEncoder.of(Notation.EDN);
    private HistoryEncoder spare = HistoryEncoder.of(Notation.EDN);
    private int nextIndex;
    private long lastNanos;

    /** Events that are in the file. */
    private volatile int written;

    private volatile @Nullable RunFailedException failure;

    private Recorder(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * A recorder that begins with event 0, in a new file or in the place of an old one.
     *
     * @throws IOException if the file can't be made
     */
    public static Recorder create(Path file) throws IOException {
        return new Recorder(file, new FileOutputStream(file.toFile()));
    }

    /** For tests of what becomes of a run when its file can't be written. */
    static Recorder to(Path name, OutputStream out) {
        return new Recorder(name, out);
    }

    public void addListener(RunListener listener) {
        listeners.add(listener);
    }

    /**
     * Gives an event its place. It is not yet in the file.
     *
     * @param timeNanos not before the last event's
     * @return the event, numbered
     */
    Op record(long timeNanos, int process, OpType type, String f, @Nullable Object value, @Nullable Object error) {
        Op event;
        synchronized (this) {
            lastNanos = Math.max(lastNanos, timeNanos);
            event = new Op(nextIndex, lastNanos, process, type, f, value, error);
            recorded.append(event);
            nextIndex++;
        }
        for (RunListener listener : listeners) {
            listener.recorded(event);
        }
        return event;
    }

    /**
     * Returns when the first so many events are in the file.
     *
     * @throws RunFailedException if they can't be written, now or ever since it failed once
     */
    void flush(int events) {
        if (written >= events) {
            return;
        }
        writing.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (written < events) {
                write();
            }
        } catch (IOException e) {
            RunFailedException failed = new RunFailedException(
                    "the history can't be written to " + file + " after " + written + " events: " + e.getMessage()
                            + ". What is there until then can be read. Is the disk full? (df -h)",
                    e);
            failure = failed;
            throw failed;
        } finally {
            writing.unlock();
        }
    }

    /** Writes all that is recorded. */
    private void write() throws IOException {
        HistoryEncoder lines;
        int events;
        synchronized (this) {
            lines = recorded;
            recorded = spare;
            spare = lines;
            events = nextIndex;
        }
        lines.writeTo(out);
        written = events;
    }

    /** Whether writing has failed: then nothing more is written. */
    boolean hasFailed() {
        return failure != null;
    }

    /** Events so far. */
    public synchronized int events() {
        return nextIndex;
    }

    public Path file() {
        return file;
    }

    /** Writes what is left, if the file can be written at all. */
    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            if (failure == null) {
                write();
            }
        } finally {
            writing.unlock();
            out.close();
        }
    }
}
