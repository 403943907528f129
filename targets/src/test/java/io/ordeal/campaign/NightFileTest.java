package io.ordeal.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.campaign.plan.AskedVersions;
import io.ordeal.campaign.plan.CellRuns;
import io.ordeal.campaign.plan.NightFile;
import io.ordeal.campaign.plan.Plan;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.campaign.plan.Untried;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.software.ChosenVersions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Expectation.Outcome;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nights try, by what targets say of themselves and by files; nothing is started. */
class NightFileTest {
    private static final Catalog CATALOG = Catalog.onClassPath();
    private static final Plan EVERYTHING = NightFile.everything(CATALOG, AskedVersions.NONE);

    private static Plan read(String... lines) {
        return NightFile.read(String.join("\n", lines), CATALOG, Path.of("/night"), AskedVersions.NONE);
    }

    private static List<String> names(Plan plan) {
        return plan.cells().stream()
                .filter(cell -> cell.canary().isEmpty())
                .map(PlannedCell::name)
                .toList();
    }

    @Test
    void eachExpectationHasItsCellOrIsSaidToHaveNone() {
        for (Target target : CATALOG.targets()) {
            for (Expectation expectation : target.expectations()) {
                boolean tried = EVERYTHING.cells().stream()
                        .anyMatch(cell -> cell.cell().target().equals(target.name())
                                && cell.expected().equals(Optional.of(expectation)));
                boolean told = EVERYTHING
                        .untried()
                        .contains(new Untried(
                                target.name(),
                                expectation,
                                EVERYTHING.untried().stream()
                                        .filter(each -> each.expectation().equals(expectation))
                                        .map(Untried::why)
                                        .findFirst()
                                        .orElse("")));
                assertThat(tried ^ told)
                        .as("%s: %s", target.name(), expectation)
                        .isTrue();
            }
        }
    }

    /** Whatever a seed draws, the run is one of which that is said for which the cell is there. */
    @Test
    void whatACellDrawsIsWhatIsExpectedOfIt() {
        for (PlannedCell cell : EVERYTHING.cells()) {
            Target target = CATALOG.target(cell.cell().target());
            for (long seed = 1; seed <= 5; seed++) {
                RunSpec run = CellRuns.of(cell, target, seed, Duration.ofSeconds(5), true);
                assertThat(run.faults().isEmpty())
                        .as(cell.name())
                        .isEqualTo(cell.cell().faults().name().equals("none"));
                assertThat(CellRuns.expected(
                                cell,
                                target,
                                run.faultsWithoutTriggers(),
                                CellRuns.versions(target, cell.cell().options())))
                        .as("%s with seed %d: %s", cell.name(), seed, run.faults())
                        .isEqualTo(cell.expected());
            }
        }
    }

    @Test
    void aVersionIsAskedOfEachCellWhoseTargetRunsTheSoftware() {
        AskedVersions asked = AskedVersions.parse(List.of("postgresql=12.3.0", "zookeeper=3.9.3"), CATALOG.targets());
        Plan plan = NightFile.everything(CATALOG, asked);
        for (PlannedCell cell : plan.cells()) {
            Target target = CATALOG.target(cell.cell().target());
            Set<String> runs = ChosenVersions.softwareOf(target.cluster()).keySet();
            RunSpec run = CellRuns.of(cell, target, 1, Duration.ofSeconds(5), true);
            assertThat(run.versions()).as(cell.name()).isEqualTo(meant(runs));
            assertThat(cell.name().contains("version=")).isEqualTo(!meant(runs).isEmpty());
            assertThat(CellRuns.expected(
                            cell,
                            target,
                            run.faultsWithoutTriggers(),
                            CellRuns.versions(target, cell.cell().options())))
                    .as(cell.name())
                    .isEqualTo(cell.expected());
        }
        // what is said of the old version alone has a cell in the place of what is said of the usual one
        assertThat(expectationOf(EVERYTHING, "postgres-serializable/list-append/none"))
                .contains("holds");
        assertThat(expectationOf(plan, "postgres-serializable/list-append/none@version=postgresql=12.3.0"))
                .contains("maybreak");
    }

    private static Map<String, String> meant(Set<String> runs) {
        Map<String, String> all = new TreeMap<>(Map.of("postgresql", "12.3.0", "zookeeper", "3.9.3"));
        all.keySet().retainAll(runs);
        return all;
    }

    private static String expectationOf(Plan plan, String name) {
        return plan.cells().stream()
                .filter(cell -> cell.name().equals(name))
                .flatMap(cell -> cell.expected().stream())
                .map(expectation -> expectation.outcome().toString().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cell " + name));
    }

    @Test
    void aCellOfAFileKeepsItsOwnVersionWhateverIsAskedFor() {
        AskedVersions asked = AskedVersions.parse(List.of("postgresql=15.3.0"), CATALOG.targets());
        Plan plan = NightFile.read("""
                cells:
                - targets: [postgres-serializable]
                  workloads: [list-append]
                  faults: [none]
                  options: {version: [12.3.0]}
                - targets: [postgres-serializable]
                  workloads: [bank]
                  faults: [none]
                """, CATALOG, Path.of("/night"), asked);
        assertThat(plan.cells().stream().filter(cell -> cell.canary().isEmpty()).map(PlannedCell::name))
                .containsExactlyInAnyOrder(
                        "postgres-serializable/list-append/none@version=12.3.0",
                        "postgres-serializable/bank/none@version=postgresql=15.3.0");
        assertThat(expectationOf(plan, "postgres-serializable/list-append/none@version=12.3.0"))
                .contains("maybreak");
    }

    @Test
    void aVersionThatNobodyRunsIsRefused() {
        assertThatThrownBy(() -> AskedVersions.parse(List.of("3.9.3"), CATALOG.targets()))
                .hasMessageContaining("say whose version it is");
        assertThatThrownBy(() -> AskedVersions.parse(List.of("zookeper=3.9.3"), CATALOG.targets()))
                .hasMessageContaining("zookeeper");
        assertThatThrownBy(() -> AskedVersions.parse(List.of("redis=6.0.0"), CATALOG.targets()))
                .hasMessageContaining("redis 6.0.0 is not to be had");
    }

    @Test
    void thereIsACanaryForWhateverIsKnownToBreak() {
        assertThat(EVERYTHING.cells().stream().flatMap(cell -> cell.canary().stream()))
                .anyMatch(of -> of.contains("checker of lock"))
                .anyMatch(of -> of.contains("checker of list-append"))
                .anyMatch(of -> of.contains("faults on links"))
                .anyMatch(of -> of.contains("faults on processes"))
                .anyMatch(of -> of.contains("faults on clients"));
        for (PlannedCell cell : EVERYTHING.cells()) {
            assertThat(cell.canary().isEmpty() || cell.breaks().isPresent()).isTrue();
        }
    }

    /** It would be refused: whoever made the plan has no server of that kind, or it would be in a file of theirs. */
    @Test
    void whatIsTriedAtEndpointsAloneIsPassedOverAndTold() {
        assertThat(EVERYTHING.cells()).noneMatch(cell -> cell.cell().target().startsWith("nacos-"));
        assertThat(EVERYTHING.untried())
                .filteredOn(untried -> untried.target().equals("nacos-register"))
                .hasSize(2)
                .allMatch(
                        untried -> untried.why().contains("./ordeal run --target nacos-register --endpoint HOST:8848"));
        assertThat(names(read("cells: [{targets: ['n*-register'], workloads: [register], faults: [none]}]")))
                .containsExactly("nats-register/register/none");
    }

    @Test
    void aProductIsMultipliedOut() {
        Plan plan = read(
                "budget: 90m",
                "jobs: 3",
                "cells:",
                "- targets: [redlock, redis-token]",
                "  workloads: [lock]",
                "  faults: [none, 'kill,partition', 'kill|pause', links]",
                "  options: {concurrency: [4, 6]}",
                "  weight: 2");
        assertThat(names(plan))
                .hasSize(2 * 4 * 2)
                .contains(
                        "redlock/lock/none@concurrency=4",
                        "redlock/lock/kill,partition@concurrency=6",
                        "redis-token/lock/kill|pause@concurrency=4",
                        "redis-token/lock/links@concurrency=6");
        assertThat(plan.settings().budget()).isEqualTo(Duration.ofMinutes(90));
        assertThat(plan.settings().jobs()).isEqualTo(3);
        // canaries are put in, though nobody asked for them
        assertThat(plan.cells()).anyMatch(cell -> cell.canary().isPresent());
    }

    @Test
    void faultsMayWaitForSomethingToHappen() {
        Plan plan = read(
                "cells:",
                "- targets: [dual-write]",
                "  workloads: [outbox]",
                "  faults: ['kill:broker@step=committed', 'kill@log=\"a|b,c\",pause', 'kill@open=publish|pause']");
        assertThat(names(plan))
                .containsExactly(
                        "dual-write/outbox/kill:broker@step=committed@concurrency=4",
                        "dual-write/outbox/kill@log=\"a|b,c\",pause@concurrency=4",
                        "dual-write/outbox/kill@open=publish|pause@concurrency=4");
        assertThat(plan.cells().get(0).expected().map(Expectation::faults)).contains(Set.of("kill"));
        assertThat(plan.cells().get(1).cell().faults().kinds()).containsExactly("kill@log=\"a|b,c\"", "pause");
    }

    @Test
    void aScheduleIsTheFaultsOfItsCell(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("later.yaml"),
                "faults: [{id: k, fault: kill:broker, begin: 'step=committed', end: for=1s}]");
        String night = "cells: [{targets: [dual-write, jvm-set], schedule: [later.yaml]}]";
        Plan plan = NightFile.read(night, CATALOG, folder, AskedVersions.NONE);
        assertThat(names(plan)).containsExactly("dual-write/outbox/schedule:later@concurrency=4");
        PlannedCell cell = plan.cells().get(0);
        assertThat(cell.expected().map(Expectation::faults)).contains(Set.of("kill"));
        RunSpec run = CellRuns.of(cell, CATALOG.target("dual-write"), 1, Duration.ofSeconds(5), true);
        assertThat(run.faults()).isEmpty();
        assertThat(run.schedule().faults()).extracting(PlannedFault::id).containsExactly("k");
        Files.writeString(folder.resolve("later.yaml"), "faults: [{fault: kill:brokr, begin: at=1s}]");
        assertThatThrownBy(() -> NightFile.read(night, CATALOG, folder, AskedVersions.NONE))
                .hasMessageContaining("line 1")
                .hasMessageContaining("brokr");
        assertThatThrownBy(() -> NightFile.read(night.replace("later", "none"), CATALOG, folder, AskedVersions.NONE))
                .hasMessageContaining("line 1")
                .hasMessageContaining("schedule: cannot read " + folder.resolve("none.yaml"));
    }

    @Test
    void aBreakIsTriedAtTheMomentAtWhichItIsShown() {
        assertThat(EVERYTHING.cells())
                .extracting(PlannedCell::name)
                .contains("2pc-naive/transfer/kill-coordinator:asking@step=\"prepared 2\"@concurrency=4")
                .doesNotContain("2pc-naive/transfer/kill-coordinator@concurrency=4");
    }

    @Test
    void withoutWorkloadsAndFaultsItIsWhatTargetsExpectOfThemselves() {
        Plan plan = read("cells: [{targets: ['jvm-register*']}]", "exclude: [jvm-register/cas-register]");
        assertThat(names(plan)).contains("jvm-register/register/none", "jvm-register/register/client-pause");
        assertThat(names(plan)).noneMatch(name -> name.startsWith("jvm-register/cas-register"));
    }

    @Test
    void anExpectationOverridesATargetsAndTakesItsCanaryAway() {
        Plan plan = read(
                "cells: [{targets: [jvm-register], workloads: [register], faults: [none]}]",
                "expect:",
                "- {cell: jvm-register, outcome: breaks, anomalies: [nonlinearizable], within: 10s, because: we know}");
        PlannedCell cell = plan.cells().stream()
                .filter(each -> each.name().equals("jvm-register/register/none"))
                .findFirst()
                .orElseThrow();
        assertThat(cell.expected().map(Expectation::outcome))
                .contains(new Outcome.Breaks(List.of("nonlinearizable"), Duration.ofSeconds(10)));
        assertThat(cell.canary()).isEmpty();
        assertThat(cell.overridden()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', textBlock = """
                    cells: [{targets: [redlok]}]   ~ line 1: there is no target 'redlok'; nearest first: redlock
                    cells: [{targets: ['redlok*']}]   ~ there is no target 'redlok*'
                    cells: [{target: [redlock]}]   ~ there is no key 'target'; nearest first: targets
                    cells: [{targets: [redlock], workloads: [lok]}]   ~ there is no workload 'lok'; nearest first: lock
                    cells: [{targets: [redlock], workloads: [bank]}]   ~ there is no workload 'bank'
                    cells: [{targets: [redlock], faults: [kil]}]   ~ there is no fault 'kil'; nearest first: kill
                    cells: [{targets: [jvm-lock], faults: [kill]}]   ~ no cell takes kill
                    cells: [{targets: [redlock], options: {concurrency: many}}]   ~ concurrency takes a number, not many
                    cells: [{targets: [redlock], options: {concurrency: 0}}]   ~ --concurrency takes 1 to 1000
                    cells: [{targets: [redlock], options: {threads: 2}}]   ~ there is no key 'threads'
                    cells: [{targets: [redlock], weight: 0}]   ~ weight: expected the share of spare time
                    cells: [{targets: [nacos-register]}]   ~ none to be tried: the target nacos-register is tried on servers of yours alone
                    cells: [{targets: [nacos-register], faults: [none]}]   ~ no cell takes none: the target nacos-register is tried on servers of yours alone
                    exclude: [redlock/bank]   ~ line 1: there is no cell 'redlock/bank'
                    budget: 2 hours   ~ budget: expected a duration such as 500ms, 30s, 5m or 2h
                    keep: {others: never}   ~ expected a number of nights, or forever
                    known: [{cell: redlock, anomaly: lost, reference: x}]   ~ the key until is missing
                    known: [{cell: redlock, anomaly: lots, reference: x, until: 2026-01-01}]   ~ there is no anomaly 'lots'; nearest first: lost
                    known: [{cell: redlock, anomaly: lost, reference: x, until: 2026-02-30}]   ~ until: expected a day such as 2026-12-31
                    known: [{cell: redlokk, anomaly: lost, reference: x, until: 2026-01-01}]   ~ there is no cell 'redlokk'
                    expect: [{cell: redlock, outcome: breaks, anomalies: [lost], because: x}]   ~ within: how long a run is that breaks surely
                    expect: [{cell: redlock, outcome: holds, anomalies: [lost], because: x}]   ~ anomalies: what holds shows none
                    """)
    void whatIsWrongIsToldWithItsPlaceAndWhatThereIs(String text, String message) {
        assertThatThrownBy(() -> read(text.trim()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message.trim())
                .hasMessageContaining("line 1");
    }

    @Test
    void aPatternThatMeansNoCellIsAMistake() {
        assertThatThrownBy(() -> EVERYTHING.only("redlok"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no cell 'redlok'");
        assertThat(names(EVERYTHING.only("jvm-lock/lock")))
                .containsExactlyInAnyOrder("jvm-lock/lock/none", "jvm-lock/lock/client-pause");
    }

    @Test
    void eachCellIsInOneShardAndInAnotherTheNextNight() {
        int shards = 3;
        Set<String> all = new HashSet<>();
        List<String> of = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            List<String> mine = names(EVERYTHING.shard(shard, shards, 100));
            of.addAll(mine);
            all.addAll(mine);
            assertThat(names(EVERYTHING.shard(shard, shards, 101))).doesNotContainAnyElementsOf(mine);
        }
        assertThat(of).hasSameSizeAs(all).hasSameElementsAs(names(EVERYTHING));
        assertThatThrownBy(() -> EVERYTHING.shard(4, 3, 1))
                .hasMessageContaining("--shard takes i/n, with i from 1 to n");
    }
}
