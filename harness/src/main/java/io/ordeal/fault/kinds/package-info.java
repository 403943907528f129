/**
 * The kinds of fault that come with Ordeal; others are found by {@code ServiceLoader} just as these are.
 *
 * <pre>
 * partition[:one|minority|majority|primary|halves|bridge|ring|one-way|random|NODE][:blackhole|hold|drop|cut]
 * partition[:(primary|NODE)+(nobody|CLIENT+CLIENT…)][:blackhole|hold|drop|cut]
 * latency, bandwidth, reset, slow-close, slices [:one|minority|majority|primary|all|NODE][:everywhere|nodes|clients]
 * kill, pause                                   [:one|minority|majority|primary|all|NODE]
 * restart                                       likewise [:at-once|graceful]
 * clock-jump  [:one|minority|majority|primary|all|clients|NODE][:forth|back]
 * clock-skew  [:one|minority|majority|primary|all|clients|NODE][:fast|slow]
 * clock-strobe[:one|minority|majority|primary|all|clients|NODE]
 * packet-loss                                   [:one|minority|majority|primary|all|NODE][:some|every]
 * memory                                        [:one|minority|majority|primary|all|NODE]
 * power-loss, disk-dead, disk-stall, disk-full, disk-slow [:one|minority|majority|primary|all|NODE]
 * corrupt-files                                 [:one|minority|majority|primary|all|NODE][:torn|flip]
 * kill-worker                                   [:one|minority|majority|primary|all|NODE][:any|newest]
 * wipe                                          [:one|minority|majority|primary|all|NODE]
 * join                                          [:one|NODE]
 * leave, replace                                [:one|primary|NODE]
 * client-pause[:cN][:before|open|after|point]
 * kill-coordinator[:asking|CLIENT]
 * kill-participant[:before-vote|after-vote|before-commit|after-commit]
 * </pre>
 *
 * <p>{@link io.ordeal.fault.kinds.Partitions Partitions} are pure functions from who is there to who does not hear whom:
 *
 * <pre>
 * halves   {n1 c0} | {n2 c1 n3 c2}          one side does not hear the other
 * bridge   {n1 n4} ─ n3 ─ {n2 n5}           n3 hears and is heard by all
 * ring     each hears its neighbours        all see a majority, no two the same
 * one-way  n2 ─╳→ all, or all ─╳→ n2        TCP's acknowledgements pass, what is said does not
 * primary  {p, half of the clients} | {the rest}
 * </pre>
 *
 * <p><b>Clocks.</b> It is wall clocks that are made wrong, in each process of a node ({@code io.ordeal.clock}); who measures
 * by the monotonic clock feels nothing of it. What is known of the systems that are tried:
 *
 * <pre>
 * Redis       keys expire by the wall clock: a jump forth longer than the rest of a lease ends it
 * PostgreSQL  now(), clock_timestamp() and all that is reckoned from them, such as leases in tables and time stamps of
 *             commits; not snapshots, nor who waits for whom. Its time-outs are reckoned from the wall clock in part
 * ZooKeeper   sessions expire by System.nanoTime: they feel nothing
 * etcd        leases run by the monotonic clock of Go: they feel nothing
 * </pre>
 *
 * <p>A whom of {@code clients} is some of the clients, where these are processes of their own; the harness' JVM itself tells
 * when things happened, and its clock is nobody's to shift.
 *
 * <p>What is done to what nodes have is a {@link io.ordeal.fault.kinds.DeedFault DeedFault}, of one deed or
 * another; {@code kill-worker} ends one of several processes. What is done to where they keep their data needs, but for
 * {@code corrupt-files} and {@code wipe}, disks of the nodes' own ({@link io.ordeal.disk}), which a run that asks for
 * them makes:
 *
 * <pre>
 * power-loss  kill -9, and what was not synced is gone    the disk is in order at once; the node starts when healed
 * disk-dead   write, fsync → EIO                          healed by kill -9, another mount, a start
 * disk-full   write → ENOSPC                              healed by giving the room back
 * disk-stall  write, fsync wait                           healed, or ended by a kill
 * disk-slow   a few writes a second, by the node's group  healed
 * packet-loss packets are lost in the switch              healed
 * wipe        kill -9, and all files are gone             the node starts anew when healed
 * </pre>
 *
 * <p><b>Members.</b> Where a cluster can be {@linkplain io.ordeal.cluster.ClusterDescription#changing described so}, a run
 * with {@code join}, {@code leave} or {@code replace} has nodes in reserve, with links of their own, that are started when they
 * join. Clients learn who is there now by {@link io.ordeal.client.ClientContext#nodes}. Healed, the cluster has the members
 * that it began with, whoever was there meanwhile; who comes back comes emptied:
 *
 * <pre>
 * join     n1 n2 n3 → n1 n2 n3 n4 → n1 n2 n3
 * leave    n1 n2 n3 → n1 n2       → n1 n2 n3   n3 anew
 * replace  n1 n2 n3 → n1 n2       → n1 n2 n3   n3 anew, at once
 * </pre>
 *
 * <p>{@code memory} and {@code disk-slow} are limits of control groups ({@link io.ordeal.cgroup}), in which a run that asks
 * for them starts its nodes. A {@code pause} freezes a node's group where there is one, and the history says so: {@code :by
 * "cgroup-v1-freezer"}, {@code "SIGSTOP"}, or {@code "docker-pause"}.
 *
 * <p>The law of this package: what is drawn is drawn from the random numbers that are given, and from nothing else; what
 * was drawn is told.
 */
@NullMarked
package io.ordeal.fault.kinds;

import org.jspecify.annotations.NullMarked;
