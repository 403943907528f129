package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When the elements of a set appeared, as {@link SetLevels} has it. What is wrong is told by operations, by number. */
final class Appearances {
    private static final int NONE = SetOperations.NONE;

    private final SetOperations set;
    private final Spans spans;

    /** By element: of the reads by size, the first and the last that holds it. */
    private final int[] firstSeen;

    private final int[] lastSeen;

    /** Elements in the order in which reads saw them; and by read, how many are there with it. */
    private final int[] seen;

    private int seenCount;

    /** Reads by size; all that are smaller hold less. */
    private int[] reads = new int[0];

    /** What began latest among what must have come before: an element, or a read as −1 − its place; and the operation. */
    private int latest;

    private int latestOperation = NONE;

    Appearances(SetOperations set) {
        this.set = set;
        this.spans = set.spans;
        firstSeen = new int[set.elements()];
        lastSeen = new int[set.elements()];
        seen = new int[set.elements()];
        Arrays.fill(firstSeen, NONE);
        Arrays.fill(lastSeen, NONE);
    }

    /** Operations of which there is no linearization; null if all have one. */
    int @Nullable [] impossible(CheckContext context) {
        int[] wrong = removed(context);
        if (wrong == null) {
            wrong = chain(context);
        }
        if (wrong == null) {
            wrong = oneByOne();
        }
        return wrong == null ? levels() : wrong;
    }

    // ---- elements by themselves

    private int @Nullable [] removed(CheckContext context) {
        int[] sizes = new int[set.elements() + 1];
        for (int i = 0; i < set.askedCount; i++) {
            sizes[elementAsked(i)]++;
        }
        int[][] askedOf = new int[set.elements()][];
        for (int i = 0; i < set.askedCount; i++) {
            int element = elementAsked(i);
            if (set.removals[element] > 0) {
                if (askedOf[element] == null) {
                    askedOf[element] = new int[sizes[element]];
                }
                askedOf[element][askedOf[element].length - sizes[element]--] = i;
            }
        }
        for (int element = 0; element < set.elements(); element++) {
            if (set.removals[element] == 0 || askedOf[element] == null) {
                continue;
            }
            context.checkpoint();
            int[] mine = askedOf[element];
            boolean[] saw = new boolean[mine.length];
            for (int i = 0; i < saw.length; i++) {
                saw[i] = set.answers[mine[i]] >= 0;
            }
            int[] operations = Arrays.stream(mine).map(i -> set.asked[i]).toArray();
            int[] wrong = new RemovedElement(spans, set.firstAdd[element], set.removal[element], operations, saw)
                    .impossible(context);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private int elementAsked(int i) {
        return set.answers[i] >= 0 ? set.answers[i] : -1 - set.answers[i];
    }

    private int @Nullable [] oneByOne() {
        for (int element = 0; element < set.elements(); element++) {
            if (set.removals[element] > 0 || !appears(element)) {
                continue;
            }
            if (set.adds[element] == 0) {
                return set.present[element] != NONE
                        ? new int[] {set.present[element]}
                        : withAdditions(reads[firstSeen[element]]);
            }
            int by = appearsBy(element);
            if (by != NONE && spans.to[by] < spans.from[appearsAfter(element)]) {
                return new int[] {set.firstAdd[element], by, appearsAfter(element)};
            }
        }
        return null;
    }

    private boolean appears(int element) {
        return firstSeen[element] != NONE
                || set.present[element] != NONE
                || (set.adds[element] > 0 && spans.isOk(set.firstAdded[element]));
    }

    /** The operation after whose invocation an element appears. */
    private int appearsAfter(int element) {
        int absent = set.absent[element];
        int add = set.firstAdd[element];
        return absent != NONE && spans.from[absent] > spans.from[add] ? absent : add;
    }

    /** The operation before whose completion an element appears; −1 if there is none. */
    private int appearsBy(int element) {
        int present = set.present[element];
        int added = set.firstAdded[element];
        if (!spans.isOk(added)) {
            return present;
        }
        return present != NONE && spans.to[present] < spans.to[added] ? present : added;
    }

    // ---- levels

    /** Sorts the reads by what they hold. Returns what is wrong with it. */
    private int @Nullable [] chain(CheckContext context) {
        reads = IntStream.range(0, set.readCount)
                .mapToLong(i -> (long) set.sizeOf(set.reads[i]) << 32 | i)
                .sorted()
                .mapToInt(packed -> set.reads[(int) packed])
                .toArray();
        for (int place = 0; place < reads.length; place++) {
            context.checkpoint();
            int size = set.sizeOf(reads[place]);
            for (int i = 0; i < size; i++) {
                int element = set.element(reads[place], i);
                if (lastSeen[element] == place) {
                    return withAdditions(reads[place]);
                }
                lastSeen[element] = place;
                if (firstSeen[element] == NONE) {
                    firstSeen[element] = place;
                    seen[seenCount++] = element;
                }
            }
            if (seenCount > size) {
                int missing = 0;
                while (lastSeen[seen[missing]] == place) {
                    missing++;
                }
                return withAdditions(reads[place], reads[lastSeen[seen[missing]]]);
            }
        }
        return null;
    }

    private int @Nullable [] levels() {
        int next = 0;
        for (int place = 0; place < reads.length; ) {
            int end = place + 1;
            while (end < reads.length && set.sizeOf(reads[end]) == set.sizeOf(reads[place])) {
                end++;
            }
            int from = next;
            while (next < seenCount && firstSeen[seen[next]] < end) {
                if (isTooEarly(appearsBy(seen[next]))) {
                    return contradiction(seen[next]);
                }
                next++;
            }
            for (int i = from; i < next; i++) {
                advance(seen[i], appearsAfter(seen[i]));
            }
            for (int i = place; i < end; i++) {
                if (isTooEarly(reads[i])) {
                    return contradiction(-1 - i);
                }
            }
            for (int i = place; i < end; i++) {
                advance(-1 - i, reads[i]);
            }
            place = end;
        }
        for (int element = 0; element < set.elements(); element++) {
            if (set.removals[element] == 0
                    && firstSeen[element] == NONE
                    && appears(element)
                    && isTooEarly(appearsBy(element))) {
                return contradiction(element);
            }
        }
        return null;
    }

    private boolean isTooEarly(int by) {
        return by != NONE && latestOperation != NONE && spans.to[by] < spans.from[latestOperation];
    }

    private void advance(int what, int operation) {
        if (latestOperation == NONE || spans.from[operation] > spans.from[latestOperation]) {
            latest = what;
            latestOperation = operation;
        }
    }

    /** Something was over before {@link #latest} began, which must come before it; and a read which says that it must. */
    private int[] contradiction(int what) {
        int[] operations = {latestOperation, what >= 0 ? appearsBy(what) : reads[-1 - what]};
        int[] additions = IntStream.of(what, latest)
                .filter(one -> one >= 0)
                .map(element -> set.firstAdd[element])
                .toArray();
        int[] witnesses = latest >= 0 && what >= 0
                ? withAdditions(reads[firstSeen[latest]])
                : withAdditions(IntStream.of(what, latest)
                        .filter(one -> one < 0)
                        .map(one -> reads[-1 - one])
                        .toArray());
        return Stream.of(operations, additions, witnesses)
                .flatMapToInt(IntStream::of)
                .toArray();
    }

    /** Reads, and the additions of all that they hold. */
    private int[] withAdditions(int... some) {
        return Arrays.stream(some)
                .flatMap(read -> IntStream.concat(
                        IntStream.of(read),
                        IntStream.range(0, set.sizeOf(read))
                                .map(i -> set.firstAdd[set.element(read, i)])
                                .filter(add -> add != NONE)))
                .toArray();
    }
}
