package io.ordeal.campaign;

import io.ordeal.campaign.allot.Allotment;
import io.ordeal.campaign.allot.CellPast;
import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.campaign.allot.Task;
import io.ordeal.campaign.allot.Tonight;
import io.ordeal.campaign.memory.Build;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.MemoryException;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.campaign.plan.CellRuns;
import io.ordeal.campaign.plan.Known;
import io.ordeal.campaign.plan.Plan;
import io.ordeal.campaign.plan.PlannedCell;
import io.ordeal.campaign.plan.Untried;
import io.ordeal.campaign.told.NightSummary;
import io.ordeal.campaign.work.Machine;
import io.ordeal.campaign.work.Replayed;
import io.ordeal.campaign.work.SideBySide;
import io.ordeal.campaign.work.SideBySide.Order;
import io.ordeal.campaign.work.Workers;
import io.ordeal.store.RunSpec;
import io.ordeal.store.RunSpecJson;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Expectation.Outcome;
import io.ordeal.trial.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One night, from its plan to its summary. */
public final class Night {
    private static final int TIMES_AGAIN = 10;

    /** Of the budget, for one surprise. */
    private static final double SHARE_OF_AGAIN = 0.2;

    private static final long HALF_A_DAY_MILLIS = 12 * 3600_000L;

    private final NightRequest request;
    private final Catalog catalog;
    private final Clock clock;
    private final NightListener listener;
    private final Map<String, PlannedCell> cells = new LinkedHashMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private final Tonight tonight = new Tonight();
    private final Map<String, TrialRow> begun = new HashMap<>();
    private final Set<String> repeated = new HashSet<>();
    private final Map<String, TrialRow> surprises = new HashMap<>();
    private Detections detections = new Detections(List.of(), Set.of(), Set.of());
    private volatile boolean stopped;
    private volatile Optional<SideBySide> working = Optional.empty();

    public Night(NightRequest request, Catalog catalog, Clock clock, NightListener listener) {
        this.request = request;
        this.catalog = catalog;
        this.clock = clock;
        this.listener = listener;
    }

    /** The number of the night to which a moment belongs: the day whose noon is the last before it, counted from 1970. */
    public static long number(long millis) {
        return Math.floorDiv(millis - HALF_A_DAY_MILLIS, 2 * HALF_A_DAY_MILLIS);
    }

    /**
     * Makes it.
     *
     * @throws NightException it can't be begun
     */
    public NightEnd run() throws IOException, InterruptedException {
        try (NightLock lock = NightLock.of(request.results());
                CampaignMemory memory = CampaignMemory.open(request.memory())) {
            NightRow row = request.resume() ? resumed(memory) : newNight();
            Plan plan = request.plan().shard(request.shard(), request.shards(), row.number());
            describe(plan, row);
            String harness = row.harness();
            detections = new Detections(
                    memory.detectionsBefore(row.id()),
                    memory.trials(row.id()).stream().map(TrialRow::id).collect(Collectors.toSet()),
                    cells.keySet());
            if (request.resume()) {
                new Resumption(
                                memory,
                                catalog,
                                cellRows(),
                                detections,
                                listener,
                                (trial, made) -> assessed(trial, made, plan))
                        .settle(row, tonight, this::again);
                if (!row.plan().equals(request.file())) {
                    listener.told(
                            "the file is another than when the night was begun: what is tried from now on is judged by"
                                    + " what it says of known anomalies");
                }
            } else {
                memory.begin(row, cellRows());
            }
            List<TrialFact> before = memory.facts().stream()
                    .filter(fact -> fact.night() < row.number() || !request.resume())
                    .toList();
            long spent = request.resume() ? Resumption.spentMillis(memory.trials(row.id())) : 0;
            Allotment allotment = new Allotment(
                    tasks(plan),
                    CellPast.of(before, codes, harness),
                    detections.due(),
                    row.number(),
                    row.seed(),
                    Duration.ofMillis(row.budgetMillis() - spent),
                    plan.settings().spare());
            boolean full;
            try (Workers workers = new Workers(
                    request.workerCommand(),
                    request.results().resolve("nightly").resolve("workers.log"),
                    request.results())) {
                SideBySide trials = new SideBySide(
                        workers,
                        plan.settings().jobs(),
                        request.results(),
                        plan.settings().diskBytes());
                working = Optional.of(trials);
                if (stopped) {
                    trials.stop();
                }
                full = trials.run(new Course(allotment, plan, row, memory));
            } catch (MemoryException failed) {
                throw new IOException(
                        "the night's memory failed in its midst: " + failed.getMessage()
                                + "; once that is mended, --resume takes the night up",
                        failed);
            }
            return end(plan, row, memory, full);
        }
    }

    private NightEnd end(Plan plan, NightRow row, CampaignMemory memory, boolean full) throws IOException {
        NightSummary summary =
                NightSummary.of(memory, List.of(row.id()), plan.settings().unknownNights());
        // what was cut short, or ran out of room, can be taken up
        if (!stopped && !full) {
            memory.end(row.id(), clock.millis(), summary.outcome().wire());
        }
        if (!full) {
            // what is pruned is written down, for which there is no room
            new Pruning(memory, request.results(), plan.settings()).prune(row.number());
        }
        return new NightEnd(
                NightSummary.of(memory, List.of(row.id()), plan.settings().unknownNights()), stopped, full);
    }

    /** Ends it early, in order: what is under way is cut short, everything is written. From any thread. */
    public void stop() {
        stopped = true;
        working.ifPresent(SideBySide::stop);
    }

    private NightRow newNight() {
        long now = clock.millis();
        long number = number(now);
        return new NightRow(
                UUID.randomUUID().toString(),
                number,
                now,
                Optional.empty(),
                request.revision(),
                Build.codeOfAll(Stream.concat(
                                Stream.of(Night.class, io.ordeal.checker.Checkers.class),
                                catalog.workloads().stream().map(Object::getClass))
                        .toList()),
                Machine.name(),
                request.shardText(),
                request.seed().orElse(number),
                request.plan().settings().budget().toMillis(),
                request.file(),
                claims(request.plan()),
                "",
                resultsText());
    }

    private static String claims(Plan plan) {
        return Stream.concat(
                        plan.untried().stream().map(Untried::text).map(text -> "untried " + text),
                        plan.blindSpots().stream().map(text -> "blind " + text))
                .collect(Collectors.joining("\n"));
    }

    private String resultsText() {
        return request.results().toAbsolutePath().normalize().toString();
    }

    /** The last that was begun here and has no end: one of another folder may be under way, and its runs are not here. */
    private NightRow resumed(CampaignMemory memory) {
        List<NightRow> open = memory.nights().stream()
                .filter(row -> row.endedMillis().isEmpty() && row.shard().equals(request.shardText()))
                .toList();
        return open.stream()
                .filter(row -> isHere(row, memory))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new NightException("--resume: " + request.memory() + " knows no night"
                        + (request.shards() > 1 ? " of shard " + request.shardText() : "") + " in "
                        + request.results() + " that did not come to its end: begin one, without --resume"
                        + open.stream()
                                .reduce((first, second) -> second)
                                .filter(other -> !other.results().isEmpty())
                                .map(other -> "; one of another folder did not: --results " + other.results())
                                .orElse("")));
    }

    /** Of one that was made before its folder was remembered, its runs tell. */
    private boolean isHere(NightRow row, CampaignMemory memory) {
        return row.results().isEmpty()
                ? memory.trials(row.id()).stream()
                        .flatMap(trial -> trial.folder().stream())
                        .allMatch(folder -> Path.of(folder).startsWith(resultsText()))
                : row.results().equals(resultsText());
    }

    private void describe(Plan plan, NightRow row) {
        Map<String, String> ofTargets = new HashMap<>();
        for (PlannedCell cell : plan.cells()) {
            cells.put(cell.name(), cell);
            codes.put(
                    cell.name(),
                    ofTargets.computeIfAbsent(
                            cell.cell().target(),
                            target -> Build.codeOf(catalog.target(target), "io.ordeal.targets.parts")));
        }
        if (cells.isEmpty()) {
            throw new NightException("shard " + row.shard() + " has no cells: take fewer shards than cells");
        }
        if (Duration.ofMillis(row.budgetMillis()).compareTo(Allotment.least()) < 0) {
            throw new NightException("the budget of " + row.budgetMillis() / 1000.0
                    + " s is too small for one trial, which takes "
                    + Allotment.least().toSeconds()
                    + " s: give it more, as in --budget 30m");
        }
    }

    private List<CellRow> cellRows() {
        return cells.values().stream()
                .map(cell -> new CellRow(
                        cell.name(),
                        codes.getOrDefault(cell.name(), ""),
                        cell.expected().map(each -> each.outcome().text()).orElse(""),
                        cell.canary().orElse(""),
                        cell.weight()))
                .toList();
    }

    private static List<Task> tasks(Plan plan) {
        return plan.cells().stream()
                .map(cell -> new Task(
                        cell.name(),
                        cell.weight(),
                        cell.breaks().map(Outcome.Breaks::within),
                        cell.canary().isPresent(),
                        Need.usual(
                                cell.nodes(),
                                Integer.parseInt(cell.cell().options().getOrDefault("concurrency", "0")))))
                .toList();
    }

    /** What is tried next, and what is written down of it. */
    private final class Course implements SideBySide.Course {
        private final Allotment allotment;
        private final Plan plan;
        private final NightRow night;
        private final CampaignMemory memory;

        Course(Allotment allotment, Plan plan, NightRow night, CampaignMemory memory) {
            this.allotment = allotment;
            this.plan = plan;
            this.night = night;
            this.memory = memory;
        }

        @Override
        public Optional<Choice> next(Duration elapsed, Need room, boolean idle) {
            return allotment.next(elapsed, tonight, room, idle);
        }

        @Override
        public Order begin(Choice choice, int running) {
            PlannedCell cell = Objects.requireNonNull(cells.get(choice.cell()));
            tonight.begin(choice);
            String id = UUID.randomUUID().toString();
            RunSpec spec = CellRuns.of(
                    cell,
                    catalog.target(cell.cell().target()),
                    choice.seed(),
                    choice.time(),
                    !mayShowMore(cell, plan.settings().known()));
            TrialRow row = TrialRow.running(
                    id,
                    night.id(),
                    choice.cell(),
                    choice.why(),
                    RunSpecJson.write(spec),
                    choice.seed(),
                    clock.millis(),
                    choice.again().map(Tonight.Again::trial));
            memory.write(row);
            begun.put(id, row);
            listener.begun(choice, running);
            return new Order(id, choice, spec, replayed(choice));
        }

        @Override
        public void folder(String trial, String folder) {
            try {
                memory.folder(trial, folder);
            } catch (MemoryException failed) {
                // the trial goes on; its row gets the folder in the end
                listener.told(String.valueOf(failed.getMessage()));
            }
        }

        @Override
        public void ended(Order order, Workers.Made made) {
            TrialRow row = assessed(Objects.requireNonNull(begun.remove(order.id())), made, plan);
            memory.write(row, detections.newIn(row));
            listener.ended(row);
            if (order.choice().isProof()) {
                tonight.endProof(order.choice(), detections.isBack(row), row.wholeMillis() / 1e3);
                return;
            }
            Optional<TrialFact> fact = row.state() == State.DONE
                    ? Optional.of(Rows.fact(row, night, codes.getOrDefault(row.cell(), "")))
                    : Optional.empty();
            tonight.end(order.choice(), fact);
            if (row.judgement() == Judgement.SURPRISE && order.choice().again().isEmpty()) {
                again(order.choice(), row, 0);
            }
        }

        @Override
        public void memoryFull(MemoryException why) {
            listener.told(why.getMessage() + ". No further trial is begun; --resume takes the night up");
        }

        @Override
        public void diskFull(long freeBytes) {
            listener.told("the disk of " + request.results() + " has " + (freeBytes >> 20) + " MB left, less than "
                    + (plan.settings().diskBytes() >> 20) + " MB: no further trial is begun");
        }
    }

    /** What may break, or is known to, goes on when it has: an anomaly that nobody minds must not hide another. */
    private static boolean mayShowMore(PlannedCell cell, List<Known> known) {
        return cell.expected()
                        .map(Expectation::outcome)
                        .filter(Outcome.MayBreak.class::isInstance)
                        .isPresent()
                || known.stream().anyMatch(each -> each.cells().matches(cell.name()));
    }

    /** What has shown an anomaly is replayed; what has not can only be tried by its seed. */
    private Optional<Replayed> replayed(Choice choice) {
        if (choice.isProof()) {
            return detections.replayed(choice.again().orElseThrow().trial());
        }
        return choice.again()
                .map(again -> surprises.get(again.trial()))
                .filter(row -> row.verdict().equals("invalid") && row.folder().isPresent())
                .map(row -> new Replayed(
                        row.folder().orElseThrow(),
                        row.findings().stream()
                                .filter(finding -> finding.standing() == Standing.NEW)
                                .map(Finding::anomaly)
                                .findFirst()
                                .orElse(row.findings().get(0).anomaly())));
    }

    private TrialRow assessed(TrialRow begun, Workers.Made made, Plan plan) {
        PlannedCell cell = Objects.requireNonNull(cells.get(begun.cell()));
        Assessment assessment = Assessment.of(
                cell,
                catalog.target(cell.cell().target()),
                made.result(),
                RunSpecJson.read(begun.spec()).options().time(),
                plan.settings().known(),
                LocalDate.ofInstant(clock.instant(), clock.getZone()));
        return Rows.ended(begun, made, isInVain(begun, made) ? assessment.open() : assessment);
    }

    /** A replay of another night's that has shown nothing tells of its detection, and not of its cell. */
    private boolean isInVain(TrialRow begun, Workers.Made made) {
        return begun.againOf().filter(detections::isProof).isPresent()
                && !made.result().verdict().equals("invalid");
    }

    /** The first of each kind of surprise is tried again, as far as that was not done before the night was taken up. */
    private void again(Choice choice, TrialRow row, int done) {
        String kind = row.cell()
                + row.findings().stream()
                        .map(finding -> finding.signature())
                        .sorted()
                        .toList();
        if (repeated.add(kind)) {
            surprises.put(row.id(), row);
            double share = SHARE_OF_AGAIN * request.plan().settings().budget().toMillis();
            int times = (int) Math.max(1, Math.min(TIMES_AGAIN, share / Math.max(1, row.wholeMillis())));
            tonight.repeat(choice, row.id(), times, done);
        }
    }
}
