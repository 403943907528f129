/**
 * A trial: one run of a target under a workload and faults, from the first server's start to the verdict.
 *
 * <p>{@link io.ordeal.trial.Trial Trial} puts the pieces together: cluster and mesh come up, workers and nemesis play,
 * everything is healed, the last reads are made, all servers are given back, and the saved history is judged. {@link
 * io.ordeal.trial.Catalog Catalog} knows what can be tried: whatever {@code ServiceLoader} finds.
 *
 * <p>Clients in Java are objects inside this JVM, a thread each, quick and cheap, and each stands for a program on a machine of
 * its own. Whatever they share here by more than the system, a table in a static field or a cache, joins them here and
 * nowhere else, and a promise that is kept by it is none of the system's. {@link io.ordeal.trial.ApartClients ApartClients}
 * gives each a JVM of its own, with the same target, workload and wire; a Valid of clients in one JVM that are not Ordeal's
 * own says that they shared it.
 *
 * <p>The laws of this package: it is callable from a test, without a word of the command line; whatever happens, servers,
 * ports and threads are given back and the folder is kept; the verdict comes from the files; and a run that was cut short
 * says so in them, and is never called valid.
 */
@NullMarked
package io.ordeal.trial;

import org.jspecify.annotations.NullMarked;
