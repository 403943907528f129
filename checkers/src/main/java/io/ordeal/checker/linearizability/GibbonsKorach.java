package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Registers, with compare-and-set or without, in which no observed value was written twice: then it is known of which
 * write each read is, and no search is needed.
 *
 * <p>The write of a value and its reads form a <em>block</em>: in a linearization nothing comes between them. A cas from a
 * to b, which reads a and writes b, makes one block of the blocks of a and b, in this order. Of a block, let f be its
 * first completion and s its last invocation. Block C must come before D if f(C) &lt; s(D). So there is a linearization if
 * and only if
 *
 * <ul>
 *   <li>each observed value was written, and left by at most one cas,
 *   <li>each block can be put in order: write, reads, cas, reads, cas, …, with none completed before one before it began,
 *   <li>no two blocks must each come before the other. (A longer circle contains one of two: of its blocks, the one with
 *       the smallest f must come before the one that comes before it.)
 * </ul>
 *
 * <p>The last means: of the blocks with f &lt; s, no two of the intervals [f, s] overlap; and of the others, none has its
 * [s, f] within one of these.
 *
 * <p>A write or cas of unknown outcome whose value was observed must have happened, and has no end; one whose value was
 * not can be left out of any linearization.
 *
 * <p>Where observed values were written twice, some violations are told all the same: by the values that were not (see
 * {@link RegisterValues#writtenOnce}), and by who could have produced which at all (see {@link Producers}).
 *
 * <p>Complexity: O(n log n) time, O(n) space.
 *
 * <p>Reference: Gibbons &amp; Korach, "Testing shared memories", 1997, section 4 (reads-from known); for the cas, the
 * argument above.
 */
public final class GibbonsKorach implements FastWay {
    /** As {@code --algorithm} names it. */
    public static final String NAME = "gibbons-korach";

    private final @Nullable Object initial;
    private final boolean withCas;

    /**
     * @param initial the value before the first write
     * @param withCas whether the register knows {@code cas [old new]}
     */
    public GibbonsKorach(@Nullable Object initial, boolean withCas) {
        this.initial = initial;
        this.withCas = withCas;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer judge(History history, int[] events, ValueShape shape, CheckContext context) {
        RegisterValues values = new RegisterValues(history, events, shape, initial, withCas);
        if (!values.collect(context)) {
            return judgeWhereWrittenTwice(history, events, shape, context);
        }
        int[] culprits = new Blocks(values).culprits(context);
        if (culprits == null) {
            return new Answer.Linearizable();
        }
        return culprits.length == 0 ? new Answer.NotMine() : answer(culprits);
    }

    private Answer judgeWhereWrittenTwice(History history, int[] events, ValueShape shape, CheckContext context) {
        RegisterValues once = RegisterValues.writtenOnce(history, events, shape, initial, withCas);
        if (!once.collect(context)) {
            return new Answer.NotMine();
        }
        Producers producers = new Producers(history, events, shape, initial);
        int[] impossible = producers.impossible(context);
        if (impossible != null) {
            return answer(impossible);
        }
        int[] culprits = new Blocks(once).culprits(context);
        return culprits == null || culprits.length == 0
                ? new Answer.NotMine()
                : answer(producers.withProducers(answer(culprits).invocations()));
    }

    private static Answer.NotLinearizable answer(int[] culprits) {
        return new Answer.NotLinearizable(Arrays.stream(culprits)
                .filter(at -> at >= 0)
                .sorted()
                .distinct()
                .toArray());
    }
}
