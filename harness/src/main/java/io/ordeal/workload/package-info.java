/**
 * What a workload is; the workloads themselves are in a module of their own and found by {@code ServiceLoader}.
 *
 * <p>A {@link io.ordeal.workload.Workload Workload} says which promise it tests, generates operations that would show it
 * broken, and names the checker that judges them. It knows targets only by the small interface that its clients
 * implement, say {@code LockClient} with its two methods.
 *
 * <p>Its checker demands what a run must have seen before it may be called valid: that enough happened, that it could have
 * gone wrong, and what was there in the end, after the last write and when all faults were healed. The {@linkplain
 * io.ordeal.workload.WorkloadRun#finalGenerator final generator} sees to the last, and goes on until it is ok.
 *
 * <p>The law of this package: the checker is made from the options alone, without the run, so that a saved history gets
 * the verdict that the run got.
 */
@NullMarked
package io.ordeal.workload;

import org.jspecify.annotations.NullMarked;
