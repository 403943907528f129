package io.ordeal.campaign.told;

import io.ordeal.campaign.memory.TrialFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What takes longer tonight than it used to: trials beside their main phase, and violations until they are found. */
final class Slower {
    /** Fewer say nothing of a median. */
    private static final int LEAST = 5;

    private static final int LEAST_TONIGHT = 2;
    private static final double FACTOR = 1.5;
    private static final double LEAST_SECONDS = 2;

    private Slower() {}

    static List<String> sentences(Map<String, List<TrialFact>> byCell, Set<Long> tonight) {
        List<String> sentences = new ArrayList<>();
        new TreeMap<>(byCell).forEach((cell, facts) -> {
            List<Double> before = new ArrayList<>();
            List<Double> now = new ArrayList<>();
            List<Double> caughtBefore = new ArrayList<>();
            List<Double> caughtNow = new ArrayList<>();
            for (TrialFact fact : facts) {
                boolean is = tonight.contains(fact.night());
                (is ? now : before).add((fact.wholeMillis() - fact.mainMillis()) / 1e3);
                fact.violationMillis().ifPresent(millis -> (is ? caughtNow : caughtBefore).add(millis / 1e3));
            }
            compare(cell + ": a trial takes", before, now, sentences);
            compare(cell + ": is caught after", caughtBefore, caughtNow, sentences);
        });
        return sentences;
    }

    private static void compare(String what, List<Double> before, List<Double> now, List<String> sentences) {
        if (before.size() < LEAST || now.size() < LEAST_TONIGHT) {
            return;
        }
        double was = median(before);
        double is = median(now);
        if (is > FACTOR * was && is - was > LEAST_SECONDS) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s %.1f s%s, it was %.1f s (medians of %d and %d)",
                    what,
                    is,
                    what.endsWith("takes") ? " beside its main phase" : "",
                    was,
                    now.size(),
                    before.size()));
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
