package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.History;
import java.util.stream.IntStream;

/** Where a history has the event with an index: indexes may be sparse. O(log n) each. */
record EventPositions(History history) {
    /** −1 if the history has none. */
    int of(long index) {
        int low = 0;
        int high = history.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (history.index(middle) == index) {
                return middle;
            } else if (history.index(middle) < index) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Of an anomaly's witness, in its order, as far as the history has it. */
    IntStream of(Anomaly anomaly) {
        return anomaly.witness().stream().mapToInt(op -> of(op.index())).filter(position -> position >= 0);
    }
}
