package io.ordeal.target.embedded;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.target.sql.KeyTable;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** H2, whose SERIALIZABLE is snapshot isolation. */
public final class H2SerializableTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WRITE_SKEW =
            "measured; H2 documentation, Advanced, Transaction Isolation: transactions of SERIALIZABLE see one snapshot, and"
                    + " nothing is said of write skew";
    private static final String SNAPSHOT =
            "H2 documentation, Advanced, Transaction Isolation: a transaction sees one snapshot, and two that update a row"
                    + " conflict";

    public H2SerializableTarget() {
        super(
                "h2-serializable",
                "H2 in this JVM, in memory, at SERIALIZABLE",
                ClusterDescription.none(),
                () -> {
                    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=1000";
                    return InJvm.clients(() -> DriverManager.getConnection(url), KeyTable.MERGE);
                },
                List.of(
                        Expectation.breaks("list-append", Faults.NONE, "G2-item", SOON, WRITE_SKEW),
                        Expectation.breaks("write-skew", Faults.NONE, "G2-item", SOON, WRITE_SKEW),
                        Expectation.mayBreak(
                                "rw-register", Faults.NONE, List.of("G2-item", "no-commit-order"), WRITE_SKEW),
                        Expectation.holds("bank", Faults.CLIENT_PAUSE, SNAPSHOT),
                        Expectation.holds("long-fork", Faults.CLIENT_PAUSE, SNAPSHOT)));
    }
}
