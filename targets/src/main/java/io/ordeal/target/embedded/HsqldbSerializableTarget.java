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

/** HSQLDB with several versions, whose SERIALIZABLE is snapshot isolation. */
public final class HsqldbSerializableTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WRITE_SKEW =
            "measured; HSQLDB Guide, Sessions and Transactions, MVCC: SERIALIZABLE is repeatable reads with snapshot"
                    + " isolation";
    private static final String SNAPSHOT =
            "HSQLDB Guide, Sessions and Transactions, MVCC: repeatable reads of one snapshot, and two that update a row"
                    + " conflict";

    public HsqldbSerializableTarget() {
        super(
                "hsqldb-serializable",
                "HSQLDB in this JVM, in memory, in MVCC mode at SERIALIZABLE",
                ClusterDescription.none(),
                () -> {
                    String url = "jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc";
                    return InJvm.clients(() -> DriverManager.getConnection(url, "SA", ""), KeyTable.MERGE);
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
