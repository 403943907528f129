/**
 * Faults: what is done to a system while it is being tried, when, to whom, and how it is undone.
 *
 * <p>{@code --faults partition:primary:hold,kill} is a list of {@link io.ordeal.fault.FaultSpec FaultSpec}s. Each names a
 * {@link io.ordeal.fault.FaultKind FaultKind}, which makes a {@link io.ordeal.fault.Fault Fault} for a run: it injects,
 * and it heals. When is the part of {@code io.ordeal.fault.schedule}, whose {@code Nemesis} has both done and writes them
 * to a {@link io.ordeal.fault.NemesisJournal NemesisJournal}: {@code :start-partition} and {@code :stop-partition}, whose
 * values say what was done: to whom, and what became of it.
 *
 * <pre>{@code
 * FaultEnvironment environment = new FaultEnvironment(Optional.of(cluster), mesh, freezer, concurrency);
 * FaultSpec spec = FaultSpec.parse("partition:primary:hold");
 * Fault fault = FaultKinds.named(spec.kind()).create(spec, environment);
 * fault.inject(random);
 * Healed healed = fault.heal();
 * }</pre>
 *
 * <p>Faults run side by side, each on a thread of its own, and know nothing of each other. Where they meet at one thing, that thing counts: the mesh
 * keeps each break of a link by itself, and {@link io.ordeal.fault.NodeHolds NodeHolds} starts a killed node only when
 * nobody wants it dead any more.
 *
 * <p>The laws of this package: <b>everything is healed at the end</b>, whatever happened; a fault that <b>can't be
 * injected into a cluster is refused by name</b> before the run starts; and a fault <b>tells whether it bit</b>.
 */
@NullMarked
package io.ordeal.fault;

import org.jspecify.annotations.NullMarked;
