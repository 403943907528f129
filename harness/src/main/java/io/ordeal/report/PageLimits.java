package io.ordeal.report;

/**
 * How much of a history is put into a page, so that a browser can still open it. What is beyond is summed up, and the
 * page says so.
 *
 * @param operations up to so many are all in the page; of longer histories those near the violations, and counts for the
 *     rest
 * @param window operations before and after each violation that are there with their values, in any case
 * @param valueBytes values and errors as text, before compression, up to which all are there
 * @param valueLength characters of one value, beyond which it is cut; near a violation forty times as many
 * @param anomalies that are told in full
 */
record PageLimits(int operations, int window, long valueBytes, int valueLength, int anomalies) {
    /** A page of about 40 MB at most. */
    static final PageLimits DEFAULT = new PageLimits(3_000_000, 3_000, 48L << 20, 500, 25);

    int valueLengthNear() {
        return valueLength * 40;
    }
}
