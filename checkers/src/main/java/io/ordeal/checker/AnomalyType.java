package io.ordeal.checker;

/**
 * The anomalies by the names under which verdicts print them; those of Adya and Elle are in {@code checker.txn}, those of
 * logs in {@code checker.log}.
 */
public enum AnomalyType {
    /**
     * No order of the operations, each between its invocation and its completion, is one that the model could have gone
     * through: {@code p0 writes 1 ok; then p1 reads 0 ok}. Herlihy &amp; Wing 1990.
     */
    NONLINEARIZABLE("nonlinearizable"),

    /** Two processes held one lock at once: {@code p0 acquires ok; p1 acquires ok; p0 releases}. */
    OVERLAPPING_HOLDS("overlapping-holds"),

    /** A release took effect though its process held nothing: {@code p0 acquires ok; p1 releases ok}. */
    RELEASE_BY_OTHER("release-by-other"),

    /**
     * A fencing token was granted that is not above one granted before: {@code p0 acquires with token 7; later p1
     * acquires with token 7}. Kleppmann, "How to do distributed locking", 2016.
     */
    TOKEN_NOT_RISING("token-not-rising"),

    /**
     * Two processes took themselves for the leader at once: {@code p0 is elected; p1 is elected; p0 asks, and is told that it
     * leads no more}. Gray &amp; Cheriton, "Leases", SOSP 1989.
     */
    TWO_LEADERS("two-leaders"),

    /**
     * Two processes were told that they lead in the same term: {@code p0 is elected in term 7; p1 is elected in term 7}.
     * Ongaro &amp; Ousterhout, ATC 2014, figure 3: election safety.
     */
    TWO_LEADERS_OF_ONE_TERM("two-leaders-of-one-term"),

    /** A process was elected in a term older than one that was told of before: {@code p0 in term 7; later p1 in term 6}. */
    TERM_NOT_RISING("term-not-rising"),

    /** A read returned a value that another had replaced before the read began. */
    STALE_READ("stale-read"),

    /** Two read-modify-writes read the same state, and the later write undid the earlier. */
    LOST_UPDATE("lost-update"),

    /** What was acknowledged was there no more at the end. */
    LOST("lost"),

    /** Something was there at the end that nobody put there, or whose writer was told that it failed. */
    UNEXPECTED("unexpected"),

    /** What is to come but once came twice: {@code p0 dequeues 1; p1 dequeues 1}, or an element twice in one read of a set. */
    DUPLICATED("duplicated"),

    /**
     * A counter's read is below all that was acknowledged before it began, or above all that anybody had added by its end:
     * {@code p0 adds 1 ok; then p1 reads 0 ok}.
     */
    WRONG_COUNT("wrong-count"),

    /** All balances together are not what they were: {@code a=5, b=5 at first; later a=5, b=6}. */
    WRONG_TOTAL("wrong-total"),

    /**
     * A read finds on an account what no set of transfers can have left there that has all in it which were acknowledged
     * before the read began.
     */
    WRONG_BALANCE("wrong-balance"),

    /** An account has less than nothing, though transfers that would make it so are refused. */
    NEGATIVE_BALANCE("negative-balance"),

    /**
     * Two reads of the same registers each lack a write that the other has: {@code p0 reads x=1, y=nil; p1 reads x=nil,
     * y=1}. Sovran et al., "Transactional storage for geo-replicated systems", SOSP 2011, section 3.2.
     */
    LONG_FORK("long-fork"),

    /**
     * A transaction over several databases is committed on one and not on another, with recovery done: {@code a commits
     * transfer 7; the coordinator dies; b rolls it back, or waits for ever}.
     */
    PARTIAL_COMMIT("partial-commit"),

    /** A transaction is still prepared, neither committed nor rolled back, though recovery has had its time. */
    IN_DOUBT("in-doubt"),

    /**
     * A transaction that nobody works in any more is neither committed nor aborted for its readers, long after its own time
     * is over, and holds them up for ever: {@code unfinished ["t-0 from offset 7"]; 30 s later the same}. Kafka's KIP-664.
     */
    HANGING_TRANSACTION("hanging-transaction"),

    /**
     * Something is to be seen of the output of a job that failed: {@code a task commits its part; another fails for good; the job
     * is aborted, and the part stays}. Hadoop's MAPREDUCE-7282.
     */
    PARTIAL_OUTPUT("partial-output"),

    /**
     * No order of all commits explains what transactions read at the level that is asked for, and no cycle of one of the
     * kinds of Adya shows it: which cycle there is hangs on the order of versions. No level proscribes it by this name.
     */
    NO_COMMIT_ORDER("no-commit-order");

    private final String wire;

    AnomalyType(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
