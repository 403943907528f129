/**
 * RabbitMQ: three nodes, and on them a quorum queue or a classic one, and locks that are messages in quorum queues; one node, for
 * the messages of others.
 *
 * <p>Erlang's nodes find each other by a daemon of the machine, epmd, which tells all the same port of a node. Here a module of
 * ours stands for it ({@code ordeal_node.erl}, compiled by the Erlang that was fetched), which each node is started with, and which
 * knows for this node where it reaches each other one: so every link between two nodes has a proxy of its own. The first node
 * starts a cluster, the others join it one after the other.
 *
 * <pre>
 *   n1  ── ordeal_node: n2 is at 127.0.0.1:30121 ──► proxy n1→n2 ──► n2
 *   n2  ── ordeal_node: n1 is at 127.0.0.1:30544 ──► proxy n2→n1 ──► n1
 * </pre>
 *
 * <p>One connection of Erlang's serves both its ends, whoever opened it: the link of the one who did carries both ways.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A client has one node</b>, its process' own, and never goes over to another. RabbitMQ's client recovers nothing by
 *       itself: it is told not to.
 *   <li><b>What is not confirmed is a failure only if it is the proof</b> that it is in no queue: {@link
 *       io.ordeal.targets.rabbitmq.RabbitError}, every line of it provoked on real nodes by its test.
 *   <li><b>What is taken is given back with its connection</b>: a client that did not hear of it took nothing.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.rabbitmq;

import org.jspecify.annotations.NullMarked;
