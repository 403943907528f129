/**
 * Parts from which workloads are put together, beside the generators' own combinators.
 *
 * <p>The law of this package: what it makes is of one run only; workloads themselves hold no state.
 *
 * <pre>{@code
 * Generator reads = Generators.drawn(draw -> new Invocation("read", "die" + draw.random().nextInt(6)));
 * return new PlainRun<>(reads, Generators.nothing(), (client, context) -> new DiceOperations(client));
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.parts;

import org.jspecify.annotations.NullMarked;
