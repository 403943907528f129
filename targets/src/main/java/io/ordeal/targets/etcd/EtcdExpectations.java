package io.ordeal.targets.etcd;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is expected of several of etcd's targets, and who says so. */
final class EtcdExpectations {
    /**
     * What its members take: leases and elections run by monotonic clocks, and what is acknowledged was synced by a majority
     * before. Not that a member forgets what it had, which etcd never comes back from by itself.
     */
    static final Set<String> TAKEN = Faults.union(
            List.of(Faults.SYSTEM, Faults.CLOCKS, Faults.POWER_LOSS, Set.of("disk-stall"), Faults.MEMBERS));

    private static final String ALL_TOGETHER =
            "etcd documentation, KV API guarantees: all but watches is strictly serializable; Jepsen, etcd 3.4.3,"
                    + " 2020, found it so";

    private static final String OLD_ANSWER =
            "etcd-io/etcd#20418, in 3.5 until 3.5.27: a leader that was cut off takes an answer to an earlier question"
                    + " for one to this, and serves a read that is out of date";

    /** Under which an answer can be so late. */
    private static final Set<String> LATE_ANSWERS = Set.of("partition", "pause", "latency", "hold");

    private static final String SENT_AGAIN =
            "Jepsen, jetcd 0.8.2, 2024, and etcd-io/jetcd#1444: a transaction whose answer was lost with its connection is sent"
                    + " again, refused as something has changed, and told as not done, though it was";

    private static final String SENT_ONCE =
            "etcd-io/jetcd#1445, in 0.8.4 and later: what is not idempotent is sent once";

    private static final List<String> SENT_TWICE = List.of("G1a", "dirty-update", "lost-update");

    private EtcdExpectations() {}

    /**
     * Of a workload whose every operation is agreed on.
     *
     * @param stale what a read that is out of date shows itself by
     */
    static Stream<Expectation> agreed(String workload, String stale) {
        return Stream.of(
                Expectation.mayBreak(workload, LATE_ANSWERS, stale, OLD_ANSWER).in(EtcdSoftware.PRODUCT, "..3.5.27"),
                Expectation.holds(workload, TAKEN, ALL_TOGETHER));
    }

    /** Likewise, of a workload that asks nothing of when a read is from. */
    static Stream<Expectation> agreedAtSomeTime(String workload) {
        return Stream.of(Expectation.holds(workload, TAKEN, ALL_TOGETHER));
    }

    /** Of transactions by a jetcd that sends again what may have been done. */
    static List<Expectation> sentAgain() {
        return Stream.concat(
                        Stream.of(
                                Expectation.mayBreak("list-append", TAKEN, SENT_TWICE, SENT_AGAIN),
                                Expectation.mayBreak("rw-register", TAKEN, SENT_TWICE, SENT_AGAIN),
                                Expectation.mayBreak("write-skew", TAKEN, SENT_TWICE, SENT_AGAIN)),
                        Stream.of("list-append", "rw-register", "write-skew", "bank", "long-fork")
                                .map(workload -> Expectation.holds(workload, Faults.NONE, ALL_TOGETHER)))
                .toList();
    }

    /** Of transactions by a jetcd that sends them once. */
    static List<Expectation> sentOnce() {
        return Stream.of("list-append", "rw-register", "write-skew", "bank", "long-fork")
                .map(workload -> Expectation.holds(workload, TAKEN, SENT_ONCE))
                .toList();
    }
}
