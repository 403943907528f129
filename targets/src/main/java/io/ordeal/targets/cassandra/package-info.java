/**
 * Cassandra: three nodes, each with all that is kept, and registers and a lock on them.
 *
 * <pre>
 *   cassandra-lwt      conditions, agreed on by Paxos, read at SERIAL     holds
 *   cassandra-lock     the same, a row that lives for seconds             its holder freezes
 *   cassandra-quorum   majorities, and the last write wins                the clocks jump
 *   cassandra-one      whoever answers first                              who reads elsewhere has not heard of it
 * </pre>
 *
 * <p>{@link io.ordeal.targets.cassandra.CassandraCluster} tells the cluster once. A node announces a host to all others, and is
 * looked for there at the very port on which it listens ({@link
 * io.ordeal.cluster.ServerProgram.Addressing#ANNOUNCED_HOST}): what listens at that host are the links, which look whose process
 * it is that comes. All that nodes say to each other goes by that one port.
 *
 * <p>Clients speak Cassandra's own protocol ({@link io.ordeal.targets.cassandra.CqlConnection}), without the driver that would
 * find out where all nodes are, and send again what it thinks may be sent again.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A client has one node</b>, its process' own, and never goes over to another.
 *   <li><b>What Cassandra answers is a failure only if it is the proof</b> that nothing was done: {@link
 *       io.ordeal.targets.cassandra.CassandraError}. That a condition was not agreed on in time is none.
 *   <li><b>Nothing is sent to a node that does not answer</b>: a connection begins with an answer.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.cassandra;

import org.jspecify.annotations.NullMarked;
