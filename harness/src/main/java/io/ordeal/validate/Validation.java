package io.ordeal.validate;

import io.ordeal.campaign.Assessment;
import io.ordeal.campaign.allot.CellPast;
import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.plan.CellRuns;
import io.ordeal.campaign.work.SideBySide;
import io.ordeal.campaign.work.SideBySide.Order;
import io.ordeal.campaign.work.TrialResult;
import io.ordeal.campaign.work.Workers;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.names.NearestNames;
import io.ordeal.store.ClientPlace;
import io.ordeal.store.Interruption;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.Target;
import io.ordeal.trial.ApartClients;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Levels;
import io.ordeal.validate.Standing.Outcome;
import io.ordeal.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** One validation of one target, from its questions to what was found. */
public final class Validation {
    /** With less room than this on the disk no trial is begun. */
    private static final long DISK_BYTES = 1L << 28;

    private final ValidationRequest request;
    private final Catalog catalog;
    private final Clock clock;
    private final ValidationListener listener;
    private final Target target;
    private final Questions questions;
    private final Confirmations confirmations;
    private final Standing standing = new Standing();
    private final Map<String, List<AskedTrial>> trials = new HashMap<>();
    private final List<TrialFact> facts = new ArrayList<>();
    private volatile boolean stopped;
    private volatile Optional<SideBySide> working = Optional.empty();

    /**
     * A validation that has not begun.
     *
     * @throws NoSuchElementException the target or a workload does not exist, or it serves no such workload
     * @throws IllegalArgumentException the version is not to be had, or the target's nodes can't run there
     */
    public Validation(ValidationRequest request, Catalog catalog, Clock clock, ValidationListener listener) {
        this.request = request;
        this.catalog = catalog;
        this.clock = clock;
        this.listener = listener;
        target = catalog.target(request.target());
        List<String> lacking =
                target.lacking(request.cluster() == ClusterKind.PROCESS ? target.usualCluster() : request.cluster());
        if (!lacking.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", lacking));
        }
        Map<String, String> options =
                request.version().map(version -> Map.of("version", version)).orElse(Map.of());
        questions =
                Questions.of(target, workloads(catalog), options, RunOptions.DEFAULT.withCluster(request.cluster()));
        confirmations = new Confirmations(questions, toBeConfirmed(), request.seed(), request.budget());
        // what can't be had is refused now
        questions.all().stream().limit(1).forEach(first -> spec(first, 0, Duration.ofSeconds(1), true));
    }

    /** The workloads that clients in one JVM serve whom nobody has looked at, each with why they can't be processes. */
    private Map<String, String> toBeConfirmed() {
        if (!catalog.isFromOutside(target)) {
            return Map.of();
        }
        return workloads(catalog).stream()
                .filter(workload -> ApartClients.shareThisJvm(target, workload, ClientPlace.IN_JVM))
                .collect(Collectors.toMap(
                        Workload::name,
                        workload ->
                                ApartClients.refusal(target, workload, catalog).orElse("")));
    }

    private List<Workload<?>> workloads(Catalog all) {
        List<Workload<?>> served = all.workloadsOf(target);
        List<String> names = served.stream().map(Workload::name).toList();
        if (served.isEmpty()) {
            throw new NoSuchElementException("the target " + target.name() + " serves no workload");
        }
        for (String wanted : request.workloads()) {
            all.workload(wanted);
            if (!names.contains(wanted)) {
                throw new NoSuchElementException(NearestNames.unknown("workload", wanted, names) + ", of those that "
                        + target.name() + " serves");
            }
        }
        return served.stream()
                .filter(workload ->
                        request.workloads().isEmpty() || request.workloads().contains(workload.name()))
                .toList();
    }

    /** Asks until the budget is spent, or nothing is left to be asked. */
    public Findings run() throws IOException, InterruptedException {
        listener.begun(questions);
        int clientProcesses = questions.all().stream()
                .mapToInt(question ->
                        Integer.parseInt(question.cell().cell().options().getOrDefault("concurrency", "0")))
                .max()
                .orElse(0);
        Inquiry inquiry = new Inquiry(questions, request.seed(), request.budget(), clientProcesses);
        long began = System.nanoTime();
        boolean full;
        try (Workers workers = new Workers(
                request.workerCommand(),
                request.results().resolve("validate").resolve("workers.log"),
                request.results())) {
            SideBySide sideBySide = new SideBySide(workers, jobs(), request.results(), DISK_BYTES);
            working = Optional.of(sideBySide);
            if (stopped) {
                sideBySide.stop();
            }
            full = sideBySide.run(new Course(inquiry));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return Findings.of(request, target, questions, standing, confirmations, trials, took, stopped, full, today());
    }

    /** Ends it early, in order: what is under way is cut short, and what is known is told. From any thread. */
    public void stop() {
        stopped = true;
        working.ifPresent(SideBySide::stop);
    }

    /** Trials side by side of a system that runs already would find each other's locks and registers. */
    private int jobs() {
        return target.usualCluster() == ClusterKind.ENDPOINT ? 1 : request.jobs();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    private RunSpec spec(Question question, long seed, Duration time, boolean stops) {
        RunSpec spec = CellRuns.of(question.cell(), target, seed, time, stops);
        return spec.withOptions(spec.options().withCluster(request.cluster()));
    }

    private final class Course implements SideBySide.Course {
        private final Inquiry inquiry;

        /** What was said to be next, if it is to confirm something. */
        private Optional<Choice> confirming = Optional.empty();

        Course(Inquiry inquiry) {
            this.inquiry = inquiry;
        }

        @Override
        public Optional<Choice> next(Duration elapsed, Need room, boolean idle) {
            // before anything else is asked: nothing that they keep counts if what they share is not the system alone
            confirming = confirmations.next(elapsed, standing, room, idle);
            return confirming.isPresent()
                    ? confirming
                    : inquiry.next(elapsed, standing, CellPast.of(facts, Map.of(), ""), room, idle);
        }

        @Override
        public Order begin(Choice choice, int running) {
            Question question = questions.named(choice.cell());
            boolean stops = standing.stops(question, questions);
            standing.begin(question, choice.time());
            RunSpec spec = spec(question, choice.seed(), choice.time(), stops);
            if (confirming.filter(choice::equals).isPresent()) {
                confirmations.begin(question);
                spec = spec.withOptions(spec.options()
                        .withClients(ClientPlace.PROCESSES)
                        .withConcurrency(
                                Math.min(Confirmations.WORKERS, spec.options().concurrency())));
            }
            return new Order(UUID.randomUUID().toString(), choice, spec, Optional.empty());
        }

        @Override
        public void folder(String trial, String folder) {
            // it is told when the trial has come to its end
        }

        @Override
        public void ended(Order order, Workers.Made made) throws IOException {
            Question question = questions.named(order.choice().cell());
            TrialResult result = made.result();
            Assessment assessment = Assessment.of(
                    question.cell(), target, result, order.choice().time(), List.of(), today());
            RunReading reading =
                    result.end() == TrialResult.End.JUDGED && result.folder().isPresent()
                            ? RunReading.of(Path.of(result.folder().get()), catalog)
                            : RunReading.NOTHING;
            AskedTrial trial = new AskedTrial(
                    order.choice(), result, assessment, reading.contention(), reading.felt(), reading.levels());
            Outcome outcome = outcome(result);
            boolean confirms = order.run().options().clients() == ClientPlace.PROCESSES;
            if (confirms) {
                confirmations.end(question, outcome, result.why());
                // what it did not tell is no answer to the question: that stands on trials inside this JVM
                outcome = outcome == Outcome.VALID || outcome == Outcome.INVALID ? outcome : Outcome.CUT;
            }
            if (confirms && outcome == Outcome.CUT) {
                listener.ended(question, trial);
            } else if (result.end() != TrialResult.End.CUT) {
                trials.computeIfAbsent(question.name(), none -> new ArrayList<>())
                        .add(trial);
                facts.add(fact(question, made, assessment));
                listener.ended(question, trial);
            }
            standing.end(
                    question,
                    outcome,
                    Duration.ofMillis(result.mainMillis()),
                    wasStopped(result),
                    isHopeless(question, reading.levels()));
        }

        @Override
        public void diskFull(long freeBytes) {
            listener.told("the disk of " + request.results() + " has " + (freeBytes >> 20) + " MB left, less than "
                    + (DISK_BYTES >> 20) + " MB: no further trial is begun");
        }
    }

    private static Outcome outcome(TrialResult result) {
        return switch (result.end()) {
            case JUDGED ->
                result.valid()
                        .map(valid -> valid ? Outcome.VALID : Outcome.INVALID)
                        .orElse(Outcome.UNKNOWN);
            case REFUSED -> Outcome.REFUSED;
            case FAILED -> Outcome.FAILED;
            case CUT -> Outcome.CUT;
        };
    }

    private static boolean wasStopped(TrialResult result) throws IOException {
        if (result.end() != TrialResult.End.JUDGED || result.folder().isEmpty()) {
            return false;
        }
        return new RunFolder(Path.of(result.folder().get()))
                .readSpec().interruption().stream()
                        .anyMatch(cut -> cut.during() == Interruption.During.FIRST_VIOLATION);
    }

    /** Whether there is no level left that could be kept: the weakest is broken. */
    private static boolean isHopeless(Question question, Levels levels) {
        return question.judgedAtLevels() && levels.broken().contains(ConsistencyModel.READ_UNCOMMITTED);
    }

    private static TrialFact fact(Question question, Workers.Made made, Assessment assessment) {
        TrialResult result = made.result();
        return new TrialFact(
                question.workload(),
                0,
                "",
                "",
                "",
                result.verdict(),
                assessment.judgement(),
                result.mainMillis(),
                made.wholeMillis(),
                result.violationMillis(),
                made.cpuMillis(),
                made.peakBytes());
    }
}
