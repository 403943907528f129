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
 * FaultEnvironment environment = new FaultEnvironment(Optional.of(cluster), mesh, clients, concurrency);
 * FaultSpec spec = FaultSpec.parse("partition:primary:hold");
 * Fault fault = FaultKinds.named(spec.kind()).create(spec, environment);
 * fault.inject(random);
 * Healed healed = fault.heal();
 * }</pre>
 *
 * <p>Most kinds take nodes for their whom. Those of messages take a way, who sends to whom: {@code hold:c0-n1}, and say
 * which messages by their mode: {@code repeat:c0-n1:from=3+with=INCR}.
 *
 * <p>Faults run side by side, each on a thread of its own, and know nothing of each other. Where they meet at one thing,
 * that thing counts: the mesh keeps each break of a link by itself, and {@link io.ordeal.fault.NodeHolds NodeHolds} starts
 * a killed node only when nobody wants it dead any more.
 *
 * <p><b>Did it bite?</b> What is healed tells how much it did of what it is there for, its {@link io.ordeal.fault.Evidence
 * Evidence}, counted from when it was in force until before it was taken back:
 *
 * <pre>
 * partition  bytes-held, bytes-dropped, bytes-swallowed or connections-kept-out, connections-cut
 * latency    messages-delayed
 * reset      connections-reset      slow-close  closes-delayed                 bandwidth   waited-millis
 * kill, restart  nodes-ended        pause       nodes-paused                   slices      messages-sliced
 * hold       bytes-held       repeat     messages-repeated            reorder    messages-reordered
 * power-loss  powers-cut           disk-dead, disk-full  disks-refusing-writes
 * disk-stall  stalled-millis       corrupt-files  bytes-torn, bytes-flipped
 * kill-worker  workers-killed            wipe           files-wiped
 * packet-loss  packets-lost
 * memory  memory-shortages               disk-slow      throttled-millis
 * clock-jump, clock-skew      clocks-shifted           clock-strobe  clock-turns
 * join, replace  clients-served, of which one had an operation that was ok      leave  members-left
 * client-pause   clients-frozen, or leases-outlasted where silence ends what a client holds
 * kill-coordinator  clients-killed  kill-participant  nodes-ended
 * </pre>
 *
 * <p>A clock counts as shifted if it was read and found wrong: through the server, where that tells the time
 * ({@link io.ordeal.cluster.ServerProgram#clock}), and else in the memory of its process.
 *
 * <p>{@link io.ordeal.fault.FaultEvidence FaultEvidence} asks for more from the history: that operations of clients were
 * under way meanwhile, on two sides of a partition. A run in which one of its faults was never felt is Unknown.
 *
 * <p>The laws of this package: <b>everything is healed at the end</b>, whatever happened, and what can't be is told; a
 * fault that <b>finds nothing to hit is refused by name</b> before anything is started, by the run's {@link
 * io.ordeal.fault.Terrain Terrain}; and a fault <b>tells whether it bit</b>.
 */
@NullMarked
package io.ordeal.fault;

import org.jspecify.annotations.NullMarked;
