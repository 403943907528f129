/**
 * A TCP proxy that can be made to misbehave, driven over the HTTP API of Toxiproxy 2.12.0.
 *
 * <p>A {@link io.ordeal.toxiproxy.ToxiproxyServer ToxiproxyServer} holds named proxies. Each listens on an address and
 * joins every client to its upstream; <em>toxics</em> are put on one direction of a proxy and act on the connections
 * that it has and on those to come. Any client of Toxiproxy drives it. Beside the toxics of the original there is
 * {@code blackhole}: nothing is accepted, no byte, FIN or RST passes, and once it is taken away all that was held goes
 * on.
 *
 * <p>The laws kept here:
 *
 * <ul>
 *   <li><b>A fault that is not lossy loses nothing.</b> However latency, bandwidth, slicer, slow_close and blackhole are
 *       added, changed and removed, every byte arrives, once, in order. A toxic that has dropped bytes never lets the
 *       same connection go on: a stream with a hole in it would be blamed on the system under test.
 *   <li><b>Control never waits on data.</b> No lock is held while a socket is read or written, so that a toxic is removed
 *       at once even where a peer has stopped reading.
 *   <li><b>The seed decides.</b> Which connections a toxicity below 1 hits, each jitter and each slice are drawn from
 *       (seed, proxy, toxic, number of the connection).
 * </ul>
 *
 * <p>How bytes flow: each direction of a connection ({@code Link}) has a thread that reads one socket and, as long as no
 * toxic acts, writes to the other itself. With toxics, what it reads goes through a {@code Pipeline} of {@code Stage}s,
 * one a toxic, and a second thread writes what comes out when it is due:
 *
 * <pre>
 *   client --> [reader] ------------------------------------> upstream      no toxic
 *   client --> [reader] --> latency --> bandwidth --> [pump] --> upstream   two toxics
 * </pre>
 *
 * <pre>{@code
 * try (ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.embedded(seed))) {
 *   ToxiproxyClient client = new ToxiproxyClient("localhost", server.port());
 *   client.createProxy("c3-n1", "localhost:0", "localhost:6379").toxics().latency("slow", ToxicDirection.UPSTREAM, 50);
 *   server.traffic("c3-n1").ifPresent(traffic -> log.info("{} bytes held", traffic.upstream().heldBytes()));
 * }
 * }</pre>
 */
@NullMarked
package io.ordeal.toxiproxy;

import org.jspecify.annotations.NullMarked;
