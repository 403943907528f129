package io.ordeal.checker.linearizability.fast;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which of the elements that are left over must have been taken first: by the time at which some other take ended that
 * can't have come before, in the discipline. Elements in whose way others are, and answers that there is nothing, are
 * entered before those are asked about that are in their way. O(log n) each.
 */
final class Urgency {
    private final Stays stays;

    /** By the moment after which something was taken: the moment by which, the earliest largest. */
    private final Maxima takenBy;

    /** Those asked about: {@code moment << 32 | stay}. */
    private final long[] asked;

    private int askedCount;

    Urgency(Stays stays) {
        this.stays = stays;
        takenBy = new Maxima(stays.end);
        asked = new long[stays.size()];
    }

    /** The elements that are left over, that first which was put in first. */
    static int[] byPut(Stays stays) {
        return IntStream.range(0, stays.size())
                .filter(stays::isLeftOver)
                .mapToLong(stay -> (long) stays.putTo[stay] << 32 | stay)
                .sorted()
                .mapToInt(packed -> (int) packed)
                .toArray();
    }

    /** From now on, something is taken that others may be in the way of. */
    void enter(int stay) {
        takenBy.set(Math.max(stays.putFrom[stay], stays.takeFrom[stay]), -stays.takeTo[stay]);
    }

    /** Notes by when an element must have been taken: for what is taken after it was put in. */
    void ask(int stay) {
        int first = takenBy.indexOfMax(stays.putTo[stay], stays.end);
        int by = first < 0 ? Stays.OPEN : -takenBy.at(first);
        asked[askedCount++] = (long) by << 32 | stay;
    }

    /** Those asked about, the most urgent first. */
    int[] order() {
        Arrays.sort(asked, 0, askedCount);
        return Arrays.stream(asked, 0, askedCount)
                .mapToInt(packed -> (int) packed)
                .toArray();
    }
}
