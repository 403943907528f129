package io.ordeal.targets;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.TransactionAnomaly;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.software.VersionRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is expected of a target in a kind of run, and who says so.
 *
 * <p>What a run shows beside what is expected is a surprise: an expectation names <em>all</em> that may be found. An
 * anomaly of transactions is no surprise either if every level of isolation that it rules out is ruled out by one that is
 * named: it shows the system no weaker than it was known to be. So a store that is expected to show {@code G-single} may
 * show {@code G-single-realtime} or {@code G2-item}, of which G-single is a special case; one that is expected to show
 * {@code G2-item} may not show G-single, which snapshot isolation has none of, and still less {@code G1a}. All other
 * anomalies are expected by their own names alone.
 *
 * @param workload by name
 * @param faults in the grammar of {@code --faults}, as far as it matters: {@code partition} covers {@code
 *     partition:primary:hold}. A {@code holds} speaks of runs whose faults are all covered by these; a {@code breaks} of
 *     runs in which each of these is among the faults (none: of all runs); a {@code may-break} of runs with at least one
 *     fault that these cover (none: of all runs)
 * @param level the consistency level, for transactions; empty = the workload's own promise
 * @param outcome what is expected
 * @param source who says so: the text, the documentation, the analysis
 * @param versions of which it is said; empty = of all
 * @param strikes the same faults, each at the moment at which it does what is expected, in the grammar of {@code
 *     --faults}: {@code kill:broker@step=committed}. A night tries a break so, in the place of faults that are drawn; empty =
 *     as drawn
 */
public record Expectation(
        String workload,
        Set<String> faults,
        Optional<String> level,
        Outcome outcome,
        String source,
        Optional<VersionRange> versions,
        List<String> strikes) {
    public Expectation {
        faults = Set.copyOf(faults);
        strikes = List.copyOf(strikes);
        Set<String> struck = FaultText.withoutTriggers(strikes);
        for (String fault : strikes.isEmpty() ? Set.<String>of() : faults) {
            if (struck.stream().noneMatch(special -> covers(fault, special))) {
                throw new IllegalArgumentException(
                        "strikes " + strikes + " have no " + fault + ", under which this is expected");
            }
        }
    }

    /** Of all versions. */
    public Expectation(String workload, Set<String> faults, Optional<String> level, Outcome outcome, String source) {
        this(workload, faults, level, outcome, source, Optional.empty(), List.of());
    }

    /**
     * The same, said of some versions only.
     *
     * @param range such as {@code 3.9.3} or {@code 3.9.4..}
     */
    public Expectation in(String product, String range) {
        return new Expectation(
                workload, faults, level, outcome, source, Optional.of(VersionRange.parse(product, range)), strikes);
    }

    /**
     * The same, of which it is known when a fault must strike to show it.
     *
     * @param strikes in the grammar of {@code --faults}, each with its moment
     * @throws IllegalArgumentException one is none, or has no moment; a fault of this expectation is not among them; or this
     *     is no break
     */
    public Expectation struckBy(String... strikes) {
        for (String strike : strikes) {
            if (!FaultText.parse(strike).isTriggered()) {
                throw new IllegalArgumentException(
                        strike + " doesn't say when it strikes, such as " + strike + "@at=1s");
            }
        }
        if (!(outcome instanceof Outcome.Breaks)) {
            throw new IllegalArgumentException("what " + outcome.text() + " is shown by no fault at no moment");
        }
        return new Expectation(workload, faults, level, outcome, source, versions, List.of(strikes));
    }

    /** What a run is expected to show. */
    public sealed interface Outcome {
        /** The promise is kept. */
        record Holds() implements Outcome {}

        /**
         * It is broken, and a run that long shows it.
         *
         * @param anomalies by their names on the wire: a run shows one of them at least, and nothing that they do not
         *     {@linkplain Expectation cover}
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
         * @param anomalies by their names on the wire: a run that breaks it shows nothing that they do not {@linkplain
         *     Expectation cover}
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

    /**
     * Whether this speaks of a run.
     *
     * @param runFaults each in the grammar of {@code --faults}
     * @param ran what ran, by product; what is said of some versions only does not speak of a run whose versions are not
     *     known
     */
    public boolean speaksOf(String runWorkload, Set<String> runFaults, Map<String, String> ran) {
        if (!workload.equals(runWorkload)
                || !versions.map(range -> range.includes(ran)).orElse(true)) {
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

    /**
     * Whether a run's verdict is what is expected.
     *
     * @param ran how long the run's main phase was to be
     * @return empty if that is open: the verdict is unknown, or nothing broke in a run too short for a break to be sure
     */
    public Optional<Boolean> isMetBy(Verdict verdict, Duration ran) {
        if (verdict.isUnknown()) {
            return Optional.empty();
        }
        if (verdict.isValid()) {
            return outcome instanceof Outcome.Breaks breaks
                    ? Optional.of(false).filter(tooShort -> ran.compareTo(breaks.within()) >= 0)
                    : Optional.of(true);
        }
        Set<String> found =
                verdict.anomaliesOrNone().stream().map(Anomaly::type).collect(Collectors.toSet());
        boolean nothingElse = found.stream().allMatch(this::covers);
        return Optional.of(nothingElse
                && (!(outcome instanceof Outcome.Breaks)
                        || outcome.anomalies().stream().anyMatch(found::contains)));
    }

    /** Whether an anomaly is expected, by its name or because it rules out nothing that what is named does not. */
    private boolean covers(String found) {
        if (outcome.anomalies().contains(found)) {
            return true;
        }
        Set<ConsistencyModel> named = levelsRuledOut(outcome.anomalies());
        Set<ConsistencyModel> ruledOut = levelsRuledOut(List.of(found));
        return !ruledOut.isEmpty() && named.containsAll(ruledOut);
    }

    /** None for anomalies that are not of transactions. */
    private static Set<ConsistencyModel> levelsRuledOut(List<String> anomalies) {
        Set<ConsistencyModel> levels = EnumSet.noneOf(ConsistencyModel.class);
        anomalies.stream()
                .map(TransactionAnomaly::named)
                .flatMap(Optional::stream)
                .forEach(anomaly -> Arrays.stream(ConsistencyModel.values())
                        .filter(level -> level.proscribed().contains(anomaly))
                        .forEach(levels::add));
        return levels;
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
