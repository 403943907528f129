package io.ordeal.targets;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Verdict;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Drawing;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.store.Pace;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How soon a run shows what it is there to show: the twelve cells of {@code targets/seeds.cells} that must break and take
 * longest, with one seed after the other, with their faults drawn
 * plainly, drawn by swarm, or triggered: each cell has the fault that strikes when what it spoils is under way, and one that
 * takes no faults has spans at full speed.
 *
 * <pre>
 *   FirstViolationBenchmark TABLE SEEDS WAY[,WAY] [CELL…]      such as first.tsv 10 plain,triggered 1 2 3
 * </pre>
 *
 * <p>The time told is that of the main phase until the violation had happened: until the last event of an anomaly's witness
 * that is of the main phase, the least over all anomalies. What is lost is only seen by the last reads: it has happened when
 * its operation came to no clear end, or when the first fault struck after what is lost was begun; where faults lie in wait
 * for clients in the midst of operations, with the operation. A cell that does not break within a trial is given a longer one, and the
 * time of those in vain counts.
 *
 * <p>Every trial that is done is a line of the table: what is there already is not done again, so that this can be stopped
 * and started. The folders of runs are deleted.
 */
public final class FirstViolationBenchmark {
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final Duration FAULT_INTERVAL = Duration.ofSeconds(3);
    private static final int JVM_CLIENTS = 4;

    /** Their violations are of operations that the last reads find undone, or half done. */
    private static final Set<String> SEEN_IN_THE_END = Set.of("outbox", "transfer");

    private static final String TRIGGERED = "triggered";

    private static final List<Cell> CELLS = List.of(
            new Cell("h2-server", "bank", "kill", "kill@after=30:transfer..for=300ms"),
            new Cell("dual-write", "outbox", "kill", "kill:broker@step=committed"),
            new Cell(
                    "transactional-outbox-remove-first",
                    "outbox",
                    "kill",
                    "held=hold:relay-broker@after=10:publish..for=2s",
                    "kill:relay@began=held+after=3:publish"),
            new Cell("2pc-naive", "transfer", "kill-participant", "kill:asked@step=\"committing 2\""),
            new Cell(
                    "postgres-advisory-failover",
                    "lock",
                    "partition:primary",
                    "partition:primary@after=3:acquire..primary=another+for=500ms"),
            new Cell(
                    "2pc-logged-decides-late",
                    "transfer",
                    "kill-coordinator",
                    "kill-coordinator:asking@step=\"committed 1\""),
            new Cell(
                    "2pc-logged-presumes-commit",
                    "transfer",
                    "kill-coordinator",
                    "kill-coordinator:asking@step=\"prepared 1\""),
            new Cell(
                    "xa-message-volatile-log",
                    "outbox",
                    "kill-coordinator",
                    "kill-coordinator:asking@step=\"committed row\""),
            new Cell("dual-write", "outbox", "kill-coordinator", "kill-coordinator:asking@step=committed"),
            new Cell("2pc-naive", "transfer", "kill-coordinator", "kill-coordinator:asking@step=\"prepared 2\""),
            new Cell("postgres-replicas-sync", "list-append", "", "hold:n1-n2@after=20:txn..for=1s"),
            new Cell("h2-serializable", "list-append", ""));

    private final Path table;
    private final Path results;
    private final Catalog catalog = Catalog.onClassPath();

    private FirstViolationBenchmark(Path table) throws IOException {
        this.table = table;
        results = Files.createTempDirectory("first-violation");
        if (!Files.exists(table)) {
            Files.createFile(table);
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3) {
            throw new IllegalArgumentException(
                    "expected TABLE SEEDS WAY[,WAY] [CELL…], such as first.tsv 10 plain,swarm 1 2 3");
        }
        int seeds = Integer.parseInt(arguments[1]);
        List<String> ways = List.of(arguments[2].split(","));
        List<Cell> cells = arguments.length == 3
                ? CELLS
                : Stream.of(arguments)
                        .skip(3)
                        .map(number -> CELLS.get(Integer.parseInt(number) - 1))
                        .toList();
        FirstViolationBenchmark benchmark = new FirstViolationBenchmark(Path.of(arguments[0]));
        // seeds outside: a table that is stopped early has a little of every cell
        for (int seed = 1; seed <= seeds; seed++) {
            for (Cell cell : cells) {
                for (String way : ways) {
                    try {
                        benchmark.measure(cell, way, seed);
                    } catch (TrialFailedException notStarted) {
                        // no figure, and tried again when this is started again
                        System.out.printf("%s\t%s\t%d\t%s%n", cell, way, seed, notStarted.getMessage());
                    }
                }
            }
        }
        benchmark.print(cells, ways);
    }

    /**
     * @param faults that the table of cells asks for; empty if none
     * @param triggered the same at the moment at which they do harm; none where no fault has a part in it
     */
    private record Cell(String target, String workload, String faults, List<String> triggered) {
        Cell(String target, String workload, String faults, String... triggered) {
            this(target, workload, faults, List.of(triggered));
        }

        @Override
        public String toString() {
            return (target + " " + workload + " " + faults).trim();
        }

        boolean isSeenInTheEnd() {
            return SEEN_IN_THE_END.contains(workload);
        }

        /** Whether what strikes does so in the midst of the very operation that it spoils. */
        boolean liesInWait() {
            return !faults.isEmpty()
                    && FaultKinds.named(FaultSpec.parse(faults).kind()).family() == FaultFamily.CLIENTS;
        }

        RunSpec spec(String way, long seed, Duration time) {
            RunOptions usual = RunOptions.DEFAULT;
            RunOptions options = new RunOptions(
                    time,
                    usual.rate(),
                    isSeenInTheEnd() ? JVM_CLIENTS : usual.concurrency(),
                    FAULT_INTERVAL,
                    usual.operationTimeout(),
                    usual.cluster(),
                    usual.endpoints(),
                    usual.keys(),
                    usual.operationsPerKey(),
                    Optional.empty());
            List<String> asked = faults.isEmpty() ? List.of() : List.of(faults);
            if (way.equals(TRIGGERED)) {
                asked = triggered;
                if (triggered.isEmpty()) {
                    options = options.withDrawing(Drawing.PLAIN, Pace.WAVES);
                }
            } else {
                options = options.withDrawing(
                        Drawing.named(way), way.equals(Drawing.SWARM.wire()) ? Pace.WAVES : Pace.STEADY);
            }
            return new RunSpec(RunSpec.SCHEMA, target, workload, asked, options, seed, Map.of());
        }
    }

    private void measure(Cell cell, String way, int seed) throws Exception {
        String key = cell + "\t" + way + "\t" + seed + "\t";
        if (lines().stream().anyMatch(line -> line.startsWith(key))) {
            return;
        }
        double before = 0;
        for (Duration length : LENGTHS) {
            TrialOutcome outcome =
                    new Trial(cell.spec(way, seed, length), catalog, results, TrialListener.none()).run();
            OptionalDouble seconds = firstViolation(cell, outcome);
            delete(outcome.folder().path());
            boolean last = length.equals(LENGTHS.get(LENGTHS.size() - 1));
            if (seconds.isPresent() || last) {
                String line = String.format(
                        Locale.ROOT,
                        "%s%d\t%.2f\t%s%n",
                        key,
                        length.toSeconds(),
                        before + seconds.orElse((double) length.toSeconds()),
                        seconds.isPresent() ? "broken" : "not broken");
                Files.writeString(table, line, StandardOpenOption.APPEND);
                System.out.print(line);
                return;
            }
            before += length.toSeconds();
        }
    }

    /** In seconds of the main phase. */
    private OptionalDouble firstViolation(Cell cell, TrialOutcome outcome) throws IOException {
        if (!outcome.report().result().verdict().isInvalid()) {
            return OptionalDouble.empty();
        }
        TrialOutcome all = Judge.judgeRun(
                outcome.folder(),
                catalog,
                CheckContext.withTimeLimit(Duration.ofMinutes(1)).withAll(true));
        Verdict verdict = all.report().result().verdict();
        Verdict.Invalid invalid = (Verdict.Invalid)
                (verdict.isInvalid() ? verdict : outcome.report().result().verdict());
        Op healed = healed(all.history());
        return invalid.anomalies().stream()
                .mapToDouble(anomaly -> moment(cell, anomaly, all.history(), healed) / 1e9)
                .min();
    }

    /** The event with which the main phase is over for good. */
    private static Op healed(History history) {
        return history.ops().stream()
                .filter(op -> op.f().equals("heal"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a run that was not healed"));
    }

    private static long moment(Cell cell, Anomaly anomaly, History history, Op healed) {
        List<Op> inMainPhase = anomaly.witness().stream()
                .filter(op -> op.index() < healed.index())
                .toList();
        if (inMainPhase.isEmpty()
                || (!cell.isSeenInTheEnd()
                        && inMainPhase.size() < anomaly.witness().size())) {
            return healed.timeNanos();
        }
        Op first = inMainPhase.get(0);
        Op last = inMainPhase.get(inMainPhase.size() - 1);
        if (!cell.isSeenInTheEnd() || cell.liesInWait() || last.type() == OpType.INFO) {
            return last.timeNanos();
        }
        long struck = history.ops().stream()
                .filter(op -> op.process() == Op.NEMESIS
                        && op.f().startsWith("start-")
                        && op.timeNanos() >= first.timeNanos())
                .mapToLong(Op::timeNanos)
                .findFirst()
                .orElse(last.timeNanos());
        return Math.max(struck, last.timeNanos());
    }

    private void print(List<Cell> cells, List<String> ways) {
        System.out.printf("%n%-62s", "seconds until the first violation: median (most), broken of seeds");
        ways.forEach(way -> System.out.printf(" %24s", way));
        System.out.println(ways.size() == 2 ? "    ratio of medians" : "");
        List<Double> ratios = new ArrayList<>();
        for (Cell cell : cells) {
            System.out.printf("%-62s", cell);
            List<Double> medians = new ArrayList<>();
            for (String way : ways) {
                List<String[]> rows = rows(cell, way);
                double median =
                        median(rows.stream().map(row -> Double.valueOf(row[4])).toList());
                medians.add(median);
                String told = rows.isEmpty()
                        ? "-"
                        : String.format(
                                Locale.ROOT,
                                "%.2f (%s), %d of %d",
                                median,
                                rows.get(rows.size() - 1)[4],
                                rows.stream()
                                        .filter(row -> row[5].equals("broken"))
                                        .count(),
                                rows.size());
                System.out.printf(" %24s", told);
            }
            if (medians.size() == 2) {
                ratios.add(medians.get(1) / medians.get(0));
                System.out.printf(Locale.ROOT, "    %.2f", medians.get(1) / medians.get(0));
            }
            System.out.println();
        }
        System.out.printf("%-62s", "all runs: median, mean (most)");
        for (String way : ways) {
            List<Double> all = cells.stream()
                    .flatMap(cell -> rows(cell, way).stream())
                    .map(row -> Double.valueOf(row[4]))
                    .toList();
            DoubleSummaryStatistics sum =
                    all.stream().mapToDouble(Double::doubleValue).summaryStatistics();
            System.out.printf(
                    " %24s",
                    String.format(Locale.ROOT, "%.2f, %.2f (%.2f)", median(all), sum.getAverage(), sum.getMax()));
        }
        System.out.println();
        if (!ratios.isEmpty()) {
            System.out.printf(Locale.ROOT, "median of the ratios: %.2f%n", median(ratios));
        }
    }

    /** Of the table, the quickest first. */
    private List<String[]> rows(Cell cell, String way) {
        return lines().stream()
                .filter(line -> line.startsWith(cell + "\t" + way + "\t"))
                .map(line -> line.split("\t"))
                .sorted(Comparator.comparingDouble(row -> Double.parseDouble(row[4])))
                .toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().filter(Double::isFinite).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(table);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
