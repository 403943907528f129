package io.ordeal.trial;

import io.ordeal.checker.CheckContext;
import io.ordeal.client.Client;
import io.ordeal.client.Outcomes;
import io.ordeal.client.Routes;
import io.ordeal.cluster.Cluster;
import io.ordeal.fault.ClientLinks;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultEvidence;
import io.ordeal.fault.RunClients;
import io.ordeal.fault.ServerEnds;
import io.ordeal.fault.Terrain;
import io.ordeal.fault.UnusedLinks;
import io.ordeal.fault.schedule.Moments;
import io.ordeal.fault.schedule.Nemesis;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.mesh.Mesh;
import io.ordeal.report.HarnessFault;
import io.ordeal.report.HtmlReport;
import io.ordeal.runner.Recorder;
import io.ordeal.runner.Runner;
import io.ordeal.runner.RunnerOptions;
import io.ordeal.runner.WorkerFreezer;
import io.ordeal.store.Interruption;
import io.ordeal.store.Interruption.During;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Target;
import io.ordeal.targets.file.FileTarget;
import io.ordeal.text.DurationText;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, from the first server's start to the verdict.
 *
 * <p>The main phase plays workload and faults against each other for the run's time; then everything is healed, the system
 * is given a moment to find itself again, and the workload's last operations are made. All servers are given back before
 * the history is judged. {@link #stop} cuts what is going on short, and the rest happens as always; what was cut short is
 * noted in {@code test.json}, and the run is not called valid.
 */
public final class Trial {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

    /** Sessions and leases of frozen clients run out, leaders are elected, connections are made again. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private static final Duration JUDGE_AT_MOST = Duration.ofMinutes(10);

    private final RunSpec spec;
    private final Script script;
    private final Catalog catalog;
    private final Path results;
    private final TrialListener listener;

    /** What {@link #stop} has to reach; guarded by this. */
    private final AtomicReference<Runner> playing = new AtomicReference<>();

    private volatile boolean stopped;
    private volatile String doing = "beginning";
    private volatile Thread runningIn = Thread.currentThread();

    /**
     * A trial that has not begun.
     *
     * @param results the folder under which the run's own is made
     */
    public Trial(RunSpec spec, Catalog catalog, Path results, TrialListener listener) {
        this(spec, Script.DRAWN, catalog, results, listener);
    }

    /**
     * A trial that has not begun, and whose clients do what a script says.
     *
     * @param results the folder under which the run's own is made
     */
    public Trial(RunSpec spec, Script script, Catalog catalog, Path results, TrialListener listener) {
        this.spec = catalog.findTarget(spec.target())
                .map(target -> complete(spec, target))
                .orElse(spec);
        this.script = script;
        this.catalog = catalog;
        this.results = results;
        this.listener = listener;
    }

    /** With what is said of it by its target alone. */
    private static RunSpec complete(RunSpec spec, Target target) {
        RunSpec placed = spec.withOptions(Terrains.where(target, spec.options()));
        return target instanceof FileTarget described
                ? placed.withTargetFile(described.file().toString())
                : placed;
    }

    /**
     * Runs it, once. Whatever happens, all that was started is given back, and what was recorded is kept.
     *
     * @throws RefusedRunException the run makes no sense, and nothing was started
     * @throws TrialInterruptedException it was stopped before its first operation
     * @throws Exception the harness or its surroundings failed: no finding
     */
    public TrialOutcome run() throws Exception {
        runningIn = Thread.currentThread();
        Target target;
        Workload<?> workload;
        try {
            target = catalog.target(spec.target());
            workload = catalog.workload(spec.workload());
        } catch (NoSuchElementException noSuchName) {
            throw new RefusedRunException(String.valueOf(noSuchName.getMessage()));
        }
        return run(target, workload);
    }

    private <C extends AutoCloseable> TrialOutcome run(Target target, Workload<C> workload) throws Exception {
        ClientFactories factories = Admission.of(target, workload, spec.options(), catalog);
        UnaryOperator<Client> apart = TrialClients.apart(workload, spec.options());
        Terrain terrain = Terrains.of(target, workload, spec.options());
        Schedule schedule = schedule(new Moments(workload.moments(), terrain.hasPrimaries()), factories);
        Admission.refuse(Nemesis.refusals(
                schedule, Terrains.of(target, Clusters.described(target, spec, schedule), workload, spec.options())));
        RunFolder folder = RunFolder.create(results, spec, LocalDateTime.now(ZoneId.systemDefault()));
        folder.writeSchedule(schedule);
        if (target instanceof FileTarget described) {
            Files.writeString(folder.targetFile(), described.text());
            for (var file : described.beside().entrySet()) {
                Files.writeString(folder.targetFile().resolveSibling(file.getKey()), file.getValue());
            }
        }
        listener.started(folder);
        try (RunLog log = new RunLog(folder.logFile())) {
            LOG.info("run {}", spec);
            try {
                play(target, workload, factories, apart, schedule, folder);
                return judge(folder);
            } catch (RefusedRunException refused) {
                throw refused;
            } catch (Exception | Error failed) {
                if (stopped && playing.get() == null) {
                    LOG.warn("the run was interrupted while {}", doing, failed);
                    throw new TrialInterruptedException(doing, folder);
                }
                LOG.error("the run failed while {}", doing, failed);
                tell(folder, failed);
                throw new TrialFailedException(doing, folder, failed);
            }
        }
    }

    private void phase(String what) {
        doing = what;
        listener.phase(what);
    }

    /** Leaves a report that says that there is none, and what to do with what there is. */
    private void tell(RunFolder folder, Throwable failed) {
        List<String> kept = List.of(
                "The log is " + folder.logFile() + ", and the servers' logs are below " + folder.nodes() + ".",
                "What was recorded until then can be judged: ./ordeal check " + folder.path());
        try (Writer page = Files.newBufferedWriter(folder.reportFile())) {
            new HarnessFault(Optional.of(spec), doing, failed, kept).render(page);
        } catch (IOException unwritable) {
            failed.addSuppressed(unwritable);
        }
    }

    /** Drawn before anything runs. */
    private Schedule schedule(Moments moments, ClientFactories factories) {
        try {
            return spec.drawnSchedule(moments, factories.lease());
        } catch (IllegalArgumentException wrong) {
            throw new RefusedRunException(String.valueOf(wrong.getMessage()));
        }
    }

    /**
     * Cuts short what is going on, the main phase or the last operations; it is healed and judged as ever, as an
     * {@linkplain Interruption interrupted} run. From any thread.
     */
    public void stop() {
        stopped = true;
        Runner runner = playing.get();
        if (runner != null) {
            runner.stop();
        } else {
            runningIn.interrupt();
        }
    }

    private <C extends AutoCloseable> void play(
            Target target,
            Workload<C> workload,
            ClientFactories factories,
            UnaryOperator<Client> apart,
            Schedule schedule,
            RunFolder folder)
            throws Exception {
        int workers = spec.options().concurrency();
        int nodes = Clusters.plain(target, spec.options()).nodes().size();
        phase(nodes == 0 ? "starting" : "starting " + nodes + (nodes == 1 ? " node" : " nodes"));
        // client processes are on their way up while the servers are
        try (TrialClients<C> clients = TrialClients.start(
                factories,
                workload.clientType(),
                TrialClients.apartly(spec, catalog),
                workers,
                folder.path().resolve("clients"),
                apart)) {
            Optional<Cluster> cluster = Clusters.start(target, spec, schedule, folder, this::phase);
            try {
                play(workload, clients, factories, cluster, schedule, folder);
            } finally {
                cluster.ifPresent(Cluster::close);
            }
        }
    }

    private <C extends AutoCloseable> void play(
            Workload<C> workload,
            TrialClients<C> clients,
            ClientFactories factories,
            Optional<Cluster> cluster,
            Schedule schedule,
            RunFolder folder)
            throws Exception {
        writeSpec(cluster, folder);
        int workers = spec.options().concurrency();
        WorkloadRun<C> run = workload.start(Judge.workloadOptions(spec));
        Mesh mesh = cluster.map(Cluster::mesh).orElseGet(Mesh::none);
        WorkerFreezer freezer = new WorkerFreezer(clients.freezing(new ClientLinks(mesh)));
        FaultEnvironment environment = new FaultEnvironment(
                cluster,
                mesh,
                new RunClients(
                        freezer,
                        clients.stepping(),
                        TrialClients.abilities(
                                factories, workload, spec.options().clients()),
                        factories.lease()),
                workers);
        Nemesis nemesis = nemesis(schedule, environment);
        try (Recorder recorder = Recorder.create(folder.liveHistoryFile());
                Runner runner = new Runner(
                        RunnerOptions.of(workers, spec.options().operationTimeout(), spec.seed()),
                        process ->
                                script.client(clients.open(process.reaching(routes(cluster, process.worker())), run)),
                        nemesis::invoke,
                        freezer,
                        recorder)) {
            recorder.addListener(listener::event);
            recorder.addListener(nemesis::recorded);
            cluster.ifPresent(servers -> servers.onServerEnd(end -> {
                if (!servers.members().mayEnd(end.node())) {
                    runner.note(ServerEnds.F, ServerEnds.value(end), null);
                }
            }));
            Optional<ViolationWatch> watch = spec.options().stopOnViolation()
                    ? Optional.of(new ViolationWatch(
                            recorder.file(), workload.checker(Judge.workloadOptions(spec)), runner::stop))
                    : Optional.empty();
            SuccessWatch successes = new SuccessWatch(runner::stop);
            recorder.addListener(successes::recorded);
            UnusedLinks unused = new UnusedLinks(workers);
            recorder.addListener(unused::recorded);
            // inside this JVM nothing settles but what was frozen
            Duration settling = cluster.isEmpty() && schedule.isEmpty() ? Duration.ZERO : SETTLE;
            phases(runner, run, nemesis, new EarlyEnd(successes, watch), settling)
                    .ifPresent(cut -> noteInterruption(cut, folder));
            List<Integer> past = unused.workers(mesh);
            if (!past.isEmpty()) {
                runner.note(UnusedLinks.F, past, null);
            }
            cluster.ifPresent(servers -> servers.onServerEnd(end -> {}));
        }
    }

    /** So that whoever judges the folder, now or later, knows of it. */
    private void noteInterruption(Interruption cut, RunFolder folder) {
        LOG.info("{}", cut.sentence(spec.options().time()));
        try {
            folder.writeSpec(folder.readSpec().withInterruption(cut));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Supplier<Routes> routes(Optional<Cluster> cluster, int worker) {
        return cluster.map(running -> Routes.following(running, worker)).orElse(Routes::none);
    }

    /** With the versions of what runs. */
    private void writeSpec(Optional<Cluster> cluster, RunFolder folder) throws IOException {
        TreeMap<String, String> versions = new TreeMap<>(spec.versions());
        versions.put("ordeal", version());
        versions.put("java", Runtime.version().toString());
        cluster.ifPresent(running -> versions.putAll(running.versions()));
        folder.writeSpec(spec.withVersions(versions));
    }

    /** Ordeal's own, as {@code test.json} has it. */
    public static String version() {
        return Optional.ofNullable(Trial.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private Nemesis nemesis(Schedule schedule, FaultEnvironment environment) {
        try {
            return new Nemesis(spec.seed(), schedule, spec.askedFor(), environment);
        } catch (IllegalArgumentException refused) {
            throw new RefusedRunException(String.valueOf(refused.getMessage()));
        }
    }

    /**
     * @param settling how long before the last operations
     * @return what was cut short, by {@link #stop} or an early end; empty if all came to its own end
     */
    private Optional<Interruption> phases(
            Runner runner, WorkloadRun<?> run, Nemesis nemesis, EarlyEnd early, Duration settling) throws Exception {
        runner.openClients();
        playing.set(runner);
        if (stopped) {
            // by somebody who may have found nothing to stop yet, and interrupted this thread instead
            playing.set(null);
            throw new InterruptedException("stopped before its first operation");
        }
        Duration asked = spec.options().time();
        Interruption cut = null;
        try {
            phase("running for " + DurationText.print(asked));
            long began = System.nanoTime();
            LOG.info("the main phase begins");
            nemesis.begin(runner);
            if (stopped || !runner.run(mainPhase(run, nemesis))) {
                cut = new Interruption(
                        stopped ? During.MAIN_PHASE : early.why().orElse(During.MAIN_PHASE),
                        Duration.ofNanos(System.nanoTime() - began));
            }
            early.close();
            phase("healing");
            endFaults(nemesis);
            if (!runner.run(nemesis.healing()) && cut == null) {
                cut = new Interruption(During.HEALING, asked);
            }
        } catch (Exception | Error failed) {
            early.close();
            try {
                nemesis.close();
            } catch (Exception alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
        makeSureOfHealing(nemesis, runner);
        if (cut != null && cut.during() == During.NO_SUCCESS) {
            return Optional.of(cut); // nor would the last operations succeed
        }
        phase("last operations");
        Generator last = Generators.phases(
                Generators.clients(Generators.sleep(settling)), Generators.clients(run.finalGenerator()));
        if (!runner.run(Generators.timeLimit(run.finalPhaseAtMost(), last)) && cut == null) {
            cut = new Interruption(During.LAST_OPERATIONS, asked);
        }
        return Optional.ofNullable(cut);
    }

    private static void endFaults(Nemesis nemesis) throws InterruptedException {
        try {
            nemesis.end();
        } catch (TimeoutException hangs) {
            LOG.error("a fault hangs; all is healed that can be", hangs);
        }
    }

    /** What can't be healed is told, and what was recorded is judged none the less: it may prove a violation. */
    private static void makeSureOfHealing(Nemesis nemesis, Runner runner) throws InterruptedException {
        try {
            nemesis.close();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            LOG.error("not everything could be healed", failed);
            runner.note(FaultEvidence.UNHEALED, null, Outcomes.describe(failed));
        }
    }

    private Generator mainPhase(WorkloadRun<?> run, Nemesis nemesis) {
        return Generators.timeLimit(
                spec.options().time(),
                Generators.clientsAndNemesis(
                        script.operations(run, spec.options()),
                        nemesis.presence(spec.options().time())));
    }

    private TrialOutcome judge(RunFolder folder) throws IOException {
        phase("judging");
        TrialOutcome outcome = Judge.judgeRun(folder, catalog, CheckContext.withTimeLimit(JUDGE_AT_MOST));
        compress(folder.liveHistoryFile());
        folder.writeVerdict(outcome.report());
        HtmlReport.write(folder, outcome.report(), outcome.history());
        return outcome;
    }

    /** Puts {@code history.edn.gz} in the place of {@code history.edn}; at no time is there neither. */
    private static void compress(Path plain) throws IOException {
        Path compressed = plain.resolveSibling(plain.getFileName() + ".gz");
        Path unfinished = plain.resolveSibling(plain.getFileName() + ".gz.part");
        try (InputStream in = Files.newInputStream(plain);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
            in.transferTo(out);
        }
        Files.move(unfinished, compressed, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(plain);
    }
}
