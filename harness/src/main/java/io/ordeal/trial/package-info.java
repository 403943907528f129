/**
 * A trial: one run of a target under a workload and faults, from the first server's start to the verdict.
 *
 * <p>{@link io.ordeal.trial.Trial Trial} puts the pieces together: cluster and mesh come up, workers and nemesis play,
 * everything is healed, the last reads are made, all servers are given back, and the saved history is judged. {@link
 * io.ordeal.trial.Catalog Catalog} knows what can be tried: whatever {@code ServiceLoader} finds.
 *
 * <p>The laws of this package: it is callable from a test, without a word of the command line; whatever happens, servers,
 * ports and threads are given back and the folder is kept; the verdict comes from the files; and a run that was cut short
 * says so in them, and is never called valid.
 */
@NullMarked
package io.ordeal.trial;

import org.jspecify.annotations.NullMarked;
