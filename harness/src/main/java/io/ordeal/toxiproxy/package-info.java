/**
 * A TCP proxy that can be made to misbehave, driven over the HTTP API of Toxiproxy 2.12.0.
 *
 * <p>A {@link io.ordeal.toxiproxy.ToxiproxyServer ToxiproxyServer} holds named proxies. Each listens on an address and
 * joins every client to its upstream; <em>toxics</em> are put on one direction of a proxy and act on the connections
 * that it has and on those to come. Any client of Toxiproxy drives it.
 *
 * <p>Beside the toxics of the original there is {@code blackhole}: no byte, FIN or RST passes, and once it is taken away
 * all that was held goes on. New connections do not get through either: a client's connect still succeeds, for the kernel
 * completes it before any server is asked, but nothing of them is read and nothing dialled.
 *
 * <p>The laws kept here:
 *
 * <ul>
 *   <li><b>A fault that is not lossy loses nothing.</b> However latency, bandwidth, slicer, slow_close, blackhole and
 *       held messages are added, changed and removed, every byte arrives, once, in order. A toxic that has dropped bytes never lets the
 *       same connection go on: a stream with a hole in it would be blamed on the system under test.
 *   <li><b>Control never waits on data.</b> No thread waits for a socket, and no call of the API for more than a bounded
 *       turn of another connection, however busy the links are and whoever has stopped reading.
 *   <li><b>Memory is limited</b> for the server as a whole ({@link io.ordeal.toxiproxy.ToxiproxyOptions#memoryBytes}).
 *       Beyond it senders wait; but no connection for another for good, since each may always hold a little.
 *   <li><b>The seed decides.</b> Which connections a toxicity below 1 hits, each jitter and each slice are drawn from
 *       (seed, proxy, toxic, number of the connection).
 * </ul>
 *
 * <p>How bytes flow: a few {@code EventLoop}s, a thread each, carry all connections. What belongs to a connection is
 * touched by its loop's thread alone, so there is no lock on the way of the bytes; control hands the loops commands and
 * waits until they have run. Each direction of a connection is a {@code Link}, which reads one socket and, as long as no
 * toxic acts, writes at once to the other. With toxics, what it reads goes through a {@code Pipeline} of {@code Stage}s,
 * one a toxic, and is written when it is due:
 *
 * <pre>
 *   client --> link ------------------------------------> upstream      no toxic
 *   client --> link --> latency --> bandwidth --> link --> upstream     two toxics
 * </pre>
 *
 * <p>A new kind of toxic is a {@code Stage}: it sees every piece of one direction of one connection, in order, on one
 * thread, and says when its head may go. One that waits for something other than time says {@code Ticks.NEVER}, and is
 * looked at again after {@code Link.wake}, on the loop: {@code Connections.forEach} comes there from any thread.
 *
 * <p>Faults of whole messages ({@link io.ordeal.toxiproxy.MessageFault MessageFault}: hold, repeat, reorder) are an
 * extension that clients of the API neither see nor reach: whoever runs the server {@linkplain
 * io.ordeal.toxiproxy.ToxiproxyServer#put puts} them on. Where messages end is known of proxies that were told {@linkplain
 * io.ordeal.toxiproxy.ToxiproxyServer#frame so}, on connections made since: each then reads its streams from the first byte
 * on, so that a fault that comes later begins with a whole message. A message longer than a stage keeps, or one that memory
 * does not suffice for, goes on untouched, and that is told.
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
