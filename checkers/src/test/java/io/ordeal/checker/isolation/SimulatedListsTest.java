package io.ordeal.checker.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.txn.simulated.Bug;
import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.checker.txn.simulated.Simulation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of simulated databases get the verdict that they were made for. */
class SimulatedListsTest {
    @ParameterizedTest
    @CsvSource({
        "STRICT_SERIALIZABLE, strict-serializable",
        "SERIALIZABLE, strong-session-serializable",
        "SNAPSHOT, strong-snapshot-isolation"
    })
    void aDatabaseKeepsItsLevel(Isolation isolation, String level) {
        for (long seed = 1; seed <= 5; seed++) {
            CheckResult result = judge(Plan.listAppend(isolation, 1000).withSeed(seed), level);
            assertThat(result.verdict().isValid())
                    .as("seed " + seed + ": " + result)
                    .isTrue();
        }
    }

    /** Appends that nobody read take effect long after their clients have given up. */
    @ParameterizedTest
    @ValueSource(strings = {"snapshot-isolation", "strong-session-snapshot-isolation", "strong-snapshot-isolation"})
    void theOrderOfUnreadAppendsIsFound(String level) {
        for (long seed = 1; seed <= 20; seed++) {
            Plan plan = Plan.listAppend(Isolation.SNAPSHOT, 1000)
                    .withSeed(seed)
                    .withClients(30, 10, 6, 4)
                    .withOutcomes(0.02, 0.2);
            CheckResult result = judge(plan, level);
            assertThat(result.verdict().isValid())
                    .as("seed " + seed + ": " + result)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SERIALIZABLE, strict-serializable, G-single-realtime",
        "SNAPSHOT, serializable, G2-item",
        "PREFIX, snapshot-isolation, lost-update",
        "PARALLEL_SNAPSHOT, snapshot-isolation, G-nonadjacent",
        "READ_COMMITTED, repeatable-read, G-single",
        "READ_UNCOMMITTED, read-committed, G1a"
    })
    void andBreaksTheNext(Isolation isolation, String level, String anomaly) {
        CheckResult result = judge(Plan.listAppend(isolation, 3000), level);
        assertThat(types(result)).as(result.toString()).contains(anomaly);
    }

    @ParameterizedTest
    @CsvSource({
        "LOST_UPDATE, lost-update",
        "WRITE_SKEW, G2-item",
        "STALE_READ, G-single-realtime",
        "LOST_WRITE, lost-update",
        "ABORTED_READ, G1a",
        "FAILED_COMMIT, G1a",
        "INTERMEDIATE_READ, G1b",
        "DIRTY_READ, G1c",
        "DIRTY_WRITE, G0",
        "FRACTURED_READ, G-single",
        "LONG_FORK, G-nonadjacent",
        "INTERNAL, internal"
    })
    void aBrokenDatabaseIsCaughtForWhatIsBroken(Bug bug, String anomaly) {
        CheckResult result =
                judge(Plan.of(Kind.LIST_APPEND, bug, 3000), bug.host().level());
        assertThat(types(result)).as(result.toString()).contains(anomaly);
        for (Anomaly each : result.verdict().anomaliesOrNone()) {
            assertThat(each.witness()).as(each.explanation()).isNotEmpty();
        }
    }

    private static List<String> types(CheckResult result) {
        return result.verdict().anomaliesOrNone().stream().map(Anomaly::type).toList();
    }

    private static CheckResult judge(Plan plan, String level) {
        return Checkers.judge(
                Checkers.named("list-append", CheckerOptions.DEFAULT.withModel(level)),
                Simulation.run(plan),
                CheckContext.unlimited());
    }
}
