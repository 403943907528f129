package io.ordeal.campaign.allot;

import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is remembered of a cell.
 *
 * @param lastJudged the last night, by number, in which there was a verdict; empty if there never was one
 * @param codeSince the first night, by number, of which it is known that the target was what it is now; empty if there is none
 * @param minutes for which its trials ran without a surprise, those of other builds counted in part
 * @param surprises so many
 * @param caught how often it broke
 * @param exposedMinutes main phases until it broke or ended
 * @param violationSeconds until it broke, the median
 * @param besideSeconds what its trials cost beside their main phase, the median
 * @param need as it was measured, the median of processors and the most of memory; empty if it never was
 */
public record CellPast(
        OptionalLong lastJudged,
        OptionalLong codeSince,
        double minutes,
        int surprises,
        int caught,
        double exposedMinutes,
        OptionalDouble violationSeconds,
        OptionalDouble besideSeconds,
        java.util.Optional<Need> need) {
    /** How much of what is known is worth still when the target has changed. */
    private static final double OTHER_TARGET = 0.1;

    /** The same when all else has. */
    private static final double OTHER_HARNESS = 0.5;

    /** Of a cell that nothing is known of. */
    public static final CellPast NONE = new CellPast(
            OptionalLong.empty(),
            OptionalLong.empty(),
            0,
            0,
            0,
            0,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            java.util.Optional.empty());

    /**
     * The past of each cell.
     *
     * @param facts in order
     * @param codes the fingerprint of each cell's target, as it is now
     * @param harness the fingerprint of all else, as it is now
     */
    public static Map<String, CellPast> of(List<TrialFact> facts, Map<String, String> codes, String harness) {
        Map<String, List<TrialFact>> byCell = new HashMap<>();
        facts.forEach(fact ->
                byCell.computeIfAbsent(fact.cell(), none -> new ArrayList<>()).add(fact));
        Map<String, CellPast> pasts = new HashMap<>();
        byCell.forEach((cell, of) -> pasts.put(cell, of(of, codes.getOrDefault(cell, ""), harness)));
        return pasts;
    }

    private static CellPast of(List<TrialFact> facts, String code, String harness) {
        OptionalLong lastJudged = OptionalLong.empty();
        OptionalLong codeSince = OptionalLong.empty();
        double minutes = 0;
        int surprises = 0;
        int caught = 0;
        double exposed = 0;
        List<Double> violations = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> processors = new ArrayList<>();
        long bytes = 0;
        for (TrialFact fact : facts) {
            if (!fact.code().equals(code)) {
                codeSince = OptionalLong.empty();
            } else if (codeSince.isEmpty()) {
                codeSince = OptionalLong.of(fact.night());
            }
            beside.add((fact.wholeMillis() - fact.mainMillis()) / 1e3);
            if (fact.wholeMillis() > 0 && fact.peakBytes() > 0) {
                processors.add(fact.cpuMillis() / (double) fact.wholeMillis());
                bytes = Math.max(bytes, fact.peakBytes());
            }
            surprises += fact.judgement() == Judgement.SURPRISE ? 1 : 0;
            if (!fact.isJudged()) {
                continue;
            }
            lastJudged = OptionalLong.of(fact.night());
            exposed += fact.mainMillis() / 6e4;
            if (fact.verdict().equals("invalid")) {
                caught++;
                fact.violationMillis().ifPresent(millis -> violations.add(millis / 1e3));
            }
            if (fact.judgement() != Judgement.SURPRISE) {
                double worth = (fact.code().equals(code) ? 1 : OTHER_TARGET)
                        * (fact.harness().equals(harness) ? 1 : OTHER_HARNESS);
                minutes += worth * fact.mainMillis() / 6e4;
            }
        }
        return new CellPast(
                lastJudged,
                codeSince,
                minutes,
                surprises,
                caught,
                exposed,
                median(violations),
                median(beside),
                processors.isEmpty()
                        ? java.util.Optional.empty()
                        : java.util.Optional.of(new Need(median(processors).orElseThrow(), bytes)));
    }

    /** The middle one, or the mean of the two; empty of none. O(n log n). */
    static OptionalDouble median(List<Double> values) {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
