package io.ordeal.checker.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a history says of one log. */
final class Log {
    /** Its name's handle. */
    final long key;

    /** By the element's handle, in the order in which they were asked for. */
    final Map<Long, Append> appends = new LinkedHashMap<>();

    /** Those that are ok, in the order in which they were completed. */
    final List<Reading> readings = new ArrayList<>();

    /** By offset, the first that was told of. */
    final Map<Long, Entry> entries = new HashMap<>();

    /** By the element's handle, the first that was told of. */
    final Map<Long, Entry> byElement = new HashMap<>();

    /** Entries at an offset that another was told of before, or of an element that another offset has. */
    final Map<List<Long>, Entry> strangers = new LinkedHashMap<>();

    /** By process, where its last reading ended, if that is known. */
    private final Map<Integer, Place> places = new HashMap<>();

    /** The furthest entry that anybody was told of so far. */
    Sighting known = Sighting.NONE;

    Log(long key) {
        this.key = key;
    }

    /** Takes note of an acknowledgement. */
    void acknowledged(long offset, long element, int event) {
        Entry entry = entry(offset, element);
        Sighting sighting = new Sighting(offset, element, event);
        if (entry.acknowledged == null) {
            entry.acknowledged = sighting;
        }
        know(sighting);
    }

    /** Takes note that an entry was read. */
    void read(long offset, long element, int event) {
        Entry entry = entry(offset, element);
        if (entry.read == null) {
            entry.read = new Sighting(offset, element, event);
        }
    }

    /**
     * Where a client goes on.
     *
     * @param told where by its own word
     */
    Place goesOn(int process, long told) {
        Place last = places.get(process);
        return last == null || last.offset() > told ? new Place(told, Reading.NONE) : last;
    }

    /** Takes note of where a client's reading ended. */
    void wentTo(int process, long offset, int completion) {
        places.put(process, new Place(offset, completion));
    }

    /** Takes note that a read came to no good end: its client may have gone on, or not. */
    void lostSightOf(int process) {
        places.remove(process);
    }

    /**
     * Where a reading goes on.
     *
     * @param after the completion of the one before it, or {@link Reading#NONE}
     */
    record Place(long offset, int after) {}

    void know(Sighting sighting) {
        if (known.isNone() || sighting.offset() > known.offset()) {
            known = sighting;
        }
    }

    private Entry entry(long offset, long element) {
        Entry there = entries.get(offset);
        if (there != null && there.element == element) {
            return there;
        }
        List<Long> place = List.of(offset, element);
        Entry other = strangers.get(place);
        if (other != null) {
            return other;
        }
        Entry entry = new Entry(offset, element);
        Entry same = byElement.putIfAbsent(element, entry);
        if (there == null) {
            entries.put(offset, entry);
        }
        if (there != null || same != null) {
            strangers.put(place, entry);
        }
        return entry;
    }
}
