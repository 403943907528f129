package io.ordeal.checker.models;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.linearizability.Linearizability;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.Cuts;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Judges a model's histories, also where each value is a pair {@code [key value]}.
 *
 * <p>That values are pairs is seen from the history: each client's invocation has a list of two (of a cas, the second is
 * a list of two again). If a read, dequeue or pop is among them, {@code [key nil]}, that settles it. If none is, values might as well be lists of two that are written whole: then both readings
 * are tried, and the verdict is Unknown unless they agree.
 */
final class ModelChecker implements Checker {
    private final KnownOperations operations;
    private final Linearizability<?> plain;
    private final Linearizability<?> keyed;
    private final BiFunction<History, ValueShape, Cuts> shrinking;
    private final Optional<Boolean> independent;

    /** @param shrinking what may be left out, by where keys and values lie */
    ModelChecker(
            KnownOperations operations,
            Linearizability<?> plain,
            BiFunction<History, ValueShape, Cuts> shrinking,
            Optional<Boolean> independent) {
        this.operations = operations;
        this.plain = plain;
        this.keyed = plain.reading(ValueShape.PAIRS);
        this.shrinking = shrinking;
        this.independent = independent;
    }

    private enum Pairs {
        NO,
        MAYBE,
        YES
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        Pairs pairs = read(history);
        operations.require(history, pairs == Pairs.NO ? ValueShape.PLAIN : ValueShape.PAIRS, context);
        return switch (pairs) {
            case NO -> plain.check(history, context);
            case YES -> keyed.check(history, context).withNote("values are [key value] pairs");
            case MAYBE -> agreed(keyed.check(history, context), plain.check(history, context));
        };
    }

    /**
     * Linearizability is a safety property: what no order of the operations explains none explains when there are more of
     * them. But where values look like pairs, a later one that is none would have all be read in another way.
     */
    @Override
    public boolean violationsLast(History soFar) {
        return independent.isPresent() || pairs(soFar) == Pairs.NO;
    }

    @Override
    public boolean judges(History history, int completion) {
        return operations.answers(history.f(completion));
    }

    /** Where it is open what values are, both readings have to agree on a violation: what is right in one of them will do. */
    @Override
    public Cuts cuts(History history) {
        return shrinking.apply(history, read(history) == Pairs.NO ? ValueShape.PLAIN : ValueShape.PAIRS);
    }

    private Pairs read(History history) {
        return independent.map(yes -> yes ? Pairs.YES : Pairs.NO).orElseGet(() -> pairs(history));
    }

    private static CheckResult agreed(CheckResult keyed, CheckResult plain) {
        if (keyed.verdict().getClass() == plain.verdict().getClass()) {
            return keyed;
        }
        return CheckResult.of(Verdict.unknown("all values are lists of two, and may be [key value] pairs or not, which"
                + " makes a difference: --independent or --no-independent says it"));
    }

    private Pairs pairs(History history) {
        Values values = history.values();
        Pairs pairs = Pairs.NO;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i) || !history.isInvoke(i)) {
                continue;
            }
            long value = history.valueHandle(i);
            if (!isPair(values, value) || (history.f(i).equals("cas") && !isPair(values, values.element(value, 1)))) {
                return Pairs.NO;
            }
            boolean asks = values.element(value, 1) == Values.NIL && !operations.repeats(history.f(i));
            pairs = pairs == Pairs.YES || asks ? Pairs.YES : Pairs.MAYBE;
        }
        return pairs;
    }

    private static boolean isPair(Values values, long handle) {
        return values.kind(handle) == Values.Kind.LIST && values.size(handle) == 2;
    }
}
