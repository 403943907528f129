/**
 * Clusters of containers, made from the same descriptions as those of processes.
 *
 * <p>Each node is a <em>pod</em> of two containers. The <em>holder</em> owns the node's address, its hosts file and its
 * packet rules, and lives as long as the cluster; the <em>server</em> joins the holder's network and is the only process of
 * its container. It is killed, and started anew, as often as faults want it, while address and rules stay. No tool need be
 * in the server's image, and the server need not be told of proxies: the holder's rules turn its connections to another
 * node round to the proxy of that link, which the harness' JVM has listening at the gateway of the containers' network.
 *
 * <p>A server comes from an image of its own, if its {@link io.ordeal.cluster.Software Software} names one, and has its
 * programs on the image's path. All others are what is installed on this machine for processes, mounted read-only into a
 * container of a plain image, at the same paths, with the Java of the harness where it takes one: the same files, checked as they are
 * always checked, and the same command. Of the machine they have the kernel alone; the C library is the image's, or
 * what was unpacked beside the program.
 *
 * <pre>
 *   n1 (holder 172.18.0.2 + server)                          harness' JVM                    n2 (172.18.0.3)
 *     connect 172.18.0.3:6379 ──rule──► 172.18.0.1:17742  proxy n1→n2.client  ──────────────► :6379
 *     anything else to 172.18.0.3 ──rule──► refused
 *   client c0 ────────────────────────► 127.0.0.1:20115   proxy c0→n2.client  ──────────────► :6379
 * </pre>
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>No way round a proxy.</b> What no rule turns to a proxy is refused, of any protocol: a connection that the
 *       description forgot fails at once and loudly, and never goes past the faults.
 *   <li><b>Nothing is left.</b> Containers and networks carry labels that name their run and the process of its harness,
 *       see {@link io.ordeal.cluster.container.Leftovers}: what a killed harness left is swept by the next start, and by
 *       {@code ./ordeal clean}; a living run's is never touched.
 *   <li><b>Data is the run's.</b> Data, configuration and temporary folders are the node's on this machine, mounted at
 *       {@code /ordeal}, and the server runs as the user who owns them.
 * </ul>
 *
 * <p>What a {@link io.ordeal.cluster.container.ContainerProgram ContainerProgram} runs, a service of a Compose file or one of
 * Testcontainers' containers ({@link io.ordeal.cluster.container.ContainerNodes ContainerNodes}), is no server that the harness
 * describes: its container is made once, with the user, the entrypoint and the folders that it says, and killed and started as
 * it is, so that what it wrote is still there. Its folders are not the node's, and go with the container.
 *
 * <p>Testcontainers finds the engine and brings the client that speaks to it. Its own containers are not started by themselves: they ask for
 * Ryuk's image, and for another where {@code /.dockerenv} exists, unless two environment variables forbid it, which a
 * library can't set; and they know neither kill nor start again.
 *
 * <pre>{@code
 * try (Cluster cluster = ContainerCluster.start(description, settings)) {
 *   cluster.kill("n1");
 *   cluster.start("n1");
 * }
 * }</pre>
 */
@NullMarked
package io.ordeal.cluster.container;

import org.jspecify.annotations.NullMarked;
