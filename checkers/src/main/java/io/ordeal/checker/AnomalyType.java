package io.ordeal.checker;

/** The anomalies of locks, registers and sets by the names under which verdicts print them. */
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

    /** A read returned a value that another had replaced before the read began. */
    STALE_READ("stale-read"),

    /** Two read-modify-writes read the same state, and the later write undid the earlier. */
    LOST_UPDATE("lost-update"),

    /** What was acknowledged was there no more at the end. */
    LOST("lost"),

    /** Something was there at the end that nobody put there, or whose writer was told that it failed. */
    UNEXPECTED("unexpected");

    private final String wire;

    AnomalyType(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
