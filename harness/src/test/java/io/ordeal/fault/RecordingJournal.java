package io.ordeal.fault;

import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a nemesis has written down, for tests that have no runner. Waits for what is to come. */
public final class RecordingJournal implements NemesisJournal {
    private static final long PATIENCE_SECONDS = 60;

    /** An event. */
    public record Note(
            String f, @Nullable Object value, @Nullable Object error, long nanos) {
        /** What was told under a name; null if nothing was. */
        public @Nullable Object told(String name) {
            return value instanceof Map<?, ?> map ? map.get(Keyword.of(name)) : null;
        }
    }

    private final long originNanos = System.nanoTime();
    private final List<Note> notes = new ArrayList<>();

    @Override
    public long nowNanos() {
        return System.nanoTime() - originNanos;
    }

    @Override
    public synchronized void note(String f, @Nullable Object value, @Nullable Object error) {
        notes.add(new Note(f, value, error, nowNanos()));
        notifyAll();
    }

    public synchronized List<Note> notes() {
        return List.copyOf(notes);
    }

    /** The event that tells that a fault was injected, or healed. */
    public synchronized Note await(String f, String id) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            for (Note note : notes) {
                if (note.f().equals(f) && id.equals(note.told("id"))) {
                    return note;
                }
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no " + f + " of " + id + " came: " + notes);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
