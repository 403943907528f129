package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An element of a set that was added at most once and removed once, and of which it was asked whether it is there.
 *
 * <p>Either the removal comes before the addition, or never happened: then the element appears and stays. Or the addition
 * comes first, and the element is there from then until the removal. What did not see it lies before the addition or after
 * the removal. If those invoked up to some moment lie before the addition, it can as well come right after this moment, and
 * the removal after it as soon as can be, to leave room for the others. So there are no more cases than answers that it is
 * not there. If nobody saw it, an addition of unknown outcome need not have happened, and then nothing is asked of the
 * removal.
 *
 * <p>Complexity: O(k log k) for k operations on the element.
 */
final class RemovedElement {
    private static final int NONE = SetOperations.NONE;

    private final Spans spans;
    private final int addition;
    private final int removal;

    /** Operations that asked for it; and those of them that saw it. */
    private final int[] asked;

    private final boolean[] seen;

    /** @param addition −1 if nobody added it */
    RemovedElement(Spans spans, int addition, int removal, int[] asked, boolean[] seen) {
        this.spans = spans;
        this.addition = addition;
        this.removal = removal;
        this.asked = asked;
        this.seen = seen;
    }

    /** Operations of which there is no linearization; null if all have one. */
    int @Nullable [] impossible(CheckContext context) {
        int[] all = IntStream.range(0, asked.length).toArray();
        if (isPossible(all)) {
            return null;
        }
        int[] few = Reduction.of(all, some -> !isPossible(some), context);
        return IntStream.concat(
                        IntStream.of(addition, removal).filter(operation -> operation != NONE),
                        Arrays.stream(few).map(i -> asked[i]))
                .toArray();
    }

    private boolean isPossible(int[] some) {
        int[] present =
                Arrays.stream(some).filter(i -> seen[i]).map(i -> asked[i]).toArray();
        int[] absent = Arrays.stream(some)
                .filter(i -> !seen[i])
                .map(i -> asked[i])
                .sorted()
                .toArray();
        if (present.length == 0 && (addition == NONE || !spans.isOk(addition))) {
            return true;
        }
        if (addition == NONE) {
            return false;
        }
        int addBefore = spans.to[addition];
        int removeAfter = spans.from[removal];
        for (int operation : present) {
            addBefore = Math.min(addBefore, spans.to[operation]);
            removeAfter = Math.max(removeAfter, spans.from[operation]);
        }
        return staysForEver(absent, addBefore) || isThereForAWhile(absent, addBefore, removeAfter);
    }

    private boolean staysForEver(int[] absent, int addBefore) {
        int addAfter = spans.from[addition];
        if (absent.length > 0) {
            addAfter = Math.max(addAfter, spans.from[absent[absent.length - 1]]);
        }
        if (spans.isOk(removal)) {
            addAfter = Math.max(addAfter, spans.from[removal]);
        }
        return addAfter < addBefore;
    }

    private boolean isThereForAWhile(int[] absent, int addBefore, int removeAfter) {
        int[] removeBefore = new int[absent.length + 1];
        removeBefore[absent.length] = spans.to[removal];
        for (int i = absent.length - 1; i >= 0; i--) {
            removeBefore[i] = Math.min(removeBefore[i + 1], spans.to[absent[i]]);
        }
        int added = spans.from[addition];
        for (int i = 0; i <= absent.length; i++) {
            // The first i of them lie before the addition.
            added = i == 0 ? added : Math.max(added, spans.from[absent[i - 1]]);
            if (added >= addBefore) {
                return false;
            }
            if (Math.max(added, removeAfter) < removeBefore[i]) {
                return true;
            }
        }
        return false;
    }
}
