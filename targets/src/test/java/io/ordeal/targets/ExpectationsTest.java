package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.store.RunOptions;
import io.ordeal.targets.Expectation.Outcome;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Terrains;
import io.ordeal.workload.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What targets expect of themselves speaks of workloads, faults and anomalies that exist, and all of it can be heard. */
class ExpectationsTest {
    private static final Catalog CATALOG = Catalog.onClassPath();

    static Stream<Target> targets() {
        return CATALOG.targets().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyWorkloadThatATargetServesHasAnExpectationOfARunWithoutFaults(Target target) {
        assertThat(CATALOG.workloadsOf(target)).isNotEmpty();
        for (Workload<?> workload : CATALOG.workloadsOf(target)) {
            assertThat(target.expectations())
                    .as("%s under %s", target.name(), workload.name())
                    .anyMatch(expectation -> expectation.speaksOf(workload.name(), Set.of(), Map.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void expectationsSpeakOfWhatExists(Target target) {
        List<String> served =
                CATALOG.workloadsOf(target).stream().map(Workload::name).toList();
        for (Expectation expectation : target.expectations()) {
            assertThat(served).contains(expectation.workload());
            for (String fault : expectation.faults()) {
                assertThat(FaultKinds.named(FaultSpec.parse(fault).kind())).isNotNull();
            }
            assertThat(AnomalyNames.all()).containsAll(expectation.outcome().anomalies());
            assertThat(expectation.outcome().anomalies().isEmpty())
                    .isEqualTo(expectation.outcome() instanceof Outcome.Holds);
            assertThat(expectation.source()).isNotBlank();
        }
    }

    /** What is refused before the run starts can't be expected of it. */
    @ParameterizedTest
    @MethodSource("targets")
    void expectationsNameOnlyFaultsThatTheTargetTakesUnderThatWorkload(Target target) {
        for (Expectation expectation : target.expectations()) {
            Terrain terrain = Terrains.of(target, CATALOG.workload(expectation.workload()), RunOptions.DEFAULT);
            for (String fault : expectation.faults()) {
                FaultSpec spec = FaultSpec.parse(fault);
                // what this machine can't do to any target is no target's to be expected without
                assertThat(FaultKinds.named(spec.kind()).isTakenBy(spec, terrain))
                        .as(
                                "%s × %s: %s: %s",
                                target.name(),
                                expectation.workload(),
                                fault,
                                FaultKinds.named(spec.kind()).refusal(spec, terrain))
                        .isTrue();
            }
        }
    }

    /** The first that speaks of a run counts: one that comes after another that says as much is never heard. */
    @ParameterizedTest
    @MethodSource("targets")
    void noExpectationIsHiddenByThoseBeforeIt(Target target) {
        Set<Set<String>> runs = new HashSet<>();
        runs.add(Set.of());
        for (Expectation expectation : target.expectations()) {
            runs.add(expectation.faults());
            expectation.faults().forEach(fault -> runs.add(Set.of(fault)));
        }
        assertThat(target.expectations()).doesNotHaveDuplicates();
        for (Expectation expectation : target.expectations()) {
            Map<String, String> versions = expectation
                    .versions()
                    .map(range ->
                            Map.of(range.product(), String.valueOf(range.from() == null ? range.to() : range.from())))
                    .orElse(Map.of());
            assertThat(runs)
                    .as("runs of %s of which it is said first: %s", target.name(), expectation)
                    .anyMatch(faults -> target.expectations().stream()
                            .filter(each -> each.speaksOf(expectation.workload(), faults, versions))
                            .findFirst()
                            .equals(Optional.of(expectation)));
        }
    }
}
