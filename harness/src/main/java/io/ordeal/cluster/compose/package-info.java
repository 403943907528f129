/**
 * A Compose file as a cluster: each service is a node, in a container behind the links.
 *
 * <pre>
 * services:
 *   primary:
 *     image: redis:7.2
 *     command: redis-server --appendonly yes          # or a list; entrypoint likewise
 *     ports: ["6379:6379"]                            # for clients and nodes; the number on this machine means nothing here
 *     volumes: ["data:/data", "./redis.conf:/etc/redis.conf:ro"]
 *     healthcheck: {test: [CMD, redis-cli, ping]}     # ready when it says so; else when its ports accept
 *   replica-1:
 *     image: redis:7.2
 *     command: redis-server --replicaof primary 6379  # by the service's name, and by a link
 *     expose: ["6379"]                                # for nodes alone
 *     depends_on: [primary]
 * </pre>
 *
 * <p>{@link io.ordeal.cluster.compose.ComposeFile#read ComposeFile.read} makes a {@link
 * io.ordeal.cluster.ClusterDescription ClusterDescription} of it.
 *
 * <table>
 * <caption>What becomes of its keys</caption>
 * <tr><td>honoured</td><td>{@code image}, {@code command}, {@code entrypoint}, {@code environment}, {@code env_file}, {@code
 *     ports}, {@code expose}, {@code volumes}, {@code tmpfs}, {@code depends_on}, {@code healthcheck.test} and {@code timeout},
 *     {@code user}, {@code working_dir}, {@code hostname}, {@code container_name} (a name for the others), {@code stop_signal},
 *     {@code stop_grace_period}, {@code cap_add}, {@code cap_drop}, {@code privileged}, {@code read_only}, {@code init}, {@code
 *     profiles} (such services are left out), anchors, aliases and merges, variables such as <code>${TAG:-7.2}</code> and a file {@code .env}</td></tr>
 * <tr><td>without effect on what is tried</td><td>{@code version}, {@code name}, {@code labels}, {@code annotations}, {@code
 *     logging}, {@code x-…}, {@code pull_policy}, {@code build} beside an {@code image}; {@code networks}, if all services are in
 *     the same; the numbers that ports have on this machine</td></tr>
 * <tr><td>refused, by line and key</td><td>all else. Who knows that it makes no difference says so: a caller names the keys
 *     that are to be passed over</td></tr>
 * </table>
 *
 * <p>The laws of this package: <b>what can't be honoured is told, and never passed over in silence</b>; <b>no service is reached
 * but by a link</b>: a port of others that neither {@code ports} nor {@code expose} names is refused when it is connected to;
 * <b>nothing of this machine is written to</b>: volumes are the run's own and go with it, and a folder or file of this machine
 * is mounted to be read.
 *
 * <p>A node's name has small letters and digits alone: {@code replica-1} is the node {@code replica1}, and is known to the others
 * by both.
 */
@NullMarked
package io.ordeal.cluster.compose;

import org.jspecify.annotations.NullMarked;
