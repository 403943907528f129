package io.ordeal.checker.log;

/**
 * An element that was to be appended.
 *
 * @param invocation its position
 * @param known the furthest entry that anybody had been told of by then, {@link Sighting#NONE} if there was none: this one
 *     comes behind it
 */
record Append(int invocation, Sighting known) {}
