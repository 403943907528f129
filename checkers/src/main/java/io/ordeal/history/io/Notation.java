package io.ordeal.history.io;

/** How a history is written down. */
public enum Notation {
    /** One EDN map a line, as Jepsen does. Loses nothing. */
    EDN,
    /**
     * One JSON object a line, with the same keys. JSON knows fewer kinds of value: keywords, symbols, characters, ratios
     * and what is no finite number become strings, sets become arrays, decimals (1.50M) become floats. A map's keys are
     * its strings or the names of its keywords; if it has keys of both kinds, or others, all of its keys are the EDN
     * texts of what they were ({@code "[2]"}), for they must differ as before.
     */
    JSON_LINES
}
