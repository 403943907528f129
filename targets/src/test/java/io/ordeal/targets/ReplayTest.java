package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Verdict;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.reproduce.AnchorChoice;
import io.ordeal.reproduce.Anchors;
import io.ordeal.reproduce.Recording;
import io.ordeal.reproduce.ReplayPlan;
import io.ordeal.reproduce.ReplayTry;
import io.ordeal.reproduce.Replays;
import io.ordeal.reproduce.Search;
import io.ordeal.reproduce.Sought;
import io.ordeal.reproduce.Tally;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that broke something, recorded and replayed against fresh systems. */
class ReplayTest {
    @TempDir
    private Path results;

    private Recording record(String target, String workload, List<String> faults, Duration time) throws Exception {
        RunSpec spec =
                new RunSpec(RunSpec.SCHEMA, target, workload, faults, RunOptions.DEFAULT.withTime(time), 1, Map.of());
        RunFolder folder = new Trial(spec, Catalog.onClassPath(), results, TrialListener.none())
                .run()
                .folder();
        return Recording.read(folder, Catalog.onClassPath());
    }

    private Tally replay(ReplayPlan plan, String anomaly, int times) throws Exception {
        return new Replays(
                        plan,
                        Sought.ofType(anomaly),
                        Catalog.onClassPath(),
                        results,
                        new Replays.Limits(times, true, 1),
                        new Replays.Listener() {})
                .run();
    }

    private static Set<Object> sent(List<Op> history, String f) {
        return history.stream()
                .filter(op -> op.type() == OpType.INVOKE && op.f().equals(f))
                .map(Op::value)
                .collect(Collectors.toSet());
    }

    @Test
    void aStaleReadComesBackAndTheSameWritesAreMade() throws Exception {
        Recording recording = record("jvm-register-stale-read", "register", List.of(), Duration.ofSeconds(5));
        assertThat(recording.anomaly()).contains("nonlinearizable");
        Tally tally = replay(ReplayPlan.of(recording), "nonlinearizable", 3);
        assertThat(tally.count(ReplayTry.Result.SAME)).isEqualTo(1);
        ReplayTry last = tally.tries().get(tally.tries().size() - 1);
        assertThat(sent(last.outcome().history().ops(), "write"))
                .isEqualTo(sent(recording.history().ops(), "write"));
        RunSpec spec = last.outcome().folder().readSpec();
        assertThat(spec.replayOf()).contains(recording.folder().path().toString());
        assertThat(spec.seed()).isEqualTo(recording.spec().seed());
    }

    /** The fault is tied to operations, and strikes whoever holds a lock then. */
    @Test
    void aPausedHolderLosesItsLockAgain() throws Exception {
        Recording recording =
                record("redis-token", "lock", List.of("client-pause@after=20:acquire..for=3s"), Duration.ofSeconds(6));
        assertThat(recording.anomaly()).contains("overlapping-holds");
        Schedule schedule = Anchors.of(recording, AnchorChoice.NEAREST).schedule();
        assertThat(schedule.faults()).hasSize(1);
        assertThat(schedule.faults().get(0).text())
                .matches("client-pause-1=client-pause:point@after=20:acquire\\.\\.for=\\d+(ms|s)");
        Tally tally = replay(ReplayPlan.of(recording).withSchedule(schedule), "overlapping-holds", 3);
        assertThat(tally.count(ReplayTry.Result.SAME)).isEqualTo(1);
    }

    /** Does what a recording did against a system of another version: what it broke there, it breaks here, too. */
    @Tag("long")
    @Test
    void aRecordingIsReplayedAgainstAnotherVersion() throws Exception {
        Recording recording = record("postgres-read-committed", "list-append", List.of(), Duration.ofSeconds(4));
        String type = recording.anomaly().orElseThrow();
        Tally tally = replay(ReplayPlan.of(recording).inVersions(Map.of("postgresql", "15.3.0")), type, 3);
        assertThat(tally.failure()).isEmpty();
        assertThat(tally.tries()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.outcome().folder().readSpec().versions()).containsEntry("postgresql", "15.3.0");
            assertThat(one.outcome().report().result().verdict()).isInstanceOf(Verdict.Invalid.class);
        });
        assertThat(recording.spec().versions()).doesNotContainEntry("postgresql", "15.3.0");
    }

    /** They are nodes of one name, of one process. */
    @Tag("long")
    @Test
    void twoReplaysAtATimeDoNotMeddleWithEachOther() throws Exception {
        Recording recording =
                record("redis-token", "lock", List.of("client-pause@after=20:acquire..for=3s"), Duration.ofSeconds(4));
        Tally tally = new Replays(
                        ReplayPlan.of(recording),
                        Sought.ofType("overlapping-holds"),
                        Catalog.onClassPath(),
                        results,
                        new Replays.Limits(2, false, 2),
                        new Replays.Listener() {})
                .run();
        assertThat(tally.failure()).isEmpty();
        assertThat(tally.tries())
                .hasSize(2)
                .extracting(one -> one.outcome().folder().path())
                .doesNotHaveDuplicates()
                .allSatisfy(run -> assertThat(Files.readAllLines(run.resolve("ordeal.log")).stream()
                                .filter(line -> line.contains(" run RunSpec[")))
                        .hasSize(1));
    }

    /** Every way to have it back more often is a run that breaks the same promise, and nothing in it is written twice. */
    @Tag("long")
    @Test
    void eachRecipeOfASearchShowsTheStaleReadToo() throws Exception {
        Recording recording = record("jvm-register-stale-read", "register", List.of(), Duration.ofSeconds(5));
        List<Search.Recipe> recipes =
                Search.recipes(ReplayPlan.of(recording), "nonlinearizable", Catalog.onClassPath());
        assertThat(recipes).hasSize(4);
        for (Search.Recipe recipe : recipes) {
            Tally tally = replay(recipe.plan(), "nonlinearizable", 3);
            assertThat(tally.count(ReplayTry.Result.SAME)).as(recipe.name()).isEqualTo(1);
            ReplayTry last = tally.tries().get(tally.tries().size() - 1);
            assertThat(last.outcome().history().ops().stream()
                            .filter(op -> op.type() == OpType.INVOKE && op.f().equals("write"))
                            .map(Op::value))
                    .doesNotHaveDuplicates();
        }
    }
}
