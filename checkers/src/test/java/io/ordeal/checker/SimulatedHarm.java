package io.ordeal.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Systems that are simulated, each judged in many histories: one that keeps its promise gets the verdict Valid in every history,
 * and any other the verdict Invalid, for what it does, in exactly those in which it did harm.
 */
public final class SimulatedHarm {
    private static final int HISTORIES = 300;

    private SimulatedHarm() {}

    /** A system, to be run once. */
    public interface Simulation {
        History run();

        /** Whether it broke its promise, once it has run. */
        boolean harmed();
    }

    /**
     * Judges its histories.
     *
     * @param anomalies that it is caught for, all of them, in the order of the alphabet, a blank between; empty: it keeps its promise
     * @param bySeed begins a run
     */
    public static void assertExactlyFound(Checker checker, String anomalies, IntFunction<Simulation> bySeed) {
        int harmed = 0;
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            Simulation simulation = bySeed.apply(seed);
            CheckResult result = Checkers.judge(checker, simulation.run(), CheckContext.unlimited());
            String title = "seed " + seed + ": " + result;
            assertThat(result.verdict().isInvalid()).as(title).isEqualTo(simulation.harmed());
            assertThat(result.verdict().isUnknown()).as(title).isFalse();
            result.verdict().anomaliesOrNone().stream().map(Anomaly::type).forEach(seen::add);
            harmed += simulation.harmed() ? 1 : 0;
        }
        assertThat(String.join(" ", seen)).isEqualTo(anomalies);
        if (anomalies.isEmpty()) {
            assertThat(harmed).isZero();
        } else {
            assertThat(harmed).isGreaterThan(HISTORIES / 4);
        }
    }
}
