package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;

/**
 * Finds, among things that are impossible together, some of which none can be left out.
 *
 * <p>It stands on this: more of the impossible stays impossible. The last of the shortest impossible row of them is
 * therefore needed. It is put first, and the rest asked again, those nearest to it foremost: what is wrong is mostly close
 * together.
 *
 * <p>Complexity: few things, m, of n are found by O(m log n) questions, most of them about few. After {@value #PATIENCE}
 * times n it stops, with what it has: still impossible, but more than need be.
 */
final class Reduction {
    private static final long PATIENCE = 30;

    /** Asked whether some of the things are impossible by themselves. */
    interface Question {
        boolean isImpossible(int[] some);
    }

    private final Question question;
    private final CheckContext context;
    private final int[] row;
    private long patience;

    private Reduction(int[] all, Question question, CheckContext context) {
        this.question = question;
        this.context = context;
        row = all.clone();
        patience = PATIENCE * all.length + 1_000;
    }

    /** @param all impossible together, in an order in which neighbours have to do with each other */
    static int[] of(int[] all, Question question, CheckContext context) {
        return new Reduction(all, question, context).run();
    }

    private int[] run() {
        int needed = 0;
        int end = row.length;
        while (needed < end) {
            end = shortest(needed, end);
            if (end == needed || patience < 0) {
                break;
            }
            // The needed ones first, and then the others backwards, from the new one.
            reverse(needed, end);
            needed++;
        }
        return Arrays.copyOf(row, end);
    }

    /** The length of the shortest impossible row; the first {@code end} are known to be impossible. */
    private int shortest(int needed, int end) {
        int possible = needed - 1;
        int impossible = end;
        for (int step = 1; needed + step - 1 < end; step *= 2) {
            int length = needed + step - 1;
            if (isImpossible(length)) {
                impossible = length;
                break;
            }
            possible = length;
        }
        while (impossible - possible > 1 && patience >= 0) {
            int middle = (possible + impossible) >>> 1;
            if (isImpossible(middle)) {
                impossible = middle;
            } else {
                possible = middle;
            }
        }
        return impossible;
    }

    private boolean isImpossible(int length) {
        context.checkpoint();
        patience -= length;
        return question.isImpossible(Arrays.copyOf(row, length));
    }

    private void reverse(int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            int moved = row[i];
            row[i] = row[j];
            row[j] = moved;
        }
    }
}
