package io.ordeal.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is expected of a target in a kind of run, and who says so.
 *
 * @param workload by name
 * @param faults in the grammar of {@code --faults}, as far as it matters: {@code partition} covers {@code
 *     partition:primary:hold}. A {@code holds} speaks of runs whose faults are all covered by these; a {@code breaks} of
 *     runs in which each of these is among the faults (none: of all runs); a {@code may-break} of runs with at least one
 *     fault that these cover (none: of all runs)
 * @param level the consistency level, for transactions; empty = the workload's own promise
 * @param outcome what is expected
 * @param source who says so: the text, the documentation, the analysis
 */
public record Expectation(String workload, Set<String> faults, Optional<String> level, Outcome outcome, String source) {
    public Expectation {
        faults = Set.copyOf(faults);
    }

    /** What a run is expected to show. */
    public sealed interface Outcome {
        /** The promise is kept. */
        record Holds() implements Outcome {}

        /**
         * It is broken, and a run that long shows it.
         *
         * @param anomalies by their names on the wire: a run shows one of them at least
         * @param within how long a run shows one surely
         */
        record Breaks(List<String> anomalies, Duration within) implements Outcome {
            public Breaks {
                anomalies = List.copyOf(anomalies);
            }
        }

        /**
         * It can be broken, but a run need not show it.
         *
         * @param anomalies by their names on the wire: a run that breaks it shows one of them at least
         */
        record MayBreak(List<String> anomalies) implements Outcome {
            public MayBreak {
                anomalies = List.copyOf(anomalies);
            }
        }

        /** By their names on the wire; none if it holds. */
        default List<String> anomalies() {
            return List.of();
        }

        /**
         * As reports print it: {@code holds}, {@code breaks(lost-update, 30s)}, {@code may-break(lost-update or G-single)}.
         */
        default String text() {
            String names = String.join(" or ", anomalies());
            if (this instanceof Breaks breaks) {
                return "breaks(" + names + ", " + breaks.within().toSeconds() + "s)";
            }
            return this instanceof MayBreak ? "may-break(" + names + ")" : "holds";
        }
    }

    /** Whether this speaks of a run of a workload under some faults, each in the grammar of {@code --faults}. */
    public boolean speaksOf(String runWorkload, Set<String> runFaults) {
        if (!workload.equals(runWorkload)) {
            return false;
        }
        if (outcome instanceof Outcome.Holds) {
            return runFaults.stream().allMatch(fault -> faults.stream().anyMatch(mine -> covers(mine, fault)));
        }
        if (outcome instanceof Outcome.Breaks) {
            return faults.stream().allMatch(mine -> runFaults.stream().anyMatch(fault -> covers(mine, fault)));
        }
        return faults.isEmpty()
                || runFaults.stream().anyMatch(fault -> faults.stream().anyMatch(mine -> covers(mine, fault)));
    }

    private static boolean covers(String general, String special) {
        return special.equals(general) || special.startsWith(general + ":");
    }

    public static Expectation holds(String workload, Set<String> faults, String source) {
        return new Expectation(workload, faults, Optional.empty(), new Outcome.Holds(), source);
    }

    public static Expectation breaks(
            String workload, Set<String> faults, String anomaly, Duration within, String source) {
        return breaks(workload, faults, List.of(anomaly), within, source);
    }

    public static Expectation breaks(
            String workload, Set<String> faults, List<String> anomalies, Duration within, String source) {
        return new Expectation(workload, faults, Optional.empty(), new Outcome.Breaks(anomalies, within), source);
    }

    public static Expectation mayBreak(String workload, Set<String> faults, String anomaly, String source) {
        return mayBreak(workload, faults, List.of(anomaly), source);
    }

    public static Expectation mayBreak(String workload, Set<String> faults, List<String> anomalies, String source) {
        return new Expectation(workload, faults, Optional.empty(), new Outcome.MayBreak(anomalies), source);
    }
}
