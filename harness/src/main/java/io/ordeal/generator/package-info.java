/**
 * Generators: what the workers of a run are to do, and when.
 *
 * <p>A {@link io.ordeal.generator.Generator Generator} is an immutable value. Asked for a step in a context (the time,
 * the workers that are free) it gives an operation and the generator of what follows, or says that it is pending, or
 * exhausted; told of an event (an invocation or a completion) it gives the generator that knows of it. In the manner of
 * Jepsen's generators (jepsen-io/generator).
 *
 * <p>The laws of this package: <b>no sleeping, no clock, no shared random numbers</b>: time is the context's, so that
 * generators are tested on virtual time to the nanosecond; and <b>what is drawn is keyed</b> by (seed, path in the
 * generator, thread, count), so that what is generated does not hang on how fast a system answers.
 *
 * <p>{@link io.ordeal.generator.Generators Generators} makes them, {@link io.ordeal.generator.Simulation Simulation} runs
 * them on virtual time.
 */
@NullMarked
package io.ordeal.generator;

import org.jspecify.annotations.NullMarked;
