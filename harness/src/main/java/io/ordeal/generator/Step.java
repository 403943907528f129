package io.ordeal.generator;

import io.ordeal.client.Invocation;

/** A generator's answer. */
public sealed interface Step {
    /**
     * An operation to invoke.
     *
     * @param timeNanos when, not before the context's time; a time that is already past means now
     * @param worker a worker that is free now: a client's number, or {@link GeneratorContext#NEMESIS}
     * @param next what follows, if the operation is taken; if it is not, the generator that was asked is asked again
     */
    record Invoke(long timeNanos, int worker, Invocation invocation, Generator next) implements Step {}

    /** Nothing now: ask again after the next event. */
    record Pending(Generator next) implements Step {}

    /** Nothing more, ever. */
    record Exhausted() implements Step {}
}
