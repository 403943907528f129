package io.ordeal.generator;

import io.ordeal.history.Op;

/** An operation from each of several generators in turn, until one is exhausted whose turn it is. */
final class FlipFlop implements Generator {
    private final Generator[] children;
    private final int turn;

    FlipFlop(Generator[] children, int turn) {
        this.children = children;
        this.turn = turn;
    }

    @Override
    public Step next(GeneratorContext context) {
        Step step = children[turn].next(context.child(turn));
        if (step instanceof Step.Invoke invoke) {
            return invoke.then(
                    new FlipFlop(Children.set(children, children, turn, invoke.next()), (turn + 1) % children.length));
        } else if (step instanceof Step.Pending pending) {
            return pending.then(with(Children.set(children, children, turn, pending.next())));
        }
        return step;
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        return with(Children.update(children, context, event));
    }

    private Generator with(Generator[] others) {
        return others == children ? this : new FlipFlop(others, turn);
    }
}
