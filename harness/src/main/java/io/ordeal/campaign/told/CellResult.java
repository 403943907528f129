package io.ordeal.campaign.told;

import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cell and what a night has made of it.
 *
 * @param cell as it was planned
 * @param trials of the night, in order, those that came to their end; replays of what earlier nights have shown are among them,
 *     and tell of the cell only where they are surprises
 * @param status what they come to
 * @param staleNights for how many nights, this one included, it has had no verdict
 * @param since when it has shown its surprise, in words; empty if it shows none
 */
public record CellResult(
        CellRow cell, List<TrialRow> trials, CellStatus status, int staleNights, Optional<String> since) {
    static CellResult of(CellRow cell, List<TrialRow> all, int staleNights, int unknownNights, Optional<String> since) {
        List<TrialRow> trials =
                all.stream().filter(trial -> trial.state() == State.DONE).toList();
        return new CellResult(
                cell, trials, status(cell, counted(trials), staleNights > unknownNights), staleNights, since);
    }

    /** What an earlier night has shown says nothing of tonight's cell, but that a surprise is still there. */
    private static List<TrialRow> counted(List<TrialRow> trials) {
        return trials.stream()
                .filter(trial -> !isProof(trial, trials)
                        || trial.judgement() == Judgement.SURPRISE
                        || trial.judgement() == Judgement.KNOWN)
                .toList();
    }

    private static boolean isProof(TrialRow trial, List<TrialRow> trials) {
        return trial.againOf()
                .filter(of -> trials.stream().noneMatch(other -> other.id().equals(of)))
                .isPresent();
    }

    /** The night's trials of the cell, and not those of earlier nights again. */
    List<TrialRow> ofTonight() {
        return trials.stream().filter(trial -> !isProof(trial, trials)).toList();
    }

    private static CellStatus status(CellRow cell, List<TrialRow> trials, boolean stale) {
        boolean surprise = any(trials, Judgement.SURPRISE);
        boolean passed = trials.stream()
                .anyMatch(trial -> trial.judgement() == Judgement.SURPRISE
                        && trial.verdict().equals("valid"));
        if (surprise) {
            return !cell.canary().isEmpty() && passed ? CellStatus.BLIND : CellStatus.RED;
        }
        if (stale) {
            return CellStatus.STALE;
        }
        if (isBlindCanary(cell, trials)) {
            return CellStatus.BLIND;
        }
        if (any(trials, Judgement.KNOWN)) {
            return CellStatus.KNOWN;
        }
        return trials.stream().anyMatch(TrialRow::isJudged)
                ? CellStatus.GREEN
                : trials.isEmpty() ? CellStatus.UNREACHED : CellStatus.UNKNOWN;
    }

    /** Whether it was to show that what it proves is seen, was tried, and has come to no verdict. */
    boolean isBlindCanary() {
        return isBlindCanary(cell, ofTonight());
    }

    private static boolean isBlindCanary(CellRow cell, List<TrialRow> trials) {
        return !cell.canary().isEmpty() && !trials.isEmpty() && trials.stream().noneMatch(TrialRow::isJudged);
    }

    private static boolean any(List<TrialRow> trials, Judgement judgement) {
        return trials.stream().anyMatch(trial -> trial.judgement() == judgement);
    }

    public String name() {
        return cell.cell();
    }

    public String target() {
        return name().substring(0, name().indexOf('/'));
    }

    /** The workload and all behind it. */
    public String rest() {
        return name().substring(name().indexOf('/') + 1);
    }

    /** The trial by which the status is told best; empty if there is none. */
    public Optional<TrialRow> telling() {
        return counted(trials).stream()
                .filter(trial -> trial.againOf().isEmpty() || isProof(trial, trials))
                .min(Comparator.comparingInt(trial -> switch (trial.judgement()) {
                    case SURPRISE -> 0;
                    case KNOWN -> 1;
                    case EXPECTED -> trial.verdict().equals("invalid") ? 2 : 3;
                    case UNSAID -> 4;
                    case OPEN -> 5;
                }));
    }

    /**
     * How often the first surprise came back: {@code 7 of 10}, or {@code 6 of 8, and 2 came to no verdict}, which say nothing;
     * empty if it was not tried again.
     */
    public Optional<String> again() {
        return telling()
                .filter(trial -> trial.judgement() == Judgement.SURPRISE)
                .flatMap(first -> {
                    List<TrialRow> tries = trials.stream()
                            .filter(trial -> trial.againOf().equals(Optional.of(first.id())))
                            .toList();
                    long judged = tries.stream()
                            .filter(trial -> Set.of("valid", "invalid").contains(trial.verdict()))
                            .count();
                    long same =
                            tries.stream().filter(trial -> isSame(first, trial)).count();
                    String unjudged =
                            judged == tries.size() ? "" : ", and " + (tries.size() - judged) + " came to no verdict";
                    return tries.isEmpty() ? Optional.empty() : Optional.of(same + " of " + judged + unjudged);
                });
    }

    private static boolean isSame(TrialRow first, TrialRow trial) {
        List<String> wanted = unexpected(first);
        return trial.judgement() == Judgement.SURPRISE
                && (wanted.isEmpty()
                        ? trial.verdict().equals(first.verdict())
                        : unexpected(trial).stream().anyMatch(wanted::contains));
    }

    private static List<String> unexpected(TrialRow trial) {
        return trial.findings().stream()
                .filter(finding -> finding.standing() == Standing.NEW)
                .map(Finding::anomaly)
                .distinct()
                .toList();
    }

    /** Of the night's time, with all that is beside main phases. */
    public double minutes() {
        return trials.stream().mapToLong(TrialRow::wholeMillis).sum() / 6e4;
    }

    /** Why it got that time: each reason, and how often. */
    public String why() {
        Map<String, Long> reasons = trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> trial.why().replaceAll("[:,].*", ""), LinkedHashMap::new, Collectors.counting()));
        return reasons.entrySet().stream()
                .map(reason -> reason.getValue() == 1 ? reason.getKey() : reason.getKey() + " ×" + reason.getValue())
                .collect(Collectors.joining("; "));
    }

    /** In a sentence, what is to be known of it. */
    public String sentence() {
        return switch (status) {
            case RED, BLIND -> telling().map(this::told).orElse("");
            case STALE -> "no verdict for " + staleNights + " nights" + cause();
            case KNOWN ->
                "known: "
                        + telling().stream()
                                .flatMap(trial -> trial.findings().stream())
                                .filter(finding -> finding.standing() == Standing.KNOWN)
                                .map(finding -> finding.anomaly() + ", " + finding.reference())
                                .distinct()
                                .collect(Collectors.joining("; "));
            case UNKNOWN -> "unknown" + cause();
            case UNREACHED -> "not reached";
            case GREEN ->
                telling()
                        .map(trial -> trial.verdict().equals("invalid")
                                ? "broke, as expected: "
                                        + trial.findings().stream()
                                                .map(Finding::anomaly)
                                                .distinct()
                                                .collect(Collectors.joining(", "))
                                : "held")
                        .orElse("");
        };
    }

    private String cause() {
        return telling().map(trial -> ": " + trial.cause()).orElse("");
    }

    private String told(TrialRow trial) {
        return trial.judgement() == Judgement.SURPRISE
                ? surprise(trial)
                : trial.cause().isEmpty()
                        ? "a canary that did not break, in runs too short to be sure that it would"
                        : "a canary that came to no verdict: " + trial.cause();
    }

    private String surprise(TrialRow trial) {
        List<String> anomalies = unexpected(trial);
        String what = trial.verdict().equals("valid")
                ? "did not break in " + trial.mainMillis() / 1000 + " s"
                : anomalies.isEmpty() ? "broke otherwise than expected" : String.join(", ", anomalies);
        return what + ", expected: " + trial.expected()
                + again().map(times -> "; "
                                + (trial.verdict().equals("invalid")
                                        ? "replayed, it came back "
                                        : "by its seed, it was so again ")
                                + times.replaceFirst("^[0-9]+ of [0-9]+", "$0 times"))
                        .orElse("")
                + since.map(words -> "; " + words).orElse("");
    }
}
