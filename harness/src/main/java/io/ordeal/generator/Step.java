package io.ordeal.generator;

import io.ordeal.client.Invocation;
import java.util.function.UnaryOperator;

/** A generator's answer. */
public sealed interface Step {
    /** The same answer, but what follows is wrapped. */
    Step wrap(UnaryOperator<Generator> wrapper);

    /**
     * An operation to invoke.
     *
     * @param timeNanos when; a time that is already past means now
     * @param worker a worker that is free now: a client's number, or {@link GeneratorContext#NEMESIS}
     * @param next what follows, if the operation is taken; if it is not, the generator that was asked is asked again
     */
    record Invoke(long timeNanos, int worker, Invocation invocation, Generator next) implements Step {
        /** The same operation, but something else follows. */
        public Invoke then(Generator other) {
            return new Invoke(timeNanos, worker, invocation, other);
        }

        /** The same operation at another time, and something else follows. */
        public Invoke at(long otherNanos, Generator other) {
            return new Invoke(otherNanos, worker, invocation, other);
        }

        @Override
        public Step wrap(UnaryOperator<Generator> wrapper) {
            return then(wrapper.apply(next));
        }
    }

    /**
     * Nothing now: ask again after the next event, or when it is time.
     *
     * @param untilNanos when to ask though nothing has happened; {@code Long.MAX_VALUE} = never
     * @param next whom to ask then. It answers as the generator that was asked would, but may have noted the time.
     */
    record Pending(long untilNanos, Generator next) implements Step {
        /** Ask again after the next event. */
        public Pending(Generator next) {
            this(Long.MAX_VALUE, next);
        }

        /** The same, but somebody else is asked then. */
        public Pending then(Generator other) {
            return new Pending(untilNanos, other);
        }

        @Override
        public Step wrap(UnaryOperator<Generator> wrapper) {
            return then(wrapper.apply(next));
        }
    }

    /** Nothing more, ever. */
    record Exhausted() implements Step {
        @Override
        public Step wrap(UnaryOperator<Generator> wrapper) {
            return this;
        }
    }
}
