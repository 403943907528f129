/**
 * etcd: three members, and registers, transactions, locks and elections on them.
 *
 * <p>{@link io.ordeal.targets.etcd.EtcdCluster} tells the cluster once. A member announces one address of its own to all
 * others, and every one of them keeps it in its data: so what listens there must tell whose link is meant, and as etcd can't
 * be told from where to connect, it looks whose process it is that comes ({@link
 * io.ordeal.cluster.ServerProgram.Addressing#ANNOUNCED_FROM_ANYWHERE}).
 *
 * <p>Clients speak to the JSON gateway that every member has, {@link io.ordeal.targets.etcd.EtcdGateway}: a call of gRPC as
 * one HTTP request, which is sent once. Client libraries of etcd try again by themselves, and jetcd 0.8.2 also what must not
 * be done twice (Jepsen, jetcd 0.8.2, 2024); what they would add to a verdict is theirs, not the server's.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A client has one member</b>, its process' own, and never goes over to another.
 *   <li><b>What etcd answers is a failure only if it is the proof</b> that nothing was done: {@link
 *       io.ordeal.targets.etcd.EtcdError}, every line of it provoked on real members by its test.
 *   <li><b>Nothing is sent to a member that does not answer</b>: a process begins by asking for its status, as else every
 *       request to a member that is down would be one of which nobody knows.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.etcd;

import org.jspecify.annotations.NullMarked;
