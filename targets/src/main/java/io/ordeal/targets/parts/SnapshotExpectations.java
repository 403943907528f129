package io.ordeal.targets.parts;

import io.ordeal.targets.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is expected of a store whose transactions are of snapshot isolation, by the workloads that can tell. */
public final class SnapshotExpectations {
    private SnapshotExpectations() {}

    /** It shows write skew, in any run of a minute; a run of registers alone need not. */
    public static List<Expectation> writeSkew(String source) {
        Duration within = Duration.ofSeconds(60);
        return List.of(
                Expectation.breaks("list-append", Faults.NONE, "G2-item", within, source),
                Expectation.breaks("write-skew", Faults.NONE, "G2-item", within, source),
                Expectation.mayBreak("rw-register", Faults.NONE, List.of("G2-item", "no-commit-order"), source));
    }

    /** All of a transaction sees one snapshot, and of two that update a row one fails. */
    public static List<Expectation> holds(Set<String> faults, String source) {
        return List.of(Expectation.holds("bank", faults, source), Expectation.holds("long-fork", faults, source));
    }
}
