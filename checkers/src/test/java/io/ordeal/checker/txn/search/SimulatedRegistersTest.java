package io.ordeal.checker.txn.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.simulated.Bug;
import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.checker.txn.weak.RegisterReads;
import io.ordeal.checker.txn.weak.WeakIsolation;
import io.ordeal.checker.txn.weak.WeakLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What simulated databases keep is found to be kept, and what they break to be broken. */
class SimulatedRegistersTest {
    private static final CheckContext CONTEXT = CheckContext.unlimited();

    @ParameterizedTest
    @EnumSource(names = "READ_UNCOMMITTED", mode = EnumSource.Mode.EXCLUDE)
    void keepsItsLevel(Isolation isolation) {
        for (long seed = 1; seed <= 2; seed++) {
            Plan plan = Plan.rwRegister(isolation, 1_000).withSeed(seed);
            // Parallel snapshot isolation is causal; that updates are not lost is nothing that is decided for
            // registers.
            String level = isolation == Isolation.PARALLEL_SNAPSHOT ? "causal" : isolation.level();
            assertThat(violations(plan, level)).as("seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SERIALIZABLE, strict-serializable",
        "SNAPSHOT, serializable",
        "PARALLEL_SNAPSHOT, prefix",
        "PREFIX, snapshot-isolation",
        "CAUSAL, prefix",
        "READ_COMMITTED, read-atomic",
        "READ_UNCOMMITTED, read-committed"
    })
    void breaksTheNextLevel(Isolation isolation, String level) {
        assertThat(violations(Plan.rwRegister(isolation, 1_000), level)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "DIRTY_WRITE", mode = EnumSource.Mode.EXCLUDE)
    void everyBugIsCaught(Bug bug) {
        List<Anomaly> found =
                violations(Plan.of(Kind.RW_REGISTER, bug, 1_000), bug.host().level());
        List<String> expected = switch (bug) {
            case ABORTED_READ, FAILED_COMMIT -> List.of("G1a");
            case INTERMEDIATE_READ -> List.of("G1b");
            case INTERNAL -> List.of("internal");
            case NON_MONOTONIC_READ -> List.of("non-monotonic-read");
            default -> List.of();
        };
        assertThat(found).as(bug.name()).isNotEmpty();
        assertThat(found).extracting(Anomaly::type).containsAll(expected);
        assertThat(found).allSatisfy(anomaly -> assertThat(anomaly.witness()).isNotEmpty());
    }

    private static List<Anomaly> violations(Plan plan, String level) {
        RegisterReads reads = RegisterReads.of(
                Transactions.of(Simulation.run(plan), Transactions.Workload.RW_REGISTER, null, CONTEXT), CONTEXT);
        List<Anomaly> all = new ArrayList<>(reads.anomalies());
        Optional<WeakLevel> weak = Arrays.stream(WeakLevel.values())
                .filter(each -> each.wire().equals(level))
                .findFirst();
        weak.ifPresent(each -> all.addAll(WeakIsolation.violations(reads.readsFrom(), each, CONTEXT)));
        StrongLevel.named(level)
                .ifPresent(each -> all.addAll(CommitOrderSearch.judge(reads.readsFrom(), each, CONTEXT)
                        .verdict()
                        .anomaliesOrNone()));
        assertThat(weak.isPresent() || StrongLevel.named(level).isPresent())
                .as(level)
                .isTrue();
        return all;
    }
}
