package io.ordeal.campaign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.campaign.plan.AskedVersions;
import io.ordeal.campaign.plan.NightFile;
import io.ordeal.campaign.plan.Plan;
import io.ordeal.campaign.told.CellResult;
import io.ordeal.campaign.told.CellStatus;
import io.ordeal.campaign.told.NightOutcome;
import io.ordeal.store.RunSpec;
import io.ordeal.store.RunSpecJson;
import io.ordeal.trial.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights, short ones, with real workers. What they try lives inside the workers, so that there is little to start. */
class NightTest {
    private static final Catalog CATALOG = Catalog.onClassPath();
    private static final String CELLS = "cells: [{targets: [%s], workloads: [register], faults: [none]}]\n";

    @TempDir
    private Path results = Path.of("");

    private static List<String> worker() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dordeal.launcher=" + ProcessHandle.current().pid(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.ordeal.cli.Main",
                "night-worker");
    }

    private NightRequest request(String file, boolean resume) {
        return request(file, resume, results);
    }

    private NightRequest request(String file, boolean resume, Path where) {
        Plan plan = NightFile.read(file, CATALOG, where, AskedVersions.NONE);
        return new NightRequest(
                plan,
                file,
                where.toAbsolutePath(),
                results.resolve("memory.sqlite").toAbsolutePath(),
                1,
                1,
                OptionalLong.of(5),
                resume,
                worker(),
                "r1");
    }

    private NightEnd night(String file) throws Exception {
        return new Night(request(file, false), CATALOG, Clock.systemUTC(), new NightListener() {}).run();
    }

    private static CellResult cell(NightEnd end, String name) {
        return end.summary().cells().stream()
                .filter(cell -> cell.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** For whoever has to look why a night was not as it should be. */
    private static String trials(NightEnd end) {
        return end.summary().cells().stream()
                .flatMap(cell -> cell.trials().stream())
                .map(trial -> "\n" + trial.cell() + ": " + trial.verdict() + ", "
                        + trial.judgement().wire() + ", " + trial.mainMillis() + " ms (" + trial.why() + ") "
                        + trial.cause())
                .collect(Collectors.joining());
    }

    /** What the first night finds the second replays. */
    @Test
    void aNightSeesItsCanaryAndJudgesItsCellsAndTheNextReplaysWhatItFound() throws Exception {
        String file = "budget: 30m\nspare: false\njobs: 1\n" + CELLS.formatted("jvm-register");
        NightEnd end = night(file);
        assertThat(end.summary().outcome()).as(trials(end)).isEqualTo(NightOutcome.GREEN);
        assertThat(cell(end, "jvm-register/register/none").status()).isEqualTo(CellStatus.GREEN);
        CellResult canary = end.summary().cells().stream()
                .filter(each -> !each.cell().canary().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(canary.telling().map(TrialRow::verdict)).contains("invalid");
        // each trial left a run, as any run is
        for (TrialRow trial : canary.trials()) {
            assertThat(Path.of(trial.folder().orElseThrow())).isDirectoryContaining("glob:**/verdict.json");
        }
        List<TrialRow> replays = new ArrayList<>();
        NightEnd next = new Night(request(file, false), CATALOG, Clock.systemUTC(), new NightListener() {
                    @Override
                    public void ended(TrialRow trial) {
                        if (trial.againOf().isPresent()) {
                            replays.add(trial);
                        }
                    }
                })
                .run();
        assertThat(next.summary().outcome()).as(trials(next)).isEqualTo(NightOutcome.GREEN);
        assertThat(replays).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.why()).startsWith("a detection is replayed, ");
            assertThat(canary.trials())
                    .extracting(TrialRow::id)
                    .contains(trial.againOf().orElseThrow());
        });
        try (CampaignMemory memory = CampaignMemory.open(results.resolve("memory.sqlite"))) {
            assertThat(memory.detections()).singleElement().satisfies(detection -> {
                assertThat(detection.cell()).isEqualTo(canary.name());
                assertThat(detection.anomaly()).isEqualTo("nonlinearizable");
                assertThat(detection.standing()).isEqualTo(Detection.Standing.PROVEN);
                // it ended as soon as it had come back
                assertThat(detection.shown()).isEqualTo(1);
                assertThat(detection.before()).isEqualTo(replays.size() - 1);
            });
        }
    }

    @Tag("long")
    @Test
    void aSurpriseIsRedAndTriedAgain() throws Exception {
        NightEnd end = night("budget: 3m\nspare: false\njobs: 1\n" + CELLS.formatted("jvm-register-stale-read")
                + "expect: [{cell: jvm-register-stale-read, outcome: holds, because: we are told so}]\n");
        CellResult red = cell(end, "jvm-register-stale-read/register/none");
        assertThat(end.summary().outcome().isRed()).isTrue();
        assertThat(red.status()).isEqualTo(CellStatus.RED);
        assertThat(red.again()).hasValueSatisfying(again -> assertThat(again).matches("[1-9][0-9]* of [1-9][0-9]*"));
        assertThat(red.sentence()).contains("nonlinearizable").contains("expected: holds");
    }

    @Tag("long")
    @Test
    void aNightThatIsStoppedWritesEverythingAndIsTakenUp() throws Exception {
        String file =
                "budget: 30m\nspare: false\njobs: 1\n" + CELLS.formatted("jvm-register, jvm-register-lost-update");
        AtomicReference<Night> made = new AtomicReference<>();
        List<TrialRow> ended = new ArrayList<>();
        Night night = new Night(request(file, false), CATALOG, Clock.systemUTC(), new NightListener() {
            @Override
            public void ended(TrialRow trial) {
                ended.add(trial);
                requireNonNull(made.get()).stop();
            }
        });
        made.set(night);
        assertThat(night.run().interrupted()).isTrue();
        try (CampaignMemory memory = CampaignMemory.open(results.resolve("memory.sqlite"))) {
            NightRow row = memory.nights().get(0);
            assertThat(row.endedMillis()).isEmpty();
            assertThat(memory.trials(row.id())).extracting(TrialRow::state).doesNotContain(State.RUNNING);
            assertThat(memory.trials(row.id())).isEqualTo(ended);
        }
        NightEnd end = new Night(request(file, true), CATALOG, Clock.systemUTC(), new NightListener() {}).run();
        assertThat(end.summary().nights()).hasSize(1);
        try (CampaignMemory memory = CampaignMemory.open(results.resolve("memory.sqlite"))) {
            List<TrialRow> all = memory.trials(memory.nights().get(0).id());
            assertThat(all).containsAll(ended);
            assertThat(all.stream()
                            .filter(trial -> trial.state() == State.DONE
                                    && trial.againOf().isEmpty())
                            .map(trial -> trial.cell() + " " + trial.seed()))
                    .doesNotHaveDuplicates();
            assertThat(memory.nights().get(0).endedMillis()).isPresent();
        }
    }

    /** Stopped when its first trial begins, so that it has no end. */
    private void cutShort(NightRequest request) throws Exception {
        AtomicReference<Night> made = new AtomicReference<>();
        Night night = new Night(request, CATALOG, Clock.systemUTC(), new NightListener() {
            @Override
            public void begun(Choice choice, int running) {
                requireNonNull(made.get()).stop();
            }
        });
        made.set(night);
        assertThat(night.run().interrupted()).isTrue();
    }

    @Tag("long")
    @Test
    void ofTwoFoldersThatShareAMemoryEachTakesUpItsOwnNight() throws Exception {
        String file = "budget: 30m\nspare: false\njobs: 1\n" + CELLS.formatted("jvm-register");
        Path here = results.resolve("here");
        Path there = results.resolve("there");
        Path nowhere = results.resolve("nowhere");
        cutShort(request(file, false, here));
        cutShort(request(file, false, there));
        assertThatThrownBy(() -> new Night(
                                request(file, true, nowhere), CATALOG, Clock.systemUTC(), new NightListener() {})
                        .run())
                .isInstanceOf(NightException.class)
                .hasMessageContaining("knows no night in " + nowhere.toAbsolutePath())
                .hasMessageContaining("--results " + there.toAbsolutePath());
        NightEnd end = new Night(request(file, true, here), CATALOG, Clock.systemUTC(), new NightListener() {}).run();
        assertThat(end.summary().nights())
                .extracting(NightRow::results)
                .containsExactly(here.toAbsolutePath().toString());
        assertThat(end.summary().cells().stream().flatMap(cell -> cell.trials().stream()))
                .isNotEmpty()
                .allSatisfy(trial ->
                        assertThat(Path.of(trial.folder().orElseThrow())).startsWith(here));
        try (CampaignMemory memory = CampaignMemory.open(results.resolve("memory.sqlite"))) {
            assertThat(memory.nights().stream()
                            .filter(night -> night.endedMillis().isEmpty())
                            .map(NightRow::results))
                    .containsExactly(there.toAbsolutePath().toString());
        }
    }

    /** One night's trials are not judged by two rules. */
    @Tag("long")
    @Test
    void aNightIsNotTakenUpWithOtherExpectations() throws Exception {
        String file = "budget: 30m\nspare: false\njobs: 1\n" + CELLS.formatted("jvm-register-stale-read");
        AtomicReference<Night> made = new AtomicReference<>();
        Night night = new Night(request(file, false), CATALOG, Clock.systemUTC(), new NightListener() {
            @Override
            public void begun(Choice choice, int running) {
                requireNonNull(made.get()).stop();
            }
        });
        made.set(night);
        assertThat(night.run().interrupted()).isTrue();
        String other = file + "expect: [{cell: jvm-register-stale-read, outcome: holds, because: we are told so}]\n";
        assertThatThrownBy(
                        () -> new Night(request(other, true), CATALOG, Clock.systemUTC(), new NightListener() {}).run())
                .isInstanceOf(NightException.class)
                .hasMessageContaining("was expected of jvm-register-stale-read/register/none, and now holds");
    }

    /** A known anomaly ends no trial: what else there is would not be seen. */
    @Test
    void whatIsKnownDoesNotEndItsTrial() throws Exception {
        NightEnd end = night("budget: 30m\nspare: false\njobs: 1\n" + CELLS.formatted("jvm-register-stale-read")
                + "expect: [{cell: jvm-register-stale-read, outcome: holds, because: we are told so}]\n"
                + "known: [{cell: jvm-register-stale-read, anomaly: nonlinearizable, reference: issue 7,"
                + " until: 9999-12-31}]\n");
        assertThat(end.summary().outcome()).isEqualTo(NightOutcome.YELLOW);
        CellResult known = cell(end, "jvm-register-stale-read/register/none");
        assertThat(known.sentence()).contains("issue 7");
        assertThat(known.trials()).allSatisfy(trial -> {
            RunSpec spec = RunSpecJson.read(trial.spec());
            assertThat(trial.mainMillis()).isEqualTo(spec.options().time().toMillis());
        });
    }

    @Test
    void aCrashOfAWorkerIsATrialsFailureAndNotTheNights() throws Exception {
        NightEnd end = new Night(
                        new NightRequest(
                                NightFile.read(
                                        "budget: 12s\njobs: 1\n" + CELLS.formatted("jvm-register"),
                                        CATALOG,
                                        results,
                                        AskedVersions.NONE),
                                "",
                                results.toAbsolutePath(),
                                results.resolve("memory.sqlite").toAbsolutePath(),
                                1,
                                1,
                                OptionalLong.of(5),
                                false,
                                List.of("/bin/sh", "-c", "read line; exit 7"),
                                "r1"),
                        CATALOG,
                        Clock.systemUTC(),
                        new NightListener() {})
                .run();
        assertThat(end.summary().outcome()).isEqualTo(NightOutcome.BLIND);
        assertThat(end.summary().cells().stream().flatMap(cell -> cell.trials().stream()))
                .isNotEmpty()
                .allSatisfy(trial -> {
                    assertThat(trial.verdict()).isEqualTo("failed");
                    assertThat(trial.judgement()).isEqualTo(Judgement.OPEN);
                    assertThat(trial.cause()).contains("exit code 7");
                });
    }

    @Test
    void aFullDiskEndsTheNightWithEverythingWritten() throws Exception {
        NightEnd end = night("budget: 30m\ndisk: 999999999999\n" + CELLS.formatted("jvm-register"));
        assertThat(end.diskFull()).isTrue();
        assertThat(end.summary().trials()).isZero();
        assertThat(end.summary().outcome().isBlind()).isTrue();
    }

    @Test
    void whatCannotBeBegunIsRefused() throws Exception {
        assertThatThrownBy(() -> night("budget: 5s\n" + CELLS.formatted("jvm-register")))
                .isInstanceOf(NightException.class)
                .hasMessageContaining("too small for one trial");
        assertThatThrownBy(() -> new Night(
                                request("budget: 40s\n" + CELLS.formatted("jvm-register"), true),
                                CATALOG,
                                Clock.systemUTC(),
                                new NightListener() {})
                        .run())
                .isInstanceOf(NightException.class)
                .hasMessageContaining("no night");
        try (NightLock held = NightLock.of(results)) {
            assertThatThrownBy(() -> night("budget: 40s\n" + CELLS.formatted("jvm-register")))
                    .isInstanceOf(NightException.class)
                    .hasMessageContaining(
                            "another night (process " + ProcessHandle.current().pid() + ")");
        }
        assertThat(Files.exists(results.resolve("nightly.lock"))).isTrue();
    }
}
