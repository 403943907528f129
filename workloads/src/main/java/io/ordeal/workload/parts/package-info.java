/**
 * Parts from which workloads are put together: operations drawn for whoever is free, a list of operations to end with.
 *
 * <p>The law of this package: what is drawn hangs on the seed, the worker and how many operations it had before, and on
 * nothing else. Distinct numbers come from the same two: the count'th operation of a worker among {@code concurrency} is
 * {@code count * concurrency + worker}.
 *
 * <pre>{@code
 * Generator reads = new DrawnOperations("dice/read", 10, (random, worker, count) -> new Invocation("read", null));
 * return new PlainRun<>(reads, new EachOnce(List.of()), DiceOperations::new);
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.parts;

import org.jspecify.annotations.NullMarked;
