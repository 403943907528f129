package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Showcase;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The systems of the first trial, as containers: they come to what they come to as processes. */
@Tag("containers")
class FirstTrialContainersTest {
    private static final long SEED = 20;

    /** Long enough for several failovers, however busy the machine is. */
    private static final Duration WITH_FAULTS = Duration.ofSeconds(35);

    private static final Duration FAULT_INTERVAL = Duration.ofSeconds(8);

    /** What each target breaks; nothing where its promise holds. */
    private static final Map<String, String> OUTCOMES =
            Map.of("redis-setex", "overlapping-holds", "redis-sentinel-token", "lost-update", "zookeeper-fenced", "");

    @TempDir
    Path results;

    @TestFactory
    Stream<DynamicTest> outcomesAreThoseOfProcesses() {
        Catalog catalog = Catalog.onClassPath();
        List<Showcase.Scene> scenes = catalog.showcases().stream()
                .flatMap(showcase -> showcase.scenes(SEED).stream())
                .toList();
        assertThat(scenes)
                .extracting(scene -> scene.run().target())
                .containsExactlyInAnyOrderElementsOf(OUTCOMES.keySet());
        return scenes.stream()
                .map(scene -> DynamicTest.dynamicTest(scene.run().target(), () -> {
                    RunSpec spec = inContainers(scene.run());
                    String broken = OUTCOMES.getOrDefault(spec.target(), "");
                    TrialOutcome outcome = new Trial(spec, catalog, results, TrialListener.none()).run();
                    CheckReport report = outcome.report();
                    List<String> types = report.result().verdict().anomaliesOrNone().stream()
                            .map(Anomaly::type)
                            .toList();
                    if (broken.isEmpty()) {
                        assertThat(types).as("%s", report).isEmpty();
                    } else {
                        assertThat(types).as("%s", report).contains(broken);
                    }
                    assertThat(report.expectation().flatMap(CheckReport.Expected::asExpected))
                            .as("%s", report)
                            .hasValue(true);
                    assertThat(Docker.ofThisHarness()).isEmpty();
                }));
    }

    private static RunSpec inContainers(RunSpec spec) {
        RunOptions o = spec.options();
        RunOptions options = new RunOptions(
                spec.faults().isEmpty() ? o.time() : WITH_FAULTS,
                o.rate(),
                o.concurrency(),
                FAULT_INTERVAL,
                o.operationTimeout(),
                ClusterKind.CONTAINER,
                o.endpoints(),
                o.keys(),
                o.operationsPerKey(),
                o.toxiproxy());
        return new RunSpec(
                spec.schema(), spec.target(), spec.workload(), spec.faults(), options, spec.seed(), spec.versions());
    }
}
