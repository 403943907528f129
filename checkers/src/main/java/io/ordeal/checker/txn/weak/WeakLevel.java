package io.ordeal.checker.txn.weak;

import java.util.Arrays;
import java.util.Optional;

/** The levels of isolation that are decided without a search, weakest first. Each implies those before it. */
public enum WeakLevel {
    /** Visible to a read is what its transaction has read of before. Biswas &amp; Enea 2019, figure 3b. */
    READ_COMMITTED("read-committed", "non-monotonic-read"),

    /** Visible to a transaction is what it reads of, and what its session did before. Biswas &amp; Enea 2019, figure 3c. */
    READ_ATOMIC("read-atomic", "fractured-read"),

    /** Visible to a transaction is all that happened before it. Biswas &amp; Enea 2019, figure 3d. */
    CAUSAL("causal", "causal-violation");

    private final String wire;
    private final String anomaly;

    WeakLevel(String wire, String anomaly) {
        this.wire = wire;
        this.anomaly = anomaly;
    }

    /** The level of a name, if it is one of these. */
    public static Optional<WeakLevel> named(String wire) {
        return Arrays.stream(values()).filter(level -> level.wire.equals(wire)).findFirst();
    }

    /** As after {@code --model}. */
    public String wire() {
        return wire;
    }

    /** The name of an anomaly that this is the weakest level without. */
    public String anomaly() {
        return anomaly;
    }
}
