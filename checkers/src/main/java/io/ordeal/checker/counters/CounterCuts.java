package io.ordeal.checker.counters;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What may be left out of a counter: any operation. An add goes out of every read that has it for certain; and a read that
 * was between its bounds is brought between those that are left, which only come nearer to each other, while one that was
 * not stays so: as far off as it was, or as far as those that are left explain if one of them was lost.
 */
final class CounterCuts extends OperationCuts {
    private final long initial;

    /** By the completions of reads that are ok, what they are in the whole. */
    private final Map<Integer, Bounds.Read> whole;

    /** The least and the most that all adds make. */
    private final long[] sums;

    /** Whether there is a wrong read of the whole that some of its adds make, in whatever order. */
    private boolean explicable;

    CounterCuts(History history, long initial) {
        super(history, true);
        this.initial = initial;
        whole = reads(operation -> true);
        sums = sums(operation -> true);
        for (Bounds.Read read : whole.values()) {
            explicable |= isExplicable(read);
        }
    }

    private boolean isExplicable(Bounds.Read read) {
        return read.isWrong() && read.value() >= sums[0] && read.value() <= sums[1];
    }

    private Map<Integer, Bounds.Read> reads(IntPredicate chosen) {
        Map<Integer, Bounds.Read> reads = new HashMap<>();
        Bounds bounds = new Bounds(initial);
        for (int i = 0; i < history.size(); i++) {
            Bounds.Read read = operationAt(i) >= 0 && chosen.test(operationAt(i)) ? bounds.event(history, i) : null;
            if (read != null) {
                reads.put(i, read);
            }
        }
        return reads;
    }

    /** The least and the most that chosen adds can make. */
    private long[] sums(IntPredicate chosen) {
        long[] made = {initial, initial};
        for (int operation = 0; operation < operations(); operation++) {
            int add = invocation(operation);
            if (chosen.test(operation) && history.f(add).equals("add") && outcome(operation) != OpType.FAIL) {
                long delta = CounterValues.number(history, add);
                made[delta < 0 ? 0 : 1] += delta;
            }
        }
        return made;
    }

    @Override
    public History history(BitSet chosen) {
        Map<Integer, Bounds.Read> left = reads(chosen::get);
        long[] made = sums(chosen::get);
        return rewritten(chosen, position -> {
            Bounds.Read read = whole.get(position);
            Bounds.Read then = left.get(position);
            return read == null || then == null ? history.value(position) : value(read, then, made);
        });
    }

    private long value(Bounds.Read read, Bounds.Read left, long[] made) {
        if (!read.isWrong()) {
            long without = read.value() - (read.certain() - left.certain());
            return Math.max(left.low(), Math.min(left.high(), without));
        }
        boolean tooLow = read.value() < read.low();
        long asFarOff = tooLow ? left.low() - (read.low() - read.value()) : left.high() + (read.value() - read.high());
        if (!isExplicable(read)) {
            return asFarOff;
        }
        return tooLow
                ? Math.min(left.low() - 1, Math.max(asFarOff, made[0]))
                : Math.max(left.high() + 1, Math.min(asFarOff, made[1]));
    }

    /** What some adds of the whole make, in another order or with one lost, those that are left make, too. */
    @Override
    public boolean keepsReason(BitSet chosen) {
        if (!explicable) {
            return true;
        }
        long[] made = sums(chosen::get);
        for (Bounds.Read left : reads(chosen::get).values()) {
            Bounds.Read read = whole.getOrDefault(left.completion(), left);
            if (isExplicable(read)) {
                long value = value(read, left, made);
                if (value < made[0] || value > made[1]) {
                    return false;
                }
            }
        }
        return true;
    }
}
