package io.ordeal.history.io;

/** How a history is written down. */
public enum Notation {
    /** One EDN map a line, as Jepsen does. Loses nothing. */
    EDN,
    /**
     * One JSON object a line, with the same keys. JSON knows fewer kinds of value: keywords, symbols, characters and
     * ratios become strings, sets become arrays, and a map's keys become strings (a key that is no text becomes its EDN
     * text).
     */
    JSON_LINES
}
