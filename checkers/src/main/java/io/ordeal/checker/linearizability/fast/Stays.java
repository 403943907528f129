package io.ordeal.checker.linearizability.fast;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The stays of elements in a container, in columns: between which moments each was put in, and taken out. An answer that
 * there was nothing to take is a stay of nothing. Immutable by agreement.
 *
 * <p>What happened for certain is all that is here. An operation of unknown outcome is here
 *
 * <ul>
 *   <li>if it is a put, and its element was taken: then it happened, and its end is {@link Spans#OPEN open}. If its element
 *       was not taken by an operation that is ok, it is left out: of any linearization that has it, it can be left out
 *       together with the take of unknown outcome, if any, that takes its element;
 *   <li>if it is a take, as one of {@link #unknownTakes}: it may take an element that no other takes, or nothing.
 * </ul>
 */
final class Stays {
    static final int OPEN = Spans.OPEN;

    /** As {@link #putFrom} and {@link #putTo}: nothing was put in, and nothing taken out. */
    static final int NOTHING = -1;

    /** What happens at a moment; the lowest bits of {@link #moments}. */
    static final int PUT_FROM = 0;

    static final int PUT_TO = 1;
    static final int TAKE_FROM = 2;
    static final int TAKE_TO = 3;

    /** All moments are below. */
    final int end;

    /** By stay: the moments of its put's invocation and completion, and of its take's. */
    final int[] putFrom;

    final int[] putTo;
    final int[] takeFrom;
    final int[] takeTo;

    /** By stay: which element it is, for containers that compare them. */
    final long[] rank;

    /** When takes of unknown outcome were invoked, rising. */
    final int[] unknownTakes;

    Stays(int end, int[] putFrom, int[] putTo, int[] takeFrom, int[] takeTo, long[] rank, int[] unknownTakes) {
        this.end = end;
        this.putFrom = putFrom;
        this.putTo = putTo;
        this.takeFrom = takeFrom;
        this.takeTo = takeTo;
        this.rank = rank;
        this.unknownTakes = unknownTakes;
    }

    int size() {
        return putFrom.length;
    }

    boolean isNothing(int stay) {
        return putFrom[stay] == NOTHING;
    }

    /** Whether nobody is known to have taken the element. */
    boolean isLeftOver(int stay) {
        return takeTo[stay] == OPEN;
    }

    /** Whether the element is in the container at some moment of any linearization. */
    boolean hasCore(int stay) {
        return !isNothing(stay) && putTo[stay] < takeFrom[stay];
    }

    /** Whether the element's core and a span have a gap in common. */
    boolean isCertainWithin(int stay, int from, int to) {
        return hasCore(stay) && putTo[stay] < to && takeFrom[stay] > from;
    }

    /** What happens at each moment: {@code stay << 2 | PUT_FROM…TAKE_TO}, or −1. */
    int[] moments() {
        int[] moments = new int[end];
        Arrays.fill(moments, -1);
        for (int stay = 0; stay < size(); stay++) {
            if (!isNothing(stay)) {
                moments[putFrom[stay]] = stay << 2 | PUT_FROM;
                if (putTo[stay] != OPEN) {
                    moments[putTo[stay]] = stay << 2 | PUT_TO;
                }
            }
            if (takeFrom[stay] != OPEN) {
                moments[takeFrom[stay]] = stay << 2 | TAKE_FROM;
            }
            if (takeTo[stay] != OPEN) {
                moments[takeTo[stay]] = stay << 2 | TAKE_TO;
            }
        }
        return moments;
    }

    /** Stays of which some condition holds. */
    int[] where(IntPredicate condition) {
        return IntStream.range(0, size()).filter(condition).toArray();
    }

    /**
     * The same, where takes of unknown outcome take elements that are left over: the first invoked takes the first of them,
     * and so on, as far as there are both.
     *
     * @param leftOver elements that are left over, the most urgent first
     */
    Stays planned(int[] leftOver) {
        int[] plannedFrom = takeFrom.clone();
        for (int i = 0; i < leftOver.length && i < unknownTakes.length; i++) {
            plannedFrom[leftOver[i]] = unknownTakes[i];
        }
        return new Stays(end, putFrom, putTo, plannedFrom, takeTo, rank, new int[0]);
    }

    /** Some of the stays only, with all the takes of unknown outcome; the moments are numbered anew. O(k log k). */
    Stays few(int[] stays) {
        int[] times = new int[4 * stays.length + unknownTakes.length];
        int size = 0;
        for (int stay : stays) {
            for (int time : new int[] {putFrom[stay], putTo[stay], takeFrom[stay], takeTo[stay]}) {
                if (time != OPEN && time != NOTHING) {
                    times[size++] = time;
                }
            }
        }
        for (int time : unknownTakes) {
            times[size++] = time;
        }
        int[] sorted = Arrays.copyOf(times, size);
        Arrays.sort(sorted);
        return new Stays(
                size,
                renumbered(putFrom, stays, sorted),
                renumbered(putTo, stays, sorted),
                renumbered(takeFrom, stays, sorted),
                renumbered(takeTo, stays, sorted),
                Arrays.stream(stays).mapToLong(stay -> rank[stay]).toArray(),
                Arrays.stream(unknownTakes)
                        .map(time -> Arrays.binarySearch(sorted, time))
                        .toArray());
    }

    private static int[] renumbered(int[] column, int[] stays, int[] sorted) {
        int[] few = new int[stays.length];
        for (int i = 0; i < few.length; i++) {
            int time = column[stays[i]];
            few[i] = time == OPEN || time == NOTHING ? time : Arrays.binarySearch(sorted, time);
        }
        return few;
    }
}
