package io.ordeal.kit;

/**
 * Rules of a lock, for a target that has clients of the type {@code LockClient}.
 *
 * <pre>{@code
 * class MyLockTest implements LockBackendSuite {
 *     public Target target() {
 *         return new MyLockTarget();
 *     }
 * }
 * }</pre>
 */
public interface LockBackendSuite extends ClientRules {
    @Override
    default String workload() {
        return "lock";
    }

    /** The promise itself. */
    @Rule(
            id = "L01",
            value = "at most one process holds a lock, and only its holder releases it",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "whether acquire is one atomic step, and whether release checks who holds the lock")
    @OrdealTest(workloads = "lock")
    default void l01HoldsExcludeEachOther() {}

    /** What a lock is for. */
    @Rule(
            id = "L02",
            value = "no update is lost of what the lock guards",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "L01; then whether a grant may come late, when its client has given up")
    @OrdealTest(workloads = "guarded-set")
    default void l02WhatItGuardsIsKept() {}

    /** Without its network. */
    @Rule(
            id = "L03",
            value = "holds exclude each other while the network is partitioned",
            stochastic = true,
            takes = "nodes, and links to them",
            lookFirst = "whether a client that lost its session goes on holding, and whether a minority grants")
    @OrdealTest(workloads = "lock", faults = "partition")
    default void l03UnderAPartition() {}

    /** Without its servers. */
    @Rule(
            id = "L04",
            value = "holds exclude each other while servers are killed and started again",
            stochastic = true,
            takes = "nodes that the harness has started",
            lookFirst = "whether a grant is on disk, or on a majority of nodes, before it is answered")
    @OrdealTest(workloads = "lock", faults = "kill")
    default void l04UnderKills() {}

    /** No lock whose grants run out keeps it, unless what it guards checks a fencing token. */
    @Rule(
            id = "L05",
            value = "no update is lost of what the lock guards while its holders are paused",
            kind = RuleKind.OPTIONAL,
            stochastic = true,
            takes = "clients that can be frozen",
            lookFirst = "a lease that runs out while its holder is paused: only a fencing token helps")
    @OrdealTest(workloads = "guarded-set", faults = "client-pause")
    default void l05WhileItsHolderIsPaused() {}

    /** Of the suite: it would have noticed. */
    @Rule(
            id = "L09",
            value = "these rules notice a lock's client that has a flaw",
            stochastic = true,
            takes = Rule.NOTHING,
            lookFirst = "options(): a longer time, more workers, fewer locks; then whether the backend forgives it")
    @MutantRule("lock")
    default void l09FlawsAreNoticed() {}
}
