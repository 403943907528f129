package io.ordeal.checker.sets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.HistoryBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetCheckerTest {
    private static final CheckerOptions FRESH = CheckerOptions.DEFAULT.withForbidden(CheckerOption.NO_STALE_READS);

    private static CheckResult check(CheckerOptions options, HistoryBuilder history) {
        return Checkers.judge(Checkers.named("set", options), history.build(), CheckContext.unlimited());
    }

    private static HistoryBuilder added(int element) {
        return new HistoryBuilder().invoke(0, "add", element).ok(0, "add", element);
    }

    private static HistoryBuilder read(HistoryBuilder history, Object... elements) {
        return history.invoke(1, "read", null).ok(1, "read", List.of(elements));
    }

    @Test
    void aReadThatLacksWhatIsThereYetIsANoteOrAnAnomaly() {
        CheckResult noted = check(CheckerOptions.DEFAULT, read(read(added(1)), 1));
        assertThat(noted.verdict().isValid()).isTrue();
        assertThat(noted.measurements()).containsEntry("stale", 1);
        assertThat(noted.notes()).anyMatch(note -> note.contains("--no-stale-reads"));
        Anomaly stale = check(FRESH, read(read(added(1)), 1))
                .verdict()
                .anomaliesOrNone()
                .get(0);
        assertThat(stale.type()).isEqualTo("stale-read");
        assertThat(stale.explanation())
                .contains("1 is there, as process 0 was told at event 1", "(events 2 to 3) lacks it")
                .contains("(events 4 to 5) has it");
    }

    @Test
    void lostIsNotStaleAsWell() {
        assertThat(check(FRESH, read(read(added(1), 1))).verdict().anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("lost");
    }

    @Test
    void ofWhatWasAddedAfterTheLastReadNothingIsKnown() {
        HistoryBuilder history = read(added(1), 1).invoke(0, "add", 2).ok(0, "add", 2);
        CheckResult result = check(CheckerOptions.DEFAULT, history);
        assertThat(result.verdict().toString()).contains("1 elements were acknowledged after the last :read");
        assertThat(result.measurements()).containsEntry("never-read", 1);
    }

    @Test
    void whatMakesNoSenseIsNotJudged() {
        assertThat(check(CheckerOptions.DEFAULT, added(1).invoke(0, "add", 1))
                        .verdict()
                        .toString())
                .contains("event 2: 1 is added again, after event 0");
        assertThat(check(CheckerOptions.DEFAULT, added(1).invoke(0, "remove", 1))
                        .verdict()
                        .toString())
                .contains("--checker linearizable-set knows :remove");
        assertThat(check(CheckerOptions.DEFAULT, added(1)).verdict().toString()).contains("no :read is ok");
    }
}
