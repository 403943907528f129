package io.ordeal.campaign;

import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.plan.CellRuns;
import io.ordeal.campaign.plan.Known;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.campaign.work.TrialResult;
import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Expectation.Outcome;
import io.ordeal.targets.Target;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial's verdict held against what was to be expected of it.
 *
 * @param judgement whether it was to be expected
 * @param expected what was; empty if nothing is said
 * @param findings what it has shown, each with its standing
 */
public record Assessment(Judgement judgement, String expected, List<Finding> findings) {
    /**
     * Assesses a trial.
     *
     * @param asked for how long its main phase was to be
     * @param known anomalies
     * @param today by whose date they are known or no more
     */
    public static Assessment of(
            PlannedCell cell, Target target, TrialResult result, Duration asked, List<Known> known, LocalDate today) {
        Optional<Expectation> expectation = CellRuns.expected(cell, target, result.faults(), result.versions());
        String expected = expectation.map(each -> each.outcome().text()).orElse("");
        if (result.end() != TrialResult.End.JUDGED || result.valid().isEmpty()) {
            return new Assessment(Judgement.OPEN, expected, result.findings());
        }
        List<Finding> findings = new ArrayList<>();
        result.findings().forEach(each -> findings.add(standing(cell, expectation, each, known, today)));
        if (expectation.isEmpty()) {
            boolean isKnown = findings.stream().anyMatch(each -> each.standing() == Standing.KNOWN);
            return new Assessment(isKnown ? Judgement.KNOWN : Judgement.UNSAID, expected, findings);
        }
        return new Assessment(judgement(expectation.get(), result, findings, asked), expected, findings);
    }

    /** The same, of which nothing follows. */
    Assessment open() {
        return new Assessment(Judgement.OPEN, expected, findings);
    }

    private static Judgement judgement(
            Expectation expectation, TrialResult result, List<Finding> findings, Duration asked) {
        if (findings.stream().anyMatch(each -> each.standing() == Standing.NEW)) {
            return Judgement.SURPRISE;
        }
        if (findings.stream().anyMatch(each -> each.standing() == Standing.KNOWN)) {
            return Judgement.KNOWN;
        }
        Verdict verdict = result.valid().orElse(false) ? Verdict.valid() : verdict(findings);
        return expectation
                .isMetBy(verdict, asked)
                .map(met -> met ? Judgement.EXPECTED : Judgement.SURPRISE)
                .orElse(Judgement.OPEN);
    }

    private static Verdict verdict(List<Finding> findings) {
        return Verdict.of(findings.stream().map(Assessment::anomaly).toList());
    }

    private static Anomaly anomaly(Finding finding) {
        return new Anomaly(finding.anomaly(), null, finding.explanation(), List.of(), Map.of());
    }

    private static Finding standing(
            PlannedCell cell, Optional<Expectation> expectation, Finding finding, List<Known> known, LocalDate today) {
        if (expectation.filter(each -> mayShow(each, finding)).isPresent()) {
            return with(finding, Standing.EXPECTED, "");
        }
        for (Known each : known) {
            if (each.speaksOf(cell.name(), finding.anomaly(), finding.signature())) {
                return today.isAfter(each.until())
                        ? with(finding, Standing.NEW, each.reference() + " (known until " + each.until() + ")")
                        : with(finding, Standing.KNOWN, each.reference());
            }
        }
        return with(finding, expectation.isEmpty() ? Standing.EXPECTED : Standing.NEW, "");
    }

    private static boolean mayShow(Expectation expectation, Finding finding) {
        if (expectation.outcome() instanceof Outcome.Holds) {
            return false;
        }
        Expectation lenient = new Expectation(
                expectation.workload(),
                expectation.faults(),
                expectation.level(),
                new Outcome.MayBreak(expectation.outcome().anomalies()),
                expectation.source());
        return lenient.isMetBy(verdict(List.of(finding)), Duration.ZERO).orElse(false);
    }

    private static Finding with(Finding finding, Standing standing, String reference) {
        return new Finding(finding.signature(), finding.anomaly(), standing, reference, finding.explanation());
    }
}
