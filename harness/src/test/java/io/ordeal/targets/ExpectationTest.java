package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a run's verdict is what was expected of its target. */
class ExpectationTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Expectation SKEW = breaks("G2-item");

    private static Expectation breaks(String... anomalies) {
        return Expectation.breaks("w", Set.of(), List.of(anomalies), Duration.ofSeconds(10), "the text");
    }

    private static Expectation mayBreak(String... anomalies) {
        return Expectation.mayBreak("w", Set.of(), List.of(anomalies), "the text");
    }

    private static Verdict found(String... types) {
        return Verdict.of(Arrays.stream(types)
                .map(type -> new Anomaly(type, null, "it is there", List.of(), Map.of()))
                .toList());
    }

    @Test
    void aBreakMustBeShownByARunThatIsLongEnough() {
        assertThat(SKEW.isMetBy(found("G2-item"), SHORT)).contains(true);
        assertThat(SKEW.isMetBy(Verdict.valid(), LONG)).contains(false);
        assertThat(SKEW.isMetBy(Verdict.valid(), SHORT)).isEmpty();
        assertThat(mayBreak("G2-item").isMetBy(Verdict.valid(), LONG)).contains(true);
        assertThat(Expectation.holds("w", Set.of(), "the text").isMetBy(found("lost"), LONG))
                .contains(false);
    }

    @Test
    void itsStrikesAreItsFaultsEachWithItsMoment() {
        Expectation kill = Expectation.breaks("w", Set.of("kill"), List.of("lost"), LONG, "the text");
        assertThat(kill.struckBy("held=hold:a-b@at=1s", "kill:a@began=held").strikes())
                .hasSize(2);
        assertThatThrownBy(() -> kill.struckBy("kill")).hasMessageContaining("kill doesn't say when it strikes");
        assertThatThrownBy(() -> kill.struckBy("pause@at=1s")).hasMessageContaining("no kill, under which");
        assertThatThrownBy(() -> kill.struckBy("kill@att=1s")).hasMessageContaining("att");
        Expectation holds = Expectation.holds("w", Set.of("kill"), "the text");
        assertThatThrownBy(() -> holds.struckBy("kill@at=1s")).hasMessageContaining("shown by no fault");
    }

    @Test
    void whatIsUnknownIsNeitherExpectedNorASurprise() {
        assertThat(SKEW.isMetBy(Verdict.unknown("too little"), LONG)).isEmpty();
        assertThat(mayBreak("lost").isMetBy(Verdict.unknown("too little"), LONG))
                .isEmpty();
    }

    @Test
    void whatIsFoundBesideWhatIsExpectedIsASurprise() {
        assertThat(SKEW.isMetBy(found("G2-item", "G1a"), LONG)).contains(false);
        assertThat(mayBreak("G2-item").isMetBy(found("G1a", "G2-item"), LONG)).contains(false);
        assertThat(mayBreak("overlapping-holds").isMetBy(found("overlapping-holds", "release-by-other"), LONG))
                .contains(false);
    }

    @Test
    void whatRulesOutNoLevelThatIsNotRuledOutAlreadyIsNoSurprise() {
        assertThat(SKEW.isMetBy(found("G2-item", "G2-item-realtime"), LONG)).contains(true);
        assertThat(mayBreak("G-single").isMetBy(found("G2-item", "G-single-realtime"), LONG))
                .contains(true);
        assertThat(mayBreak("lost-update").isMetBy(found("G-single"), LONG)).contains(true);
        // snapshot isolation has no G-single; a write skew says nothing against it
        assertThat(SKEW.isMetBy(found("G2-item", "G-single"), LONG)).contains(false);
    }

    @Test
    void aBreakIsShownByWhatIsNamedItselfNotByWhatItCovers() {
        assertThat(breaks("G-single").isMetBy(found("G-single-realtime"), LONG)).contains(false);
        assertThat(breaks("G-single", "lost-update").isMetBy(found("lost-update"), LONG))
                .contains(true);
    }
}
