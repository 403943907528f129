package io.ordeal.targets.textbook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node's registers, of which the newest value counts, and is on disk before it is told. Safe for many threads. */
final class VersionedStore {
    private static final String STARTED = "started";
    private static final String SET = "set";
    private static final String NOTE = "note";

    private final Map<String, Versioned> registers = new HashMap<>();
    private final Journal journal;
    private final long starts;
    private Optional<Message> note = Optional.empty();

    /** @param folder of this store's own, which exists */
    VersionedStore(Path folder) throws IOException {
        journal = new Journal(folder);
        long before = 0;
        for (String line : journal.lines()) {
            Message entry = Message.of(line.split(" "));
            if (entry.verb().equals(STARTED)) {
                before++;
            } else if (entry.verb().equals(NOTE)) {
                note = Optional.of(entry);
            } else {
                registers.merge(entry.word(1), Versioned.from(entry, 2), VersionedStore::newer);
            }
        }
        starts = before + 1;
        journal.add(STARTED);
    }

    private static Versioned newer(Versioned a, Versioned b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** How often it was started, this time among them. */
    long starts() {
        return starts;
    }

    /** What was {@linkplain #note(List) noted} last, behind a word of its own. */
    synchronized Optional<Message> note() {
        return note;
    }

    /** Keeps some words beside the registers, in the place of those before. */
    synchronized void note(List<String> words) throws IOException {
        Message entry = Message.of(NOTE).with(words.toArray(String[]::new));
        journal.add(entry.toString());
        note = Optional.of(entry);
    }

    /** All that was ever written, as it is now. */
    synchronized Map<String, Versioned> all() {
        return Map.copyOf(registers);
    }

    synchronized Versioned get(String key) {
        return registers.getOrDefault(key, Versioned.NONE);
    }

    /** Takes a value if it is newer than what is there; whether it was. */
    synchronized boolean raise(String key, Versioned value) throws IOException {
        if (value.compareTo(get(key)) <= 0) {
            return false;
        }
        journal.add(value.appendedTo(Message.of(SET, key)).toString());
        registers.put(key, value);
        return true;
    }

    /** Writes a value with the next version; what it is then. */
    synchronized Versioned write(String key, String writer, long value) throws IOException {
        Versioned next = new Versioned(get(key).version() + 1, writer, value);
        raise(key, next);
        return next;
    }
}
