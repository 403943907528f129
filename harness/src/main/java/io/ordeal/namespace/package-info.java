/**
 * Network namespaces of Linux: each node of a cluster in a network of its own, with an address and ports that are its
 * alone, as if it had a machine to itself. Servers are not told of it.
 *
 * <pre>
 *   namespace of n1                          namespace of the switch          the harness' own
 *     eth0 198.18.7.11 ───────────────────── n1 ╮
 *     connect 198.18.7.12:2888               n2 ┼ bridge ── uplink ────────── ord7 198.18.7.1
 *       ──rule──► 198.18.7.1:17742           n3 ╯                               proxy n1→n2.quorum ──► 198.18.7.12:2888
 *     anything else ──rule──► refused
 * </pre>
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>No way round a proxy.</b> The rules of each namespace turn a connection to another node round to the proxy of
 *       that link, and let nothing else out, of any protocol, but answers to the harness: a connection that the
 *       description forgot fails at once and loudly, and never goes past the faults. There is no default route, so no
 *       way leads through the machine either.
 *   <li><b>Datagrams go by the switch</b>, to the ports that are said to take them and no other; where the way of messages is
 *       broken for good, they are lost there ({@link io.ordeal.namespace.DatagramLoss}). No proxy carries them, so that none
 *       is slow, held or sent again.
 *   <li><b>The machine's network is left alone.</b> One interface, {@code ord…}, is all that is added to it, with an
 *       address of 198.18.0.0/15, which is set aside for tests (RFC 2544); the bridge, its other ends and all rules are in
 *       namespaces of their own.
 *   <li><b>Nothing is left.</b> A namespace has no name and no file: it is there as long as a process is in it. When the
 *       last is killed, by the harness or its watchdog, its interfaces and rules go with it, and the other ends of its
 *       cables. What a harness left whose watchdog was killed too is known by the interface's alias, and swept.
 * </ul>
 *
 * <p>Beside what proxies do to connections, {@link io.ordeal.namespace.PacketLoss packets can be lost} on a node's cable, of
 * which no proxy knows: the kernels at both ends send them again, later and later.
 *
 * <p>It takes the capabilities {@code CAP_NET_ADMIN} and {@code CAP_SYS_ADMIN}. A plain user has them in a user namespace of
 * his own, which the whole harness has to be in then, as an interface can't reach out of it.
 */
@NullMarked
package io.ordeal.namespace;

import org.jspecify.annotations.NullMarked;
