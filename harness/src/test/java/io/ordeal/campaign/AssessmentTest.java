package io.ordeal.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.plan.Cell;
import io.ordeal.campaign.plan.CellPattern;
import io.ordeal.campaign.plan.FaultChoice;
import io.ordeal.campaign.plan.Known;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.campaign.work.TrialResult;
import io.ordeal.campaign.work.TrialResult.End;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is a surprise, what is known, and what says nothing. */
class AssessmentTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Duration FIVE = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofSeconds(60);

    /** A target of which one thing is said. */
    private record Said(Expectation expectation) implements Target {
        @Override
        public String name() {
            return "t";
        }

        @Override
        public String summary() {
            return "";
        }

        @Override
        public ClusterDescription cluster() {
            return ClusterDescription.none();
        }

        @Override
        public ClientFactories newClients() {
            throw new UnsupportedOperationException("nothing is run here");
        }

        @Override
        public List<Expectation> expectations() {
            return List.of(expectation);
        }
    }

    private static final Expectation HOLDS = Expectation.holds("w", Set.of(), "test");
    private static final Expectation BREAKS = Expectation.breaks("w", Set.of(), "G2-item", MINUTE, "test");

    private static TrialResult result(Optional<Boolean> valid, String... anomalies) {
        return new TrialResult(
                End.JUDGED,
                "",
                Optional.empty(),
                valid,
                List.of(anomalies).stream()
                        .map(type -> new Finding("w " + type + " [txn] under [kill]", type, Standing.NEW, "", ""))
                        .toList(),
                Set.of(),
                Map.of(),
                100,
                5000,
                OptionalLong.empty(),
                List.of());
    }

    private static Assessment assess(Expectation said, TrialResult result, Duration asked, Known... known) {
        PlannedCell cell = new PlannedCell(
                new Cell("t", "w", FaultChoice.NONE, Map.of()), 1, Optional.of(said), false, Optional.empty(), 0);
        return Assessment.of(cell, new Said(said), result, asked, List.of(known), TODAY);
    }

    private static Known known(String anomaly, Optional<String> signature, LocalDate until) {
        return new Known(new CellPattern("t/w"), anomaly, signature, "issue 7", until);
    }

    private static TrialResult valid() {
        return result(Optional.of(true));
    }

    private static TrialResult invalid(String... anomalies) {
        return result(Optional.of(false), anomalies);
    }

    @Test
    void whatHoldsAndIsBrokenIsASurpriseAndSoIsWhatBreaksAndDoesNot() {
        assertThat(assess(HOLDS, valid(), FIVE).judgement()).isEqualTo(Judgement.EXPECTED);
        assertThat(assess(HOLDS, invalid("lost"), FIVE).judgement()).isEqualTo(Judgement.SURPRISE);
        assertThat(assess(BREAKS, invalid("G2-item"), FIVE).judgement()).isEqualTo(Judgement.EXPECTED);
        assertThat(assess(BREAKS, valid(), MINUTE).judgement()).isEqualTo(Judgement.SURPRISE);
    }

    @Test
    void aRunTooShortToBreakAndAnUnknownSayNothing() {
        assertThat(assess(BREAKS, valid(), FIVE).judgement()).isEqualTo(Judgement.OPEN);
        assertThat(assess(HOLDS, result(Optional.empty()), FIVE).judgement()).isEqualTo(Judgement.OPEN);
        assertThat(assess(HOLDS, TrialResult.without(End.FAILED, "it crashed", Optional.empty()), FIVE)
                        .judgement())
                .isEqualTo(Judgement.OPEN);
    }

    @Test
    void whatIsFoundBesideWhatIsExpectedIsASurpriseAndToldApart() {
        Assessment both = assess(BREAKS, invalid("G2-item", "lost"), FIVE);
        assertThat(both.judgement()).isEqualTo(Judgement.SURPRISE);
        assertThat(both.findings())
                .extracting(Finding::anomaly, Finding::standing)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("G2-item", Standing.EXPECTED),
                        org.assertj.core.groups.Tuple.tuple("lost", Standing.NEW));
    }

    @Test
    void whatIsKnownIsNoSurpriseUntilItsDayIsPast() {
        Assessment known = assess(HOLDS, invalid("lost"), FIVE, known("lost", Optional.empty(), TODAY));
        assertThat(known.judgement()).isEqualTo(Judgement.KNOWN);
        assertThat(known.findings()).extracting(Finding::reference).containsExactly("issue 7");
        Assessment past = assess(HOLDS, invalid("lost"), FIVE, known("lost", Optional.empty(), TODAY.minusDays(1)));
        assertThat(past.judgement()).isEqualTo(Judgement.SURPRISE);
        assertThat(past.findings())
                .extracting(Finding::reference)
                .containsExactly("issue 7 (known until " + TODAY.minusDays(1) + ")");
    }

    @Test
    void whatIsKnownHidesNothing() {
        assertThat(assess(HOLDS, invalid("lost", "stale-read"), FIVE, known("lost", Optional.empty(), TODAY))
                        .judgement())
                .isEqualTo(Judgement.SURPRISE);
    }

    @Test
    void whatIsKnownBySignatureIsThatSignatureAlone() {
        assertThat(assess(HOLDS, invalid("lost"), FIVE, known("lost", Optional.of("under [kill]"), TODAY))
                        .judgement())
                .isEqualTo(Judgement.KNOWN);
        assertThat(assess(HOLDS, invalid("lost"), FIVE, known("lost", Optional.of("under [pause]"), TODAY))
                        .judgement())
                .isEqualTo(Judgement.SURPRISE);
    }

    @Test
    void ofWhatNothingIsSaidNothingIsASurprise() {
        Expectation elsewhere = Expectation.holds("other", Set.of(), "test");
        PlannedCell cell = new PlannedCell(
                new Cell("t", "w", FaultChoice.NONE, Map.of()), 1, Optional.empty(), false, Optional.empty(), 0);
        assertThat(Assessment.of(cell, new Said(elsewhere), invalid("lost"), FIVE, List.of(), TODAY)
                        .judgement())
                .isEqualTo(Judgement.UNSAID);
    }
}
