package io.ordeal.validate;

import io.ordeal.fault.FaultSpec;
import java.util.List;
import java.util.Map;

/**
 * How likely a fault is to show a violation where there is one: what it was in this project's own trials of locks and stores,
 * by and large. It orders what is tried, and decides nothing else.
 */
final class Likelihood {
    private static final double OTHERS = 0.3;

    /** Without a fault: what breaks then has mostly done so in the first trial. */
    private static final double NONE = 0.25;

    /** Of two together, beside what each is alone: most that they break, one of them breaks. */
    private static final double TOGETHER = 0.5;

    private static final Map<String, Double> KINDS = Map.ofEntries(
            // leases and sessions end by silence, and their holders do not know
            Map.entry("client-pause", 1.0),
            // who is cut off answers from the past, or goes on as the primary
            Map.entry("partition", 0.9),
            // whatever was acknowledged before it was safe
            Map.entry("kill", 0.9),
            Map.entry("power-loss", 0.8),
            Map.entry("kill-coordinator", 0.8),
            Map.entry("kill-participant", 0.8),
            // who counts time by the wall clock
            Map.entry("clock-jump", 0.8),
            Map.entry("pause", 0.7),
            Map.entry("clock-skew", 0.6),
            Map.entry("restart", 0.5),
            Map.entry("reset", 0.4),
            Map.entry("packet-loss", 0.4),
            Map.entry("kill-worker", 0.4),
            Map.entry("clock-strobe", 0.4),
            // slow is seldom wrong
            Map.entry("bandwidth", 0.15),
            Map.entry("disk-slow", 0.15),
            Map.entry("slices", 0.1),
            Map.entry("slow-close", 0.1));

    private Likelihood() {}

    /** Of faults together, in the grammar of {@code --faults}; from 0 to 1. */
    static double of(List<String> faults) {
        if (faults.isEmpty()) {
            return NONE;
        }
        double all = faults.size() == 1 ? 1 : TOGETHER;
        for (String fault : faults) {
            all *= KINDS.getOrDefault(FaultSpec.parse(fault).kind(), OTHERS);
        }
        return all;
    }
}
