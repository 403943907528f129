package io.ordeal.campaign.plan;

import io.ordeal.fault.schedule.Drawing;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.software.ChosenVersions;
import io.ordeal.store.Pace;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.text.DurationText;
import io.ordeal.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The runs of a cell: its faults drawn, its options in their places. */
public final class CellRuns {
    /** The option that says which versions of servers run, as {@code zookeeper=3.9.3}; several with commas. */
    static final String VERSION = "version";

    /** The names of the options that a cell may have, beside {@code version}. */
    public static final List<String> OPTIONS =
            List.of("rate", "concurrency", "fault-interval", "operation-timeout", "keys", "draw", "pace");

    /** Short trials have room for a fault and its end, and the next. */
    private static final Duration FAULT_INTERVAL = Duration.ofSeconds(2);

    private CellRuns() {}

    /**
     * The run of a cell with a seed.
     *
     * @param time of its main phase
     * @param stop whether it ends at its first violation
     * @throws IllegalArgumentException an option, or the version, is not to be had
     */
    public static RunSpec of(PlannedCell planned, Target target, long seed, Duration time, boolean stop) {
        Cell cell = planned.cell();
        Map<String, String> runs = versions(target, cell.options());
        List<String> faults = cell.faults()
                .of(
                        seed,
                        together -> planned.overridden()
                                || target.expected(cell.workload(), FaultText.withoutTriggers(together), runs)
                                        .equals(planned.expected()));
        return new RunSpec(
                        RunSpec.SCHEMA,
                        cell.target(),
                        cell.workload(),
                        faults,
                        options(cell, time, stop),
                        seed,
                        chosen(target, cell.options()))
                .withSchedule(cell.faults().schedule());
    }

    /**
     * What runs, by product.
     *
     * @param options of a cell
     * @throws IllegalArgumentException a version is not to be had
     */
    public static Map<String, String> versions(Target target, Map<String, String> options) {
        Map<String, String> versions = new TreeMap<>();
        ChosenVersions.softwareOf(target.cluster())
                .forEach((product, software) -> versions.put(product, software.version()));
        versions.putAll(chosen(target, options));
        return versions;
    }

    /** The options that a target's clients ask for under a workload, as cells have them. */
    public static Map<String, String> usualOptions(Target target, Workload<?> workload) {
        return DefaultCells.options(target, workload);
    }

    /** What is expected of a run of a cell; empty if nothing is said. */
    public static Optional<Expectation> expected(
            PlannedCell planned, Target target, Set<String> faults, Map<String, String> versions) {
        return planned.overridden()
                ? planned.expected()
                : target.expected(planned.cell().workload(), faults, versions);
    }

    private static Map<String, String> chosen(Target target, Map<String, String> options) {
        String version = options.get(VERSION);
        return version == null ? Map.of() : ChosenVersions.parse(List.of(version.split(",")), target.cluster());
    }

    /** @throws IllegalArgumentException a value is out of its range, or none */
    static RunOptions options(Cell cell, Duration time, boolean stop) {
        Map<String, String> given = cell.options();
        RunOptions usual = RunOptions.DEFAULT;
        return new RunOptions(
                time,
                given.containsKey("rate") ? number("rate", given.get("rate")) : usual.rate(),
                given.containsKey("concurrency")
                        ? (int) number("concurrency", given.get("concurrency"))
                        : usual.concurrency(),
                duration(given.get("fault-interval"), FAULT_INTERVAL),
                duration(given.get("operation-timeout"), usual.operationTimeout()),
                usual.cluster(),
                usual.endpoints(),
                given.containsKey("keys") ? (int) number("keys", given.get("keys")) : usual.keys(),
                usual.operationsPerKey(),
                usual.toxiproxy(),
                given.containsKey("draw") ? Drawing.named(given.get("draw")) : usual.drawing(),
                given.containsKey("pace") ? Pace.named(given.get("pace")) : usual.pace(),
                stop,
                usual.clients());
    }

    private static Duration duration(@org.jspecify.annotations.Nullable String text, Duration usual) {
        return text == null ? usual : DurationText.parse(text);
    }

    private static double number(String option, @org.jspecify.annotations.Nullable String text) {
        try {
            return Double.parseDouble(String.valueOf(text));
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(option + " takes a number, not " + text, none);
        }
    }
}
