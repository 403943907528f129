package io.ordeal.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.store.RunFolder;
import io.ordeal.trial.Signature;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What counts as the anomaly that is looked for, and which tries count. */
class SoughtTest {
    private static Anomaly overlap(List<String> faults) {
        return new Anomaly("overlapping-holds", null, "made up", List.of(), Map.of("faults", faults));
    }

    private static final Signature PAUSED = Signature.of("lock", overlap(List.of("client-pause:point")));

    @Test
    void aRunThatIsDoneAgainWholeShowsItByItsType() {
        assertThat(Sought.ofType("overlapping-holds").foreign(overlap(List.of())))
                .isEmpty();
        assertThat(Sought.ofType("release-by-other").foreign(overlap(List.of())))
                .contains("overlapping-holds");
    }

    /** A lease that runs out by itself is not what a paused holder has shown. */
    @Test
    void whatARunWasShrunkToShowsItByItsSignature() {
        assertThat(Sought.of(PAUSED).foreign(overlap(List.of("client-pause:point"))))
                .isEmpty();
        assertThat(Sought.of(PAUSED).foreign(overlap(List.of()))).contains("overlapping-holds " + Signature.NO_FAULT);
    }

    private static ReplayTry tried(ReplayTry.Result result) {
        return new ReplayTry(
                new TrialOutcome(
                        new RunFolder(Path.of("run")), Recordings.check(Verdict.valid()), new HistoryBuilder().build()),
                result,
                false,
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Nothing is known of them: neither that it came back, nor that it did not. */
    @Test
    void triesThatCameToNoVerdictOrMissedDoNotCount() {
        Tally tally = new Tally(
                List.of(
                        tried(ReplayTry.Result.SAME),
                        tried(ReplayTry.Result.UNKNOWN),
                        tried(ReplayTry.Result.MISSED),
                        tried(ReplayTry.Result.OTHER),
                        tried(ReplayTry.Result.ABSENT)),
                Optional.empty());
        assertThat(tally.rate()).isEqualTo(new Rate(1, 3));
    }
}
