package io.ordeal.checker.txn.register;

/**
 * What may be assumed of the order in which a key's versions were written, if whoever knows the database says so. As in
 * Elle.
 */
public enum Assumption {
    /** Within a transaction, what it writes to a key comes after what it read of it. */
    WFR_KEYS("wfr-keys"),
    /** Each key by itself is sequentially consistent: each process sees its versions in their order. */
    SEQUENTIAL_KEYS("sequential-keys"),
    /** Each key by itself is linearizable: its versions have the order of real time. */
    LINEARIZABLE_KEYS("linearizable-keys");

    private final String wire;

    Assumption(String wire) {
        this.wire = wire;
    }

    /** As options and verdicts have it. */
    public String wire() {
        return wire;
    }
}
