package io.ordeal.fault.schedule;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.NemesisJournal;
import io.ordeal.fault.StepWatcher;
import io.ordeal.fault.schedule.ScheduleState.Deed;
import io.ordeal.history.Op;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 *   recorder ─ operation ─┐
 *   workers  ─── step ────┤                       ┌─ thread ── strike k1 ──┐
 *   clock    ─── tick ────┼─▶ ScheduleState ─deeds┼─ thread ── heal k2 ────┼─▶ told, which may make others due
 *   looker   logs, links ─┤                       └─ …
 *   asker   ─ primaries ──┘
 */
/**
 * Plays a schedule against a system: hears and looks what happens, and has done what is due, every deed on a thread of its
 * own. Nothing is done by whoever brings the news, but a client at a step waits there until its fault has struck.
 */
final class ScheduleEngine {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleEngine.class);

    /** How often logs and links are looked at: a link's bytes and a log's lines are known so much too late at most. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Between two questions who is primary, which cost the system something. */
    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /** How long a client waits at a step for the fault that it set off. */
    private static final long STEP_SECONDS = 30;

    /** Does what is due. */
    interface Doer {
        /** Strikes. Returns the nodes that it struck; what went wrong is its own to tell. */
        List<String> strike(Deed deed);

        void heal(Deed deed);
    }

    private final Schedule schedule;
    private final FaultEnvironment environment;
    private final ScheduleState state;
    private final Doer doer;
    private final ExecutorService hands = Executors.newCachedThreadPool(task -> daemon(task, "ordeal-fault"));
    private final List<Thread> watchers = new ArrayList<>();
    private final StepWatcher steps = this::at;
    private volatile boolean running;
    private volatile NemesisJournal journal = new Unheard();
    private volatile Thread clock = new Thread();

    ScheduleEngine(Schedule schedule, FaultEnvironment environment, Doer doer) {
        this.schedule = schedule;
        this.environment = environment;
        this.doer = doer;
        state = new ScheduleState(
                schedule,
                environment.concurrency(),
                (unit, way) -> passed(environment.mesh(), unit, way),
                () -> LockSupport.unpark(clock));
    }

    ScheduleState state() {
        return state;
    }

    /** Before the first event. */
    private static final class Unheard implements NemesisJournal {
        @Override
        public long nowNanos() {
            return 0;
        }

        @Override
        public void note(String f, @Nullable Object value, @Nullable Object error) {
            throw new IllegalStateException("nothing has begun: " + f);
        }
    }

    /** What has passed from one to another, whoever opened the connections; 0 where nothing is counted. */
    static long passed(Mesh mesh, Condition.Unit unit, Way way) {
        boolean bytes = unit == Condition.Unit.BYTES;
        long there = mesh.traffic(new Link(way.from(), way.to()))
                .map(traffic -> bytes ? traffic.upstreamBytes() : traffic.upstreamMessages())
                .orElse(0L);
        long back = mesh.traffic(new Link(way.to(), way.from()))
                .map(traffic -> bytes ? traffic.downstreamBytes() : traffic.downstreamMessages())
                .orElse(0L);
        return there + back;
    }

    /** The main phase begins. */
    void begin(NemesisJournal history) {
        journal = history;
        running = true;
        if (awaits(Condition.Primary.class) || awaits(Condition.Deposed.class)) {
            watch("primaries", this::askForPrimaries);
        }
        if (awaits(Condition.Step.class)) {
            environment.stepping().ifPresent(clients -> clients.watch(steps));
        }
        List<Deed> first = state.begin(history.nowNanos());
        clock = watch("clock", this::watchTheClock);
        if (awaits(Condition.Traffic.class) || awaits(Condition.LogLine.class)) {
            Map<String, LogWatch> logs = logs();
            watch("looker", () -> look(logs));
        }
        begin(first);
    }

    private boolean awaits(Class<? extends Condition> kind) {
        return schedule.conditions().anyMatch(kind::isInstance);
    }

    private Thread watch(String name, Runnable task) {
        Thread thread = daemon(task, "ordeal-schedule-" + name);
        watchers.add(thread);
        thread.start();
        return thread;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** An event of the history. Called under the runner's lock, in order. */
    void recorded(Op event) {
        if (running && event.isClient()) {
            begin(state.operation(event));
        }
    }

    private void at(StepWatcher.Step step) throws InterruptedException {
        if (!running) {
            return;
        }
        List<Deed> deeds =
                state.happened(new Happening.StepReached(step.name(), step.node(), step.worker()), journal.nowNanos());
        for (CompletableFuture<?> deed : begin(deeds)) {
            try {
                deed.get(STEP_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("a client goes on from step {} though its fault may not have struck", step.name(), e);
            }
        }
    }

    /** Has deeds done, each by a thread of its own. */
    private List<CompletableFuture<?>> begin(List<Deed> deeds) {
        if (deeds.isEmpty()) {
            return List.of();
        }
        List<CompletableFuture<?>> begun = new ArrayList<>();
        for (Deed deed : deeds) {
            try {
                begun.add(CompletableFuture.runAsync(() -> perform(deed), hands));
            } catch (RejectedExecutionException over) {
                LOG.debug(
                        "the main phase is over: {} is left as it is",
                        deed.fault().id());
            }
        }
        return begun;
    }

    private void perform(Deed deed) {
        String id = deed.fault().id();
        List<Deed> next;
        if (deed.strikes()) {
            List<String> struck = doer.strike(deed);
            next = state.struck(id, struck, journal.nowNanos());
        } else {
            doer.heal(deed);
            next = state.healed(id, journal.nowNanos());
        }
        begin(next);
    }

    private void watchTheClock() {
        while (running) {
            long now = journal.nowNanos();
            long due = state.dueNanos();
            if (due <= now) {
                begin(state.tick(now));
            } else if (due == Wait.NEVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, due - now);
            }
        }
    }

    private void askForPrimaries() {
        while (running) {
            try {
                environment
                        .primaries()
                        .now()
                        .ifPresent(
                                nodes -> begin(state.happened(new Happening.PrimariesAre(nodes), journal.nowNanos())));
            } catch (InterruptedException over) {
                return;
            }
            LockSupport.parkNanos(this, ASK_NANOS);
        }
    }

    private Map<String, LogWatch> logs() {
        Map<String, LogWatch> logs = new LinkedHashMap<>();
        environment.cluster().ifPresent(cluster -> {
            for (NodeSpec node : cluster.description().nodes()) {
                findLog(cluster, node.name(), logs);
            }
        });
        return logs;
    }

    private static void findLog(Cluster cluster, String node, Map<String, LogWatch> into) {
        cluster.findLog(node).ifPresent(log -> into.put(node, new LogWatch(log)));
    }

    private void look(Map<String, LogWatch> logs) {
        boolean links = awaits(Condition.Traffic.class);
        while (running) {
            logs.forEach((node, log) -> {
                try {
                    for (String line : log.added()) {
                        begin(state.happened(new Happening.LineLogged(node, line), journal.nowNanos()));
                    }
                } catch (IOException unreadable) {
                    LOG.debug("the log of {} can't be read", node, unreadable);
                }
            });
            if (links) {
                begin(state.happened(new Happening.LinksLookedAt(), journal.nowNanos()));
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    /**
     * The main phase is over: nothing more begins. Waits for what is being done.
     *
     * @throws TimeoutException it is not done within the time: what it breaks and mends is not known
     */
    void end(Duration patience) throws InterruptedException, TimeoutException {
        running = false;
        state.end();
        environment.stepping().ifPresent(clients -> clients.unwatch(steps));
        watchers.forEach(Thread::interrupt);
        hands.shutdown();
        if (!hands.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            hands.shutdownNow();
            throw new TimeoutException("the nemesis hangs: a fault was not injected or healed within "
                    + patience.toSeconds() + " s after the main phase");
        }
        for (Thread watcher : watchers) {
            watcher.join(patience.toMillis());
        }
    }
}
