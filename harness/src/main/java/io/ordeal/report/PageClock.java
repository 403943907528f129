package io.ordeal.report;

import io.ordeal.history.History;
import io.ordeal.history.Op;

/**
 * The times that a page draws by: never falling, as the order is that of the file. A time below an earlier one is drawn
 * at the earlier; where an event has no time there is no time axis at all, only the order.
 */
final class PageClock {
    private final long[] nanos;
    private final boolean timed;
    private final int fallen;

    PageClock(History history) {
        int size = history.size();
        nanos = new long[size];
        boolean all = size > 0;
        int falling = 0;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size && all; i++) {
            long time = history.timeNanos(i);
            all = time != Op.NO_TIME && time >= 0;
            falling += time < latest ? 1 : 0;
            latest = Math.max(latest, time);
            nanos[i] = latest;
        }
        timed = all;
        fallen = all ? falling : 0;
    }

    /** Whether every event has a time. */
    boolean timed() {
        return timed;
    }

    /** Events whose time was below an earlier one's. */
    int fallen() {
        return fallen;
    }

    /** The drawn time of an event; the position itself where there are no times. */
    long at(int position) {
        return timed ? nanos[position] : position;
    }

    long first() {
        return nanos.length == 0 ? 0 : at(0);
    }

    long last() {
        return nanos.length == 0 ? 0 : at(nanos.length - 1);
    }
}
