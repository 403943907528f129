package io.ordeal.checker.log;

import org.jspecify.annotations.Nullable;

/** An element at an offset, and who was told of it first. */
final class Entry {
    final long offset;

    /** Its handle. */
    final long element;

    /** By whom it was appended, as was acknowledged; null if it was not. */
    @Nullable
    Sighting acknowledged;

    /** Who read it first; null if nobody did. */
    @Nullable
    Sighting read;

    Entry(long offset, long element) {
        this.offset = offset;
        this.element = element;
    }

    /** The first that told of it. */
    Sighting first() {
        if (acknowledged == null || read == null) {
            return acknowledged != null ? acknowledged : read != null ? read : Sighting.NONE;
        }
        return acknowledged.event() < read.event() ? acknowledged : read;
    }
}
