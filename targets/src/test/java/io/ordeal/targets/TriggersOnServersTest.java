package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Verdict;
import io.ordeal.fault.schedule.RecordedSchedule;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleEvidence;
import io.ordeal.fault.schedule.ScheduleFile;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Conditions that real servers meet. A busy machine gets longer trials until the schedule has come to pass: what is tested
 * is at which moment faults strike, not how soon that is.
 */
@Timeout(300)
class TriggersOnServersTest {
    private static final List<Duration> TIMES =
            List.of(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(60));

    @TempDir
    private Path results;

    private TrialOutcome run(String target, String workload, List<String> faults, Schedule schedule, Duration time)
            throws Exception {
        RunOptions usual = RunOptions.DEFAULT;
        RunOptions options = new RunOptions(
                time,
                usual.rate(),
                4,
                Duration.ofSeconds(1),
                usual.operationTimeout(),
                usual.cluster(),
                usual.endpoints(),
                usual.keys(),
                usual.operationsPerKey(),
                Optional.empty());
        RunSpec spec = new RunSpec(RunSpec.SCHEMA, target, workload, faults, options, 1, Map.of());
        return new Trial(spec.withSchedule(schedule), Catalog.onClassPath(), results, TrialListener.none()).run();
    }

    private TrialOutcome runUntilMet(String target, String workload, List<String> faults, Schedule schedule)
            throws Exception {
        TrialOutcome outcome = run(target, workload, faults, schedule, TIMES.get(0));
        for (Duration longer : TIMES.subList(1, TIMES.size())) {
            if (missing(outcome).isEmpty()) {
                break;
            }
            outcome = run(target, workload, faults, schedule, longer);
        }
        assertThat(missing(outcome)).isEmpty();
        return outcome;
    }

    private static Optional<String> missing(TrialOutcome outcome) throws Exception {
        return new ScheduleEvidence(outcome.history())
                .missing(outcome.folder().readSpec().askedFor());
    }

    /** The event that begins what a fault does. */
    private static Op event(History history, String f, String id) {
        return history.ops().stream()
                .filter(op -> op.f().equals(f) && id.equals(op.value()))
                .findFirst()
                .orElseThrow();
    }

    private static String trigger(History history, String f, String id) {
        return history.ops().stream()
                .filter(op -> op.f().equals(f)
                        && op.value() instanceof Map<?, ?> told
                        && id.equals(told.get(Keyword.of("id"))))
                .map(op -> String.valueOf(((Map<?, ?>) op.value()).get(Keyword.of("trigger"))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void redisIsPausedAfterSomeOperationsAndItsLinkIsSlowAfterSomeBytes() throws Exception {
        TrialOutcome outcome = runUntilMet(
                "redis-token",
                "guarded-set",
                List.of("a=pause:n1@after=30:add..for=200ms", "b=latency:n1@ended=a+bytes=500:c0-n1..for=200ms"),
                Schedule.NONE);
        History history = outcome.history();
        List<Op> added = history.ops().stream()
                .filter(op -> op.f().equals("add") && op.type() == OpType.OK)
                .toList();
        Op thirtieth = added.get(29);
        assertThat(trigger(history, "start-pause", "a")).isEqualTo("after 30 :add (event " + thirtieth.index() + ")");
        assertThat(event(history, "start-pause", "a").index()).isGreaterThan(thirtieth.index());
        assertThat(trigger(history, "start-latency", "b")).matches("a had ended, then \\d+ bytes had passed c0→n1");
        assertThat(event(history, "start-latency", "b").index())
                .isGreaterThan(event(history, "stop-pause", "a").index());
        assertThat(outcome.report().result().measurements()).containsKey("triggered");
        assertThat(RecordedSchedule.of(
                                history, outcome.folder().readSpec().options().concurrency())
                        .faults())
                .extracting(fault -> fault.id() + " " + fault.fault())
                .containsExactly("a pause:n1", "b latency:n1:everywhere");
    }

    @Test
    void whatNeverCameToPassMakesTheRunUnknownAlsoWhenItIsJudgedAgain() throws Exception {
        TrialOutcome outcome = run(
                "redis-token",
                "guarded-set",
                List.of("pause:n1@after=3:add..after=1000000:add"),
                Schedule.NONE,
                TIMES.get(0));
        for (TrialOutcome judged :
                List.of(outcome, Judge.judgeRun(outcome.folder(), Catalog.onClassPath(), CheckContext.unlimited()))) {
            assertThat(judged.report().result().verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Unknown.class,
                            unknown -> assertThat(unknown.cause())
                                    .contains("the condition of the end of fault pause-n1-1 (pause:n1) was never met: ")
                                    .contains(" of 1000000 :add ok"));
        }
    }

    @Test
    void zooKeepersLeaderIsKilledAndWhoeverFollowsItIsKnownByTheLogAndByVote() throws Exception {
        Schedule schedule = ScheduleFile.read("""
                faults:
                - id: leader
                  fault: kill:primary
                  begin: after=50:read
                  end: primary=another
                - id: log
                  fault: pause:follower
                  begin: [began=leader, {log: LEADING}, ended=leader]
                  end: for=300ms
                """);
        TrialOutcome outcome = runUntilMet("zookeeper-register-sync", "register", List.of(), schedule);
        History history = outcome.history();
        assertThat(trigger(history, "stop-kill", "leader")).matches("primary was n[123]");
        assertThat(trigger(history, "start-pause", "log"))
                .matches("leader had begun, then n[123] logged \".*LEADING.*\", then leader had ended");
        assertThat(outcome.folder().readSpec().schedule()).isEqualTo(schedule);
        assertThat(ScheduleFile.read(Files.readString(outcome.folder().scheduleFile())))
                .isEqualTo(schedule);
    }

    @Test
    void aCoordinatorThatDiesAtItsSecondPreparedLeavesItsTransactionInDoubt() throws Exception {
        TrialOutcome outcome = runUntilMet(
                "2pc-naive", "transfer", List.of("kill-coordinator:asking@step=\"prepared 2\""), Schedule.NONE);
        assertThat(trigger(outcome.history(), "start-kill-coordinator", "kill-coordinator-asking-1"))
                .matches("client [0-3] at step prepared 2 of [ab]");
        assertThat(outcome.report().result().verdict().anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("in-doubt");
    }
}
