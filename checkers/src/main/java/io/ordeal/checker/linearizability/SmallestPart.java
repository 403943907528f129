package io.ordeal.checker.linearizability;

import io.ordeal.checker.linearizability.Trial.Judgement;
import io.ordeal.checker.linearizability.Trial.Possible;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Of a history that has no linearization, though it has one without its last completion, a part that shows why. The law of
 * such a part:
 *
 * <ol>
 *   <li>it has no linearization,
 *   <li>it has one without its last operation,
 *   <li>whatever of unknown outcome was left out, it has none if that is put back.
 * </ol>
 *
 * <p>It is kept by construction. What is tried is always a choice of the operations that are <em>ok</em>, beside
 * <em>all</em> of unknown outcome, and it is taken if all these together are not linearizable, but are without the last
 * operation. In the end, of the unknown ones those are shown that a linearization without the last operation needs.
 * Leaving out the others takes only possibilities away: the first and third hold for what is shown as for all.
 *
 * <p>That alone would go too far: without the write of 3, a read of 3 is impossible, which says nothing of why it was
 * impossible with it. So, if the others, in some order, could have made the last operation possible to begin with, they
 * must go on to.
 *
 * <p>The whole may not be linearizable without the last operation either: where others have seen its effect, and its answer
 * is another. Then the smallest part that is not linearizable is taken, whatever its last operation: it keeps the law
 * because it is the smallest. Where the work does not suffice for that, it is cut to where it begins to be wrong, and a part
 * of that is shown.
 */
final class SmallestPart<S> {
    /** Steps of the search for finding where it begins to be wrong, and as many again for making that small. */
    private static final long STEPS_TO_THE_LAST = 250_000;

    private final Trial<S> trial;

    /** All of unknown outcome that may do something. */
    private final int[] unknown;

    private int last;
    private Possible possible = Possible.NOT_KNOWN;

    /** Whether it was cut to where it begins to be wrong; that is done once. */
    private boolean isCut;

    /**
     * @param operations what is shown, in the order of the invocations
     * @param last the operation that fits nowhere
     * @param possible whether the others, in some order, could have made it possible
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Part(int[] operations, int last, Possible possible) {}

    private SmallestPart(Trial<S> trial, int[] unknown, int last) {
        this.trial = trial;
        this.unknown = unknown;
        this.last = last;
    }

    /**
     * @param all operations that have no linearization, up to the end that the trial knows
     * @param last the one that completes there
     */
    static <S> Part of(Trial<S> trial, int[] all, int last) {
        int[] unknown = Arrays.stream(all)
                .filter(at -> !trial.isKnown(at) && !trial.readsOnly(at))
                .toArray();
        int[] known = Arrays.stream(all).filter(trial::isKnown).toArray();
        return new SmallestPart<>(trial, unknown, last).smallest(known);
    }

    private Part smallest(int[] known) {
        possible = Possible.YES;
        int[] part = fewLastEffective(known);
        if (part == null) {
            possible = trial.possible(with(known, unknown), last);
            part = possible == Possible.YES ? null : fewLastEffective(known);
        }
        boolean found = part != null;
        int[] fewer = without(part == null ? known : part, this::shows);
        found |= fewer.length < known.length;
        if (found) {
            return new Part(with(fewer, needed(fewer)), last, possible);
        }
        if (trial.judge(with(known, unknown)) == Judgement.NOT_LINEARIZABLE) {
            fewer = notEvenWithoutTheLast(known);
            if (!trial.isSpent()) {
                return new Part(with(fewer, needed(fewer)), last, possible);
            }
        }
        int[] beginning = beginning(fewer);
        last = trial.lastOf(beginning);
        if (isCut || beginning.length == known.length) {
            return new Part(with(beginning, needed(beginning)), last, possible);
        }
        isCut = true;
        trial.refill(STEPS_TO_THE_LAST);
        return smallest(beginning);
    }

    private int[] notEvenWithoutTheLast(int[] known) {
        int first = last;
        last = -1;
        int[] fewer = without(known, some -> {
            Judgement judgement = trial.judge(with(some, unknown));
            return judgement == Judgement.NOT_LINEARIZABLE || judgement == Judgement.ALL_BUT_THE_LAST;
        });
        last = trial.isSpent() ? first : trial.lastOf(fewer);
        possible = trial.possible(with(fewer, unknown), last);
        return fewer;
    }

    /**
     * Without the last operations, as long as the others have no linearization either; all, if that is not known. Where the
     * work does not suffice for more than that, it is at least cut to where it begins to be wrong.
     */
    private int[] beginning(int[] known) {
        trial.refill(STEPS_TO_THE_LAST);
        int[] beginning = known;
        while (beginning.length > 1
                && trial.judge(with(beginning, unknown), STEPS_TO_THE_LAST) == Judgement.NOT_LINEARIZABLE) {
            int late = trial.lastOf(beginning);
            beginning = Arrays.stream(beginning).filter(at -> at != late).toArray();
        }
        return beginning;
    }

    /** Whether a choice shows the violation as the whole does. */
    private boolean shows(int[] known) {
        int[] chosen = with(known, unknown);
        return trial.judge(chosen) == Judgement.ALL_BUT_THE_LAST
                && (possible != Possible.YES || trial.possible(chosen, last) == Possible.YES);
    }

    /** The last few operations but reads, if they show it: most violations are near. */
    private int @Nullable [] fewLastEffective(int[] known) {
        int[] effective = Arrays.stream(known)
                .filter(at -> at == last || !trial.readsOnly(at))
                .toArray();
        for (int size = 1; size < effective.length; size *= 4) {
            int[] suffix = suffix(effective, size);
            if (shows(suffix)) {
                return suffix;
            }
        }
        return shows(effective) ? effective : null;
    }

    private int[] suffix(int[] operations, int size) {
        return IntStream.range(0, operations.length)
                .filter(i -> i >= operations.length - size || operations[i] == last)
                .map(i -> operations[i])
                .toArray();
    }

    private int[] without(int[] all, Predicate<int[]> shows) {
        return withoutNeedless(all, last, trial, shows);
    }

    /**
     * Leaves out what can be left out, first in large pieces, then one by one.
     *
     * @param always what stays
     */
    static int[] withoutNeedless(int[] all, int always, Trial<?> trial, Predicate<int[]> shows) {
        int[] kept = all;
        for (int piece = Math.max(1, kept.length / 2); piece >= 1; ) {
            int before = kept.length;
            for (int from = 0; from < kept.length && !trial.isSpent(); ) {
                int[] fewer = withoutPiece(kept, from, from + piece, always);
                if (fewer.length < kept.length && shows.test(fewer)) {
                    kept = fewer;
                } else {
                    from += piece;
                }
            }
            if (trial.isSpent() || (piece == 1 && kept.length == before)) {
                break;
            }
            piece = Math.max(1, piece / 2);
        }
        return kept;
    }

    private static int[] withoutPiece(int[] kept, int from, int to, int always) {
        return IntStream.range(0, kept.length)
                .filter(i -> i < from || i >= to || kept[i] == always)
                .map(i -> kept[i])
                .toArray();
    }

    // ---- operations of unknown outcome

    /** Those that have to be shown, for the others to be linearizable, and the last to be possible. */
    private int[] needed(int[] known) {
        if (unknown.length == 0) {
            return unknown;
        }
        int[] others = Arrays.stream(known).filter(at -> at != last).toArray();
        int[] needed = among(trial.linearization(with(others, unknown)));
        if (possible == Possible.YES && trial.possible(with(known, needed), last) != Possible.YES) {
            needed = with(needed, among(trial.leadingTo(with(known, unknown), last)));
        }
        return without(
                needed,
                some -> trial.judge(with(others, some)) == Judgement.LINEARIZABLE
                        && (possible != Possible.YES || trial.possible(with(known, some), last) == Possible.YES));
    }

    /** Those of unknown outcome that an order uses; all if it is not known. */
    private int[] among(int @Nullable [] order) {
        return order == null
                ? unknown
                : Arrays.stream(order)
                        .filter(at -> Arrays.binarySearch(unknown, at) >= 0)
                        .sorted()
                        .toArray();
    }

    static int[] with(int[] some, int[] more) {
        return more.length == 0
                ? some
                : IntStream.concat(Arrays.stream(some), Arrays.stream(more))
                        .sorted()
                        .distinct()
                        .toArray();
    }
}
