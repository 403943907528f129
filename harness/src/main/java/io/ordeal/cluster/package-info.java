/**
 * Clusters: what a system under trial is made of, and how its nodes are started, killed, paused and given back.
 *
 * <p>A {@link io.ordeal.cluster.ClusterDescription ClusterDescription} is what a target says, once: its nodes, and for
 * each the {@link io.ordeal.cluster.ServerProgram ServerProgram} that runs there, with its ports and the command that
 * starts it in a given {@link io.ordeal.cluster.NodeEnvironment NodeEnvironment}. A {@link io.ordeal.cluster.Cluster
 * Cluster} is the description come alive, as child processes on loopback or as containers.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>No node reaches another but through a link</b>, and a link is a proxy. The harness alone goes round them, to
 *       ask whether a node is ready and who is primary.
 *   <li><b>Nothing outlives the harness</b>, however it dies: processes, containers, networks, ports.
 *   <li><b>What a cluster can't do is refused by name</b>, before the run starts.
 * </ul>
 */
@NullMarked
package io.ordeal.cluster;

import org.jspecify.annotations.NullMarked;
