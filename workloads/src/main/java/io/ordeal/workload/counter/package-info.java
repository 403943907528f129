/**
 * Counters: what a client must be able to do, and how that is put through its trial.
 *
 * <p>{@code counter} adds small numbers and reads the sum, half of each. When all is healed, every worker reads until that is
 * ok. An add that a client library tries again by itself shows as a surplus, one that is forgotten as something missing.
 *
 * <p>The law of this package: a counter begins at 0.
 */
@NullMarked
package io.ordeal.workload.counter;

import org.jspecify.annotations.NullMarked;
