package io.ordeal.campaign.told;

import io.ordeal.campaign.allot.FirstBad;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.trial.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a night has found out, with what is remembered of those before.
 *
 * @param nights its rows, one a shard
 * @param cells the worst first
 * @param findings those of tonight, new ones first
 * @param detections of the night's cells, those that are gone first, then those that were replayed
 * @param trend nights, the oldest first
 * @param rates of detection, of cells that have ever broken, over all nights
 * @param slower what got slower, a sentence each
 * @param untried expectations that could not be tried, and those of cells that no night has ever judged
 * @param blindSpots what there was no canary for
 * @param outcome what it all comes to
 */
public record NightSummary(
        List<NightRow> nights,
        List<CellResult> cells,
        List<FindingSum> findings,
        List<DetectionResult> detections,
        List<TrendPoint> trend,
        Map<String, String> rates,
        List<String> slower,
        List<String> untried,
        List<String> blindSpots,
        NightOutcome outcome) {
    private static final int TREND_NIGHTS = 60;

    /**
     * Reads it from a memory. O(trials).
     *
     * @param nights by id; those of several shards are one night
     * @param unknownNights after so many nights without a verdict a cell is red
     */
    public static NightSummary of(CampaignMemory memory, List<String> nights, int unknownNights) {
        List<NightRow> rows = memory.nights().stream()
                .filter(row -> nights.contains(row.id()))
                .toList();
        Map<String, CellRow> planned = new TreeMap<>();
        Map<String, List<TrialRow>> trials = new LinkedHashMap<>();
        for (NightRow row : rows) {
            memory.cells(row.id()).forEach(cell -> planned.put(cell.cell(), cell));
            memory.trials(row.id())
                    .forEach(trial -> trials.computeIfAbsent(trial.cell(), none -> new ArrayList<>())
                            .add(trial));
        }
        List<DetectionResult> detections = detections(memory, trials).stream()
                .filter(each -> planned.containsKey(each.detection().cell()))
                .toList();
        List<TrialFact> facts = memory.facts();
        Map<String, List<TrialFact>> byCell = facts.stream().collect(Collectors.groupingBy(TrialFact::cell));
        Map<String, Integer> stale = memory.nightsWithoutVerdict();
        List<CellResult> cells = new ArrayList<>();
        planned.values()
                .forEach(cell -> cells.add(CellResult.of(
                        cell,
                        trials.getOrDefault(cell.cell(), List.of()),
                        stale.getOrDefault(cell.cell(), 0),
                        unknownNights,
                        since(byCell.getOrDefault(cell.cell(), List.of())))));
        cells.sort(Comparator.comparing(CellResult::status).thenComparing(CellResult::name));
        Set<Long> numbers = rows.stream().map(NightRow::number).collect(Collectors.toSet());
        return new NightSummary(
                rows,
                List.copyOf(cells),
                findings(memory, new HashSet<>(nights)),
                detections,
                trend(memory.nights(), facts),
                rates(byCell),
                Slower.sentences(byCell, numbers),
                untried(rows, cells, byCell.keySet()),
                claims(rows, "blind "),
                outcome(cells, detections.stream().anyMatch(DetectionResult::isGone)));
    }

    private static List<DetectionResult> detections(CampaignMemory memory, Map<String, List<TrialRow>> trials) {
        Map<String, List<TrialRow>> replays = trials.values().stream()
                .flatMap(List::stream)
                .filter(trial -> trial.againOf().isPresent() && trial.state() == State.DONE)
                .collect(Collectors.groupingBy(trial -> trial.againOf().orElseThrow()));
        Set<String> made =
                trials.values().stream().flatMap(List::stream).map(TrialRow::id).collect(Collectors.toSet());
        return memory.detections().stream()
                // the repetitions of tonight's own are told with their cells
                .map(each -> new DetectionResult(
                        each, made.contains(each.trial()) ? List.of() : replays.getOrDefault(each.trial(), List.of())))
                .sorted(Comparator.comparing((DetectionResult each) -> !each.isGone())
                        .thenComparing(each -> each.replays().isEmpty()))
                .toList();
    }

    private static NightOutcome outcome(List<CellResult> cells, boolean isGone) {
        Set<CellStatus> all = cells.stream().map(CellResult::status).collect(Collectors.toSet());
        boolean canaries = cells.stream().anyMatch(cell -> !cell.cell().canary().isEmpty());
        boolean anyCanarySeen =
                cells.stream().anyMatch(cell -> !cell.cell().canary().isEmpty() && cell.status() == CellStatus.GREEN);
        boolean nothing =
                cells.stream().noneMatch(cell -> cell.ofTonight().stream().anyMatch(TrialRow::isJudged));
        boolean blind = all.contains(CellStatus.BLIND)
                || nothing
                || (canaries && !anyCanarySeen)
                || cells.stream().anyMatch(CellResult::isBlindCanary);
        if (isGone || all.contains(CellStatus.RED) || all.contains(CellStatus.STALE)) {
            return blind ? NightOutcome.RED_AND_BLIND : NightOutcome.RED;
        }
        return blind
                ? NightOutcome.BLIND
                : all.equals(Set.of(CellStatus.GREEN)) ? NightOutcome.GREEN : NightOutcome.YELLOW;
    }

    /** The surprise of a cell's last night with one, and since when. */
    private static Optional<String> since(List<TrialFact> facts) {
        Optional<TrialFact> first = facts.stream()
                .filter(fact -> fact.judgement() == Judgement.SURPRISE)
                .findFirst();
        return first.map(surprise -> {
            FirstBad bad = FirstBad.of(facts, surprise);
            return "first seen on " + Days.of(bad.night()) + " at " + Days.shortened(bad.seen())
                    + (bad.revision().equals(bad.seen())
                            ? ""
                            : ", first bad commit " + Days.shortened(bad.revision()) + " as far as can be told")
                    + bad.lastGood()
                            .map(good -> ", last good " + Days.shortened(good))
                            .orElse("");
        });
    }

    private static List<FindingSum> findings(CampaignMemory memory, Set<String> nights) {
        Map<String, List<TrialRow>> bySignature = new LinkedHashMap<>();
        for (TrialRow trial : memory.trialsToBeShown()) {
            for (Finding finding : trial.findings()) {
                List<TrialRow> of = bySignature.computeIfAbsent(
                        alike(finding.signature(), bySignature.keySet()), none -> new ArrayList<>());
                if (of.isEmpty() || !of.get(of.size() - 1).id().equals(trial.id())) {
                    of.add(trial);
                }
            }
        }
        List<FindingSum> sums = new ArrayList<>();
        bySignature.forEach((signature, trials) -> {
            List<TrialRow> tonight = trials.stream()
                    .filter(trial -> nights.contains(trial.night()))
                    .toList();
            if (!tonight.isEmpty()) {
                Finding shown = tonight.stream()
                        .flatMap(trial -> trial.findings().stream())
                        .filter(finding ->
                                alike(finding.signature(), Set.of(signature)).equals(signature))
                        .max(Comparator.comparing(Finding::standing))
                        .orElseThrow();
                sums.add(new FindingSum(
                        shown,
                        trials.size(),
                        trials.get(0).startedMillis(),
                        trials.get(trials.size() - 1).startedMillis(),
                        trials.stream().map(TrialRow::cell).collect(Collectors.toCollection(LinkedHashSet::new)),
                        tonight.size(),
                        tonight.size() == trials.size(),
                        tonight.stream()
                                .flatMap(trial -> trial.folder().stream())
                                .findFirst()
                                .orElse("")));
            }
        });
        sums.sort(Comparator.comparing((FindingSum sum) -> sum.finding().standing())
                .reversed()
                .thenComparing(sum -> !sum.isNew())
                .thenComparing(sum -> sum.finding().signature()));
        return sums;
    }

    /** Of some signatures, as they are written down, the first that is one with another; itself, if none is. */
    private static String alike(String written, Set<String> some) {
        Optional<Signature> signature = some.contains(written) ? Optional.empty() : Signature.parse(written);
        return signature
                .flatMap(mine -> some.stream()
                        .filter(other ->
                                Signature.parse(other).filter(mine::isAlike).isPresent())
                        .findFirst())
                .orElse(written);
    }

    private static List<TrendPoint> trend(List<NightRow> nights, List<TrialFact> facts) {
        Map<Long, List<TrialFact>> byNight = facts.stream().collect(Collectors.groupingBy(TrialFact::night));
        Map<Long, NightRow> last = new TreeMap<>();
        nights.forEach(row -> last.put(row.number(), row));
        List<TrendPoint> points = new ArrayList<>();
        last.forEach((number, row) -> {
            List<TrialFact> of = byNight.getOrDefault(number, List.of());
            points.add(new TrendPoint(
                    number,
                    row.outcome(),
                    row.revision(),
                    (int) of.stream()
                            .filter(TrialFact::isJudged)
                            .map(TrialFact::cell)
                            .distinct()
                            .count(),
                    (int) of.stream()
                            .filter(fact -> fact.judgement() == Judgement.SURPRISE)
                            .count(),
                    of.stream().mapToLong(TrialFact::mainMillis).sum() / 6e4));
        });
        return List.copyOf(points.subList(Math.max(0, points.size() - TREND_NIGHTS), points.size()));
    }

    private static Map<String, String> rates(Map<String, List<TrialFact>> byCell) {
        Map<String, String> rates = new TreeMap<>();
        byCell.forEach((cell, facts) -> {
            List<TrialFact> judged = facts.stream()
                    .filter(fact ->
                            !fact.verdict().equals("unknown") && !fact.verdict().equals("failed"))
                    .toList();
            int caught = (int) judged.stream()
                    .filter(fact -> fact.verdict().equals("invalid"))
                    .count();
            if (caught > 0) {
                rates.put(
                        cell,
                        Rate.of(
                                        caught,
                                        judged.stream()
                                                        .mapToLong(TrialFact::mainMillis)
                                                        .sum()
                                                / 6e4)
                                .text());
            }
        });
        return rates;
    }

    private static List<String> untried(List<NightRow> nights, List<CellResult> cells, Set<String> everTried) {
        List<String> all = new ArrayList<>(claims(nights, "untried "));
        cells.stream()
                .filter(cell -> !everTried.contains(cell.name())
                        && !cell.cell().expected().isEmpty())
                .forEach(cell -> all.add(cell.name() + ": " + cell.cell().expected() + ": no trial was ever made"));
        return all;
    }

    private static List<String> claims(List<NightRow> nights, String kind) {
        return nights.stream()
                .flatMap(row -> row.claims().lines())
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length()))
                .distinct()
                .toList();
    }

    /** How many cells have a status. */
    public long count(CellStatus status) {
        return cells.stream().filter(cell -> cell.status() == status).count();
    }

    /** How many detections no longer come back. */
    public long gone() {
        return detections.stream().filter(DetectionResult::isGone).count();
    }

    /** Those that are gone, a sentence each. */
    public List<String> goneSentences() {
        return detections.stream()
                .filter(DetectionResult::isGone)
                .map(each -> each.detection().cell() + ": " + each.detection().anomaly() + " " + each.sentence() + ": "
                        + each.remedy())
                .toList();
    }

    /** How many cells came to a verdict. */
    public long judged() {
        return cells.stream()
                .filter(cell -> cell.ofTonight().stream().anyMatch(TrialRow::isJudged))
                .count();
    }

    /** How many trials came to their end. */
    public int trials() {
        return cells.stream().mapToInt(cell -> cell.trials().size()).sum();
    }

    /** In a line: {@code red: 2 of 61 cells surprise, …}. */
    public String headline() {
        return outcome.wire() + ": " + judged() + " of " + cells.size() + " cells judged in " + trials() + " trials, "
                + count(CellStatus.RED) + " red, " + count(CellStatus.STALE) + " without a verdict for too long, "
                + count(CellStatus.BLIND) + " canaries blind, " + count(CellStatus.KNOWN) + " known, "
                + count(CellStatus.UNKNOWN) + " unknown, " + count(CellStatus.UNREACHED) + " not reached"
                + (gone() == 0 ? "" : ", " + gone() + (gone() == 1 ? " detection gone" : " detections gone"));
    }
}
