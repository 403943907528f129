package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The groups of {@link StackPeeling}. Elements are numbered in the order in which their cores begin, so that a group is a
 * range of numbers, less those that have been peeled off.
 */
final class Groups {
    private static final int CHECKPOINT_EVERY = 256;

    /** By number: the stay. */
    private final int[] stayOf;

    /** By number: when the put was invoked and the core begins, and how many elements' cores begin before it ends. */
    private final int[] putFrom;

    private final int[] begin;
    private final int[] beginBeforeEnd;

    /** Of those that are there: the ends of the cores. */
    private final Maxima coreEnds;

    /** Of those whose put was not yet seen to be invoked before their group: its invocation, the earliest largest. */
    private final Maxima lateness;

    /** Of those whose put was invoked before their group: when the take is completed. */
    private final Maxima takeEnds;

    private final int[] takeTo;
    private final Depths depths;

    /** Groups that are to be judged: their bounds, in pairs. */
    private int[] waiting = new int[64];

    private int waitingSize;

    Groups(Stays stays) {
        int[] moments = stays.moments();
        int[] numberOf = new int[stays.size()];
        stayOf = stays.where(stays::hasCore);
        int size = stayOf.length;
        beginBeforeEnd = new int[size];
        Arrays.fill(beginBeforeEnd, size);
        int next = 0;
        for (int moment : moments) {
            int stay = moment >> 2;
            if (moment >= 0 && stays.hasCore(stay)) {
                if ((moment & 3) == Stays.PUT_TO) {
                    numberOf[stay] = next;
                    stayOf[next++] = stay;
                } else if ((moment & 3) == Stays.TAKE_FROM) {
                    beginBeforeEnd[numberOf[stay]] = next;
                }
            }
        }
        putFrom = column(stays.putFrom);
        begin = column(stays.putTo);
        takeTo = column(stays.takeTo);
        coreEnds = new Maxima(size);
        lateness = new Maxima(size);
        takeEnds = new Maxima(size);
        for (int i = 0; i < size; i++) {
            coreEnds.set(i, Math.min(stays.takeFrom[stayOf[i]], stays.end));
            lateness.set(i, -putFrom[i]);
        }
        depths = new Depths(beginBeforeEnd);
    }

    private int[] column(int[] byStay) {
        return Arrays.stream(stayOf).map(stay -> byStay[stay]).toArray();
    }

    /** The stays of a group from which nothing can be peeled; null if there is none. */
    int @Nullable [] impossible(CheckContext context) {
        split(0, stayOf.length);
        for (int judged = 0; waitingSize > 0; judged++) {
            if (judged % CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            int to = waiting[--waitingSize];
            int from = waiting[--waitingSize];
            if (!peel(from, to)) {
                return IntStream.range(from, to)
                        .filter(coreEnds::has)
                        .map(i -> stayOf[i])
                        .toArray();
            }
            split(from, to);
        }
        return null;
    }

    /** Takes away what can be below all others of a group. */
    private boolean peel(int from, int to) {
        int end = coreEnds.at(coreEnds.indexOfMax(from, to));
        for (int i = lateness.indexOfMax(from, to);
                i >= 0 && putFrom[i] < begin[from];
                i = lateness.indexOfMax(from, to)) {
            lateness.remove(i);
            takeEnds.set(i, takeTo[i]);
        }
        boolean peeled = false;
        for (int i = takeEnds.indexOfMax(from, to); i >= 0 && takeTo[i] > end; i = takeEnds.indexOfMax(from, to)) {
            takeEnds.remove(i);
            coreEnds.remove(i);
            depths.remove(i, beginBeforeEnd[i]);
            peeled = true;
        }
        return peeled;
    }

    /** Leaves the groups into which a range falls to be judged. */
    private void split(int from, int to) {
        int group = depths.nextZero(from, to);
        while (group < to) {
            int next = depths.nextZero(group + 1, to);
            if (waitingSize + 2 > waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * waiting.length);
            }
            waiting[waitingSize++] = group;
            waiting[waitingSize++] = next;
            group = next;
        }
    }
}
