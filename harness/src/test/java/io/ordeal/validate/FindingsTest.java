package io.ordeal.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.report.TextStyle;
import io.ordeal.targets.Expectation;
import io.ordeal.validate.Answer.Kind;
import io.ordeal.validate.Standing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What trials come to: answers, tables, expectations. */
class FindingsTest {
    private static final Question NONE = Asked.of("lock");
    private static final Question KILL = Asked.of("lock", "kill");
    private static final Question PAUSE = Asked.of("lock", "client-pause");
    private static final Question LATENCY = Asked.of("lock", "latency");
    private static final Question KILL_LATENCY = Asked.of("lock", "kill", "latency");
    private static final Question KILL_PAUSE = Asked.of("lock", "kill", "client-pause");
    private static final Questions QUESTIONS = new Questions(
            List.of(NONE, KILL, PAUSE, LATENCY, KILL_LATENCY, KILL_PAUSE),
            List.of(
                    new Untold("wipe", "nothing is meant to survive it", false),
                    new Untold("disk-full", "disk-full needs a loop device", true)));

    private final Map<String, List<AskedTrial>> trials = new HashMap<>();
    private final Standing standing = new Standing();

    private void add(Question question, AskedTrial... made) {
        trials.put(question.name(), List.of(made));
        for (AskedTrial trial : made) {
            standing.begin(question, trial.choice().time());
            Outcome outcome = trial.broke() ? Outcome.INVALID : trial.held() ? Outcome.VALID : Outcome.UNKNOWN;
            standing.end(question, outcome, trial.choice().time(), trial.broke(), false);
        }
    }

    private Findings findings() {
        ValidationRequest request = new ValidationRequest(
                "t",
                List.of(),
                Duration.ofMinutes(10),
                2,
                5,
                ClusterKind.PROCESS,
                Optional.empty(),
                Path.of("/results"),
                List.of());
        return Findings.of(
                request,
                new Asked.SaysNothing(NONE),
                QUESTIONS,
                standing,
                Confirmations.none(QUESTIONS),
                trials,
                Duration.ofSeconds(61),
                false,
                false,
                LocalDate.of(2026, 11, 29));
    }

    private static Answer answer(Findings findings, Question question) {
        return findings.answers().stream()
                .filter(answer -> answer.question().equals(question))
                .findFirst()
                .orElseThrow();
    }

    private void aLockThatIsPaused() {
        add(NONE, Asked.held(NONE, 10), Asked.held(NONE, 18));
        add(KILL, Asked.unknown(KILL, 5, "the fault kill was not felt"), Asked.held(KILL, 15));
        add(PAUSE, Asked.broke(PAUSE, 5, 3_100, "overlapping-holds"));
        add(LATENCY, Asked.held(LATENCY, 5), Asked.broke(LATENCY, 18, 9_000, "overlapping-holds"));
    }

    @Test
    void everyQuestionHasItsAnswer() {
        aLockThatIsPaused();
        Findings findings = findings();
        assertThat(findings.answers())
                .extracting(Answer::kind)
                .containsExactly(Kind.KEEPS, Kind.BREAKS, Kind.BREAKS, Kind.KEEPS, Kind.NEEDLESS, Kind.NEEDLESS);
        assertThat(Findings.sentence(findings.answers()))
                .isEqualTo("holds with none and under kill; breaks under client-pause, latency");
        assertThat(findings.isUndecided()).isFalse();
        assertThat(findings.isContradicted()).isFalse();
    }

    @Test
    void keepsIsSaidWithWhatItStandsOn() {
        aLockThatIsPaused();
        assertThat(AnswerText.of(answer(findings(), KILL)))
                .isEqualTo(
                        "1 trial, 15 s, 900 operations ok, 80 contended; felt: kill 2 times; 1 more without a verdict");
        assertThat(AnswerText.of(answer(findings(), LATENCY)))
                .isEqualTo("overlapping-holds after 9.0 s, in 1 of 2 trials");
    }

    @Test
    void unknownIsNeverKept() {
        add(NONE, Asked.held(NONE, 10));
        add(KILL, Asked.unknown(KILL, 5, "the fault kill was not felt"));
        Answer kill = answer(findings(), KILL);
        assertThat(kill.kind()).isEqualTo(Kind.NOT_TOLD);
        assertThat(kill.why()).isEqualTo("the fault kill was not felt");
        assertThat(answer(findings(), PAUSE).kind()).isEqualTo(Kind.NOT_ASKED);
        assertThat(answer(findings(), PAUSE).why()).isEqualTo("the budget was spent before");
        assertThat(answer(findings(), KILL_LATENCY).why()).isEqualTo("under kill alone nothing could be told either");
        assertThat(findings().isUndecided()).isTrue();
        assertThat(Deduction.of(findings())).singleElement().satisfies(holds -> {
            assertThat(holds.faults()).isEmpty();
            assertThat(holds.outcome()).isInstanceOf(Expectation.Outcome.Holds.class);
        });
    }

    @Test
    void whatIsToldOnlyBesideAnotherSaysSoAndLeavesNothingOpen() {
        add(NONE, Asked.held(NONE, 10));
        add(KILL, Asked.held(KILL, 10));
        add(PAUSE, Asked.held(PAUSE, 10));
        add(LATENCY, Asked.unknown(LATENCY, 45, "nothing shows that it was felt"));
        add(KILL_LATENCY, Asked.held(KILL_LATENCY, 10));
        Answer latency = answer(findings(), LATENCY);
        assertThat(latency.kind()).isEqualTo(Kind.BESIDE);
        assertThat(latency.why())
                .startsWith("kept under kill,latency: 1 trial, 10 s")
                .endsWith("alone: nothing shows that it was felt");
        assertThat(findings().isUndecided()).isFalse();
        assertThat(Deduction.of(findings()).get(0).faults()).containsExactlyInAnyOrder("kill", "client-pause");
    }

    @Test
    void whatTheHarnessFailedInIsNoFinding() {
        add(NONE, Asked.failed(NONE, "no worker could be started"));
        assertThat(findings().isFailed()).isTrue();
        assertThat(answer(findings(), NONE).kind()).isEqualTo(Kind.NOT_TOLD);
        assertThat(Findings.sentence(findings().answers()))
                .isEqualTo("without faults nothing could be told: no worker could be started");
        assertThat(Deduction.of(findings())).isEmpty();
    }

    @Test
    void aBreakThatIsExpectedAndDidNotComeIsOpenUntilItsTimeIsOver() {
        Expectation breaks =
                Expectation.breaks("lock", Set.of(), "overlapping-holds", Duration.ofSeconds(30), "somebody");
        Question none = Asked.expecting(breaks);
        Questions questions = Asked.all(none);
        assertThat(kind(questions, none, Asked.held(none, 10))).isEqualTo(Kind.NOT_TOLD);
        assertThat(kind(questions, none, Asked.held(none, 30))).isEqualTo(Kind.KEEPS);
        assertThat(Asked.held(none, 10).assessment().judgement().wire()).isEqualTo("open");
        assertThat(Asked.held(none, 30).assessment().judgement().wire()).isEqualTo("surprise");
    }

    private static Kind kind(Questions questions, Question question, AskedTrial trial) {
        Findings findings = Findings.of(
                new ValidationRequest(
                        "t",
                        List.of(),
                        Duration.ofMinutes(10),
                        2,
                        5,
                        ClusterKind.PROCESS,
                        Optional.empty(),
                        Path.of("/results"),
                        List.of()),
                new Asked.SaysNothing(question),
                questions,
                new Standing(),
                Confirmations.none(questions),
                Map.of(question.name(), List.of(trial)),
                Duration.ofSeconds(61),
                false,
                false,
                LocalDate.of(2026, 11, 29));
        return answer(findings, question).kind();
    }

    @Test
    void whatIsDeducedIsMetByWhatWasFound() {
        aLockThatIsPaused();
        Findings findings = findings();
        List<Expectation> deduced = Deduction.of(findings);
        for (Answer answer : findings.answers()) {
            if (answer.kind() == Kind.KEEPS || answer.kind() == Kind.BREAKS) {
                Verdict verdict = answer.kind() == Kind.KEEPS
                        ? Verdict.valid()
                        : Verdict.of(answer.anomalies().stream()
                                .map(name -> new Anomaly(name, null, "", List.of(), Map.of()))
                                .toList());
                Expectation first = deduced.stream()
                        .filter(each -> each.speaksOf(
                                "lock", Set.copyOf(answer.question().faults()), Map.of()))
                        .findFirst()
                        .orElseThrow();
                assertThat(first.isMetBy(verdict, Duration.ofHours(1)))
                        .as("%s and %s", answer, first)
                        .contains(true);
            }
        }
        assertThat(deduced)
                .extracting(each -> each.outcome().text())
                .containsExactly("breaks(overlapping-holds, 60s)", "may-break(overlapping-holds)", "holds");
    }

    @Test
    void whatBreaksWithoutFaultsIsSaidOnceOfAllRuns() {
        add(NONE, Asked.broke(NONE, 10, 200, "overlapping-holds"));
        add(KILL, Asked.broke(KILL, 5, 300, "release-by-other"));
        assertThat(Deduction.of(findings())).singleElement().satisfies(breaks -> {
            assertThat(breaks.faults()).isEmpty();
            assertThat(breaks.outcome().text()).isEqualTo("breaks(overlapping-holds or release-by-other, 30s)");
        });
        assertThat(ValidationText.print(findings(), TextStyle.PLAIN))
                .contains("no further level was broken under kill");
    }

    @Test
    void whatIsPastedInCompiles(@TempDir Path folder) throws IOException {
        aLockThatIsPaused();
        String body = Deduction.java(Deduction.of(findings()));
        Path source = Files.writeString(
                folder.resolve("Pasted.java"),
                "import io.ordeal.targets.Expectation;\nimport java.time.Duration;\nimport java.util.List;\n"
                        + "import java.util.Set;\nclass Pasted {\n" + body + "}\n");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(status).isZero();
        assertThat(Deduction.yaml(Deduction.of(findings()))).startsWith("""
                expectations:
                  - workload: lock
                    outcome: breaks
                    anomalies: [overlapping-holds]
                    within: 60s
                    faults: [client-pause]
                    source: "./ordeal validate, 2026-11-29: 1 trials, 3 s"
                """);
    }

    @Test
    void theTableIsSetForATerminal() {
        aLockThatIsPaused();
        assertThat(ValidationText.print(findings(), TextStyle.PLAIN)).isEqualTo("""
                 t: 7 trials in 1:01 min, seed 5, process
                 it is <not> there

                 lock
                   holds with none and under kill; breaks under client-pause, latency

                   none          keeps     2 trials, 28 s, 1,800 operations ok, 160 contended
                   client-pause  breaks    overlapping-holds after 3.1 s
                                           /results/t/lock/1/report.html
                   latency       breaks    overlapping-holds after 9.0 s, in 1 of 2 trials
                                           /results/t/lock/1/report.html
                   kill          keeps     1 trial, 15 s, 900 operations ok, 80 contended; felt: kill 2
                                           times; 1 more without a verdict
                   two faults at once: 2 needless, as one of the two breaks it

                 not tried on this machine: disk-full: disk-full needs a loop device
                 not for this target: wipe
                 the target says nothing of itself
                """);
    }

    @Test
    void noNameBecomesMarkup(@TempDir Path folder) throws IOException {
        aLockThatIsPaused();
        ValidationOutputs.write(findings(), folder);
        assertThat(Files.readString(folder.resolve("index.html")))
                .contains("it is &lt;not&gt; there", "width=device-width", "overlapping-holds after 3.1 s")
                .doesNotContain("<not>", "http://", "https://");
        assertThat(Files.readString(folder.resolve("summary.md"))).contains("it is &lt;not> there", "**breaks**");
        assertThat(Files.readString(folder.resolve("validate.json")).lines()).hasSize(1);
        assertThat(folder).isDirectoryContaining("glob:**expectations.yaml");
    }
}
