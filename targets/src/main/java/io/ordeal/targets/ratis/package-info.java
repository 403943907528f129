/**
 * Ratis, Raft as a library in Java: three servers, and registers and logs on them.
 *
 * <p>The server is ours, and a page of code: {@code node/RatisNode.java} among the resources, compiled against the Ratis that was
 * fetched ({@link io.ordeal.targets.ratis.RatisSoftware}). It has a state machine of registers and logs, takes commands by HTTP,
 * and hands on to the leader, over Ratis' own transport, what is the leader's.
 *
 * <p>Who leads writes into Ratis' log where all are, so a server can't be told of addresses of its own. It can be told of names:
 * each finds in a file of its own where they lead ({@link io.ordeal.cluster.ServerProgram.Addressing#NAMED}), and so every
 * directed link between servers has its proxy.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A client has one server</b>, its process' own, and never goes over to another.
 *   <li><b>What is not answered with success is a failure only if it is the proof</b> that nothing was done: {@link
 *       io.ordeal.targets.ratis.RatisError}. That a server does not lead is none: it says so of what is in its log, too.
 *   <li><b>Nothing is sent again</b>, neither by the client nor by the server that hands it on.
 *   <li><b>Nothing is sent to a server that does not answer</b>: a process begins by asking how it is.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.ratis;

import org.jspecify.annotations.NullMarked;
