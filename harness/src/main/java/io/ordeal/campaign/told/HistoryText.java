package io.ordeal.campaign.told;

import io.ordeal.campaign.allot.FirstBad;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a memory knows, as plain text: nights, surprises and since when, detections, and each cell's figures. */
public final class HistoryText {
    private HistoryText() {}

    /** The whole of it. O(trials). */
    public static String of(CampaignMemory memory) {
        StringBuilder out = new StringBuilder();
        List<NightRow> nights = memory.nights();
        if (nights.isEmpty()) {
            return "the memory " + memory.file() + " knows of no night\n";
        }
        List<TrialFact> facts = memory.facts();
        Map<Long, Long> trials = facts.stream().collect(Collectors.groupingBy(TrialFact::night, Collectors.counting()));
        out.append("nights\n");
        for (NightRow night : nights) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %s  %-14s %5d trials that day  shard %-5s commit %-10s seed %d  %s%n",
                    Days.of(night.number()),
                    night.endedMillis().isEmpty() ? "unfinished" : night.outcome(),
                    trials.getOrDefault(night.number(), 0L),
                    night.shard(),
                    Days.shortened(night.revision()),
                    night.seed(),
                    night.machine()));
        }
        Map<String, List<TrialFact>> byCell =
                new TreeMap<>(facts.stream().collect(Collectors.groupingBy(TrialFact::cell)));
        surprises(out, byCell);
        detections(out, memory.detections());
        cells(out, byCell, memory.nightsWithoutVerdict());
        return out.toString();
    }

    private static void surprises(StringBuilder out, Map<String, List<TrialFact>> byCell) {
        List<String> lines = new ArrayList<>();
        byCell.forEach((cell, facts) -> facts.stream()
                .filter(fact -> fact.judgement() == Judgement.SURPRISE)
                .findFirst()
                .ifPresent(first -> {
                    FirstBad bad = FirstBad.of(facts, first);
                    long count = facts.stream()
                            .filter(fact -> fact.judgement() == Judgement.SURPRISE)
                            .count();
                    lines.add("  " + cell + ": " + count + " times, first on " + Days.of(bad.night())
                            + ", first bad commit " + Days.shortened(bad.revision()) + " as far as can be told"
                            + bad.lastGood()
                                    .map(good -> ", last good " + Days.shortened(good))
                                    .orElse(""));
                }));
        out.append("\nsurprises\n")
                .append(lines.isEmpty() ? "  none" : String.join("\n", lines))
                .append('\n');
    }

    private static void detections(StringBuilder out, List<Detection> detections) {
        out.append("\ndetections\n");
        if (detections.isEmpty()) {
            out.append("  none\n");
        }
        for (Detection detection : detections) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %-30s %s: found %s, last reproduced %s; %s%n",
                    detection.id(),
                    detection.cell(),
                    Days.moment(detection.foundMillis()),
                    DetectionResult.day(detection.reproducedMillis()),
                    detection.sentence()));
        }
    }

    private static void cells(
            StringBuilder out, Map<String, List<TrialFact>> byCell, Map<String, Integer> withoutVerdict) {
        out.append(String.format(
                Locale.ROOT,
                "%ncells%n  %-62s %6s %8s %-32s %s%n",
                "",
                "trials",
                "minutes",
                "broken",
                "without a verdict for"));
        byCell.forEach((cell, facts) -> {
            double minutes = facts.stream().mapToLong(TrialFact::mainMillis).sum() / 6e4;
            int broken = (int) facts.stream()
                    .filter(fact -> fact.verdict().equals("invalid"))
                    .count();
            Integer nights = withoutVerdict.get(cell);
            out.append(String.format(
                    Locale.ROOT,
                    "  %-62s %6d %8.1f %-32s %s%n",
                    cell,
                    facts.size(),
                    minutes,
                    broken == 0 ? "" : Rate.of(broken, minutes).text(),
                    nights == null ? "" : nights + (nights == 1 ? " night" : " nights")));
        });
    }
}
