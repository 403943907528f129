/**
 * Clusters: what a system under trial is made of, and how its nodes are started, killed, paused and given back.
 *
 * <p>A {@link io.ordeal.cluster.ClusterDescription ClusterDescription} is what a target says, once: its nodes, and for
 * each the {@link io.ordeal.cluster.ServerProgram ServerProgram} that runs there, with its ports and the command that
 * starts it in a given {@link io.ordeal.cluster.NodeEnvironment NodeEnvironment}. A {@link io.ordeal.cluster.Cluster
 * Cluster} is the description come alive: as child processes, on loopback or in network namespaces ({@link
 * io.ordeal.namespace}), or as containers.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>No node reaches another but through a link</b>, and a link is a proxy. The harness alone goes round them, to
 *       ask whether a node is ready and who is primary. What a server tells others of itself must therefore lead through
 *       a link too: {@link io.ordeal.cluster.NodeEnvironment#announce announce}, never {@link
 *       io.ordeal.cluster.NodeEnvironment#listen listen}.
 *   <li><b>Nothing outlives the harness</b>, however it dies: processes, containers, networks, namespaces, ports.
 *   <li><b>What a cluster can't do is refused by name</b>, before the run starts.
 * </ul>
 *
 * <pre>{@code
 * ClusterSettings settings =
 *     new ClusterSettings(runFolder, ClusterSettings.userCache(), workers, MeshFactory.embedded(seed));
 * try (Cluster cluster = ProcessCluster.start(description, settings)) {
 *   cluster.kill("n1");
 *   cluster.start("n1");
 * }
 * }</pre>
 *
 * <p>A cluster of processes, {@link io.ordeal.cluster.ProcessCluster}, in a picture; all but the watchdog and the servers
 * is in the harness' JVM:
 *
 * <pre>
 *   harness ──pipe──► watchdog            kills all servers when the pipe ends, unmounts their disks, removes their groups
 *      │
 *      ├─ n1 (session of its own)         127.0.0.1:10023          real, for the harness and the proxies
 *      │                                  127.0.1.1:10871          announced: leads each sender to its own link,
 *      │                                                            told by its address or its processes
 *      └─ mesh                            127.0.0.1:17742  n2→n1   a proxy for each link and port
 * </pre>
 *
 * <p>What a cluster of another kind, which begins as a {@link io.ordeal.cluster.StartedCluster}, has to mind: the
 * folders of {@link io.ordeal.cluster.NodeEnvironment} are the server's own view, and each node has its own; {@link
 * io.ordeal.cluster.Launch#initialFiles} and {@link io.ordeal.cluster.Launch#dataFiles} are written once in a node's
 * life, the first since Redis and its sentinels rewrite their configuration; the first group of {@link
 * io.ordeal.cluster.ClusterDescription#startOrder} is ready before the second is started; and the variables of a launch
 * must reach the server alone, not the shell that starts it, where a library is preloaded to bend a server's clock.
 */
@NullMarked
package io.ordeal.cluster;

import org.jspecify.annotations.NullMarked;
