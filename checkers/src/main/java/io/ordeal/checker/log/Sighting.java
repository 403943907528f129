package io.ordeal.checker.log;

/**
 * How somebody came to know of an entry.
 *
 * @param offset of the entry
 * @param element its handle
 * @param event the completion that told it, of an append or a read
 */
record Sighting(long offset, long element, int event) {
    /** Nothing was known of any entry. */
    static final Sighting NONE = new Sighting(Long.MIN_VALUE, 0, -1);

    boolean isNone() {
        return event < 0;
    }
}
