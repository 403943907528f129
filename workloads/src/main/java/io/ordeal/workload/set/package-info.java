/**
 * Sets to which elements are added and which are read as a whole: what a client must be able to do, and how that is put
 * through its trial.
 *
 * <p>{@code set} adds elements, each but once, and reads all of them now and then. When all is healed, every worker reads
 * until that is ok, so that each server is asked by somebody.
 *
 * <p>The law of this package: a read answers with all elements that the client can see, in one step or not; nobody removes
 * any.
 */
@NullMarked
package io.ordeal.workload.set;

import org.jspecify.annotations.NullMarked;
