/**
 * Consul: three servers, and registers, locks and elections on them.
 *
 * <p>{@link io.ordeal.targets.consul.ConsulCluster} tells the cluster once. A server announces a host to all others, and is
 * looked for there at the very ports on which it listens ({@link
 * io.ordeal.cluster.ServerProgram.Addressing#ANNOUNCED_HOST}): as processes, what listens at that host are the links, which look
 * whose process it is that comes. That is all of its TCP: what servers agree on, what they forward to each other, and the
 * gossip's exchanges of state. What gossip sends in datagrams is sent to that host too, where nobody takes it, and is lost;
 * servers then ask each other by TCP. In namespaces of their own datagrams do arrive, past the links: there a server that is cut
 * off is taken to be alive for longer.
 *
 * <p>Clients speak HTTP to their own server, which hands on to the leader what it can't do itself. The three ways to read are
 * the three registers: {@code stale}, whatever the server has; the default, what the leader has, who asks nobody whether it
 * leads still; {@code consistent}, for which it does.
 *
 * <p>Servers come and go by {@link io.ordeal.targets.consul.ConsulMembership}, asked of the one that leads; clients look before
 * each request which server is theirs now.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A client has one server</b>, its process' own, and never goes over to another but where servers come and go.
 *   <li><b>What Consul answers is a failure only if it is the proof</b> that nothing was done: {@link
 *       io.ordeal.targets.consul.ConsulError}, every line of it provoked on real servers by its test.
 *   <li><b>Nothing is sent to a server that does not answer</b>: a process begins by asking it who leads.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.consul;

import org.jspecify.annotations.NullMarked;
