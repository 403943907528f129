package io.ordeal.fault.schedule;

import io.ordeal.client.Invocation;
import io.ordeal.client.Outcomes;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.NemesisJournal;
import io.ordeal.fault.Terrain;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Generators;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.mesh.Failures;
import io.ordeal.names.NearestNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a run: has them done when its schedule says so, and writes down what was done.
 *
 * <p>In the history a fault is four events, each written {@code :info}, as in Jepsen:
 *
 * <pre>
 * {:process :nemesis, :type :info, :f :start-partition, :value "partition-primary-1"}
 * {:process :nemesis, :type :info, :f :start-partition, :value {:fault "partition:primary", :id "partition-primary-1", :trigger "at 1.2s", :whom "primary", :mode "hold", …}}
 * {:process :nemesis, :type :info, :f :stop-partition, :value "partition-primary-1"}
 * {:process :nemesis, :type :info, :f :stop-partition, :value {:fault "partition:primary", :id "partition-primary-1", :trigger "for 3.1s", :evidence {:measure "bytes-held", :amount 4711}, …}}
 * </pre>
 *
 * <p>Faults are independent of each other: each strikes and heals when it is its time, whatever others are busy with, and
 * heals what it did and nothing else. What is drawn hangs on the seed, the fault and the number of the injection alone.
 */
public final class Nemesis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nemesis.class);
    static final String START = "start-";
    static final String STOP = "stop-";
    private static final String HEAL = "heal";

    /** The event that tells what of the schedule did not come to pass. */
    static final String UNMET = "schedule-unmet";

    private static final Duration LONGEST_DEED = Duration.ofMinutes(2);

    private final long seed;
    private final Schedule schedule;
    private final Schedule asked;
    private final FaultEnvironment environment;
    private final Roles roles;
    private final ScheduleEngine engine;

    /** Those that have struck, by their names in the schedule. */
    private final Map<String, Fault> struck = new ConcurrentHashMap<>();

    /** Deeds hold it for reading, so that nothing is injected any more once all is healed. */
    private final ReentrantReadWriteLock deeds = new ReentrantReadWriteLock();

    private boolean closed;
    private volatile @Nullable NemesisJournal journal;

    /**
     * The nemesis of a run, whose cluster is ready.
     *
     * @param schedule of the run, with all that was drawn
     * @param asked what of it must come to pass: of this it is told what did not
     * @throws IllegalArgumentException some faults or their conditions can't be had in this system; the message has all
     *     reasons
     */
    public Nemesis(long seed, Schedule schedule, Schedule asked, FaultEnvironment environment) {
        List<String> refusals = refusals(schedule, environment.terrain());
        if (!refusals.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", refusals));
        }
        this.seed = seed;
        this.schedule = schedule;
        this.asked = asked;
        this.environment = environment;
        roles = new Roles(environment);
        engine = new ScheduleEngine(schedule, environment, new Doing());
    }

    /** Why some faults can't be injected into a system, or not when it is asked for, a sentence each. */
    public static List<String> refusals(Schedule schedule, Terrain terrain) {
        ConditionNeeds needs = new ConditionNeeds(terrain);
        return schedule.faults().stream()
                .flatMap(planned -> {
                    FaultSpec fault = planned.fault();
                    // whom a role means is known when it strikes; that there can be one is asked here
                    FaultSpec asked =
                            Roles.isRole(fault) ? new FaultSpec(fault.kind(), Optional.empty(), fault.mode()) : fault;
                    return Optional.<String>empty()
                            .or(() -> FaultKinds.refusal(asked, terrain))
                            .or(() -> Roles.refusal(planned, terrain))
                            .or(() -> Schedule.conditions(planned).stream()
                                    .map(needs::refusal)
                                    .flatMap(Optional::stream)
                                    .findFirst()
                                    .map(why -> fault + ": " + why))
                            .stream();
                })
                .distinct()
                .toList();
    }

    /** An event was recorded: conditions may be met by it. Called under the runner's lock, in order. */
    public void recorded(Op event) {
        engine.recorded(event);
    }

    /** The main phase begins. */
    public void begin(NemesisJournal history) {
        journal = history;
        engine.begin(history);
    }

    /**
     * The nemesis' part of a main phase: no operations, since faults are not generated but have their conditions; but while
     * there may be some the phase goes on, and clients that are frozen stay so.
     */
    public Generator presence(Duration time) {
        return Generators.nemesis(schedule.isEmpty() ? Generators.nothing() : Generators.sleep(time));
    }

    /**
     * The main phase is over: no fault strikes any more. Waits for what is being done, and tells what did not come to pass.
     *
     * @throws TimeoutException a fault hangs: what it breaks and mends is not known
     */
    public void end() throws InterruptedException, TimeoutException {
        engine.end(LONGEST_DEED);
        NemesisJournal history = journal;
        List<ScheduleState.Unmet> unmet = engine.state().unmet().stream()
                .filter(one -> asked.find(one.fault())
                        .filter(fault -> one.ofBegin() || !fault.end().isEmpty())
                        .isPresent())
                .toList();
        if (history != null && !unmet.isEmpty()) {
            List<Map<String, Object>> told = new ArrayList<>();
            for (ScheduleState.Unmet one : unmet) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("id", one.fault());
                map.put("of", one.ofBegin() ? "begin" : "end");
                map.put("condition", one.number());
                map.put("awaited", one.condition());
                map.put("found", one.progress());
                told.add(map);
            }
            history.note(UNMET, forHistory(told), null);
        }
    }

    /**
     * Operations that heal every fault that has struck, those that change members last, as they need the others' nodes to
     * agree; and then, by {@code :heal}, whatever may be left, such as servers
     * that ended by themselves when they were cut off; then nothing more.
     */
    public Generator healing() {
        List<Generator> operations = new ArrayList<>();
        List<PlannedFault> order = new ArrayList<>(schedule.faults());
        order.sort(Comparator.comparing(
                planned -> FaultKinds.named(planned.fault().kind()).changesMembers()));
        for (PlannedFault planned : order) {
            if (struck.containsKey(planned.id())) {
                operations.add(Generators.once(STOP + planned.fault().kind(), planned.id()));
            }
        }
        operations.add(Generators.once(HEAL, null));
        return Generators.nemesis(Generators.sequence(operations));
    }

    /**
     * Heals.
     *
     * @param invocation of {@link #healing}
     * @return what was done, for the history: a map by keywords
     * @throws Exception it failed
     */
    public Object invoke(Invocation invocation) throws Exception {
        if (invocation.f().equals(HEAL)) {
            return Map.of(Keyword.of("back"), List.copyOf(environment.healAll()));
        }
        String id = String.valueOf(invocation.value());
        PlannedFault planned = schedule.find(id)
                .orElseThrow(() -> new IllegalArgumentException(NearestNames.unknown(
                        "fault in this run",
                        id,
                        schedule.faults().stream().map(PlannedFault::id).toList())));
        Map<String, Object> told = told(planned);
        told.putAll(heal(id));
        return Objects.requireNonNull(forHistory(told));
    }

    private Map<String, Object> told(PlannedFault planned) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("fault", planned.fault().toString());
        told.put("id", planned.id());
        told.put("draws", draws(planned).toString());
        return told;
    }

    /** Does what the schedule says, on a thread of the engine's. */
    private final class Doing implements ScheduleEngine.Doer {
        @Override
        public List<String> strike(ScheduleState.Deed deed) {
            Map<String, Object> told = new LinkedHashMap<>();
            record(deed, START, told, () -> told.putAll(inject(deed)));
            return victims(told);
        }

        @Override
        public void heal(ScheduleState.Deed deed) {
            Map<String, Object> told = new LinkedHashMap<>();
            record(
                    deed,
                    STOP,
                    told,
                    () -> told.putAll(Nemesis.this.heal(deed.fault().id())));
        }

        private void record(ScheduleState.Deed deed, String verb, Map<String, Object> told, Failures.Step step) {
            NemesisJournal history = Objects.requireNonNull(journal);
            String f = verb + deed.fault().fault().kind();
            history.note(f, deed.fault().id(), null);
            told.putAll(Nemesis.this.told(deed.fault()));
            told.put("trigger", deed.trigger());
            String error = null;
            try {
                step.run();
            } catch (Exception failed) {
                LOG.warn("{} of {} failed", f, deed.fault().id(), failed);
                error = Outcomes.describe(failed);
            }
            history.note(f, forHistory(told), error);
        }
    }

    private static List<String> victims(Map<String, Object> told) {
        return told.get("nodes") instanceof Collection<?> nodes
                ? nodes.stream().map(String::valueOf).toList()
                : List.of();
    }

    private Map<String, Object> inject(ScheduleState.Deed deed) throws Exception {
        String id = deed.fault().id();
        deeds.readLock().lockInterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException("the run is over and all is healed: " + id + " is not injected");
            }
            SplittableRandom random = random(deed.fault());
            FaultSpec fault;
            try {
                fault = roles.resolve(deed, engine.state(), random);
            } catch (Roles.NobodyException nobody) {
                return Map.of("skipped", String.valueOf(nobody.getMessage()));
            }
            Fault made = FaultKinds.named(fault.kind()).create(fault, environment);
            struck.put(id, made);
            try {
                return made.inject(random);
            } catch (Exception e) {
                try {
                    made.heal();
                } catch (Exception alsoFailed) {
                    e.addSuppressed(alsoFailed);
                }
                throw e;
            }
        } finally {
            deeds.readLock().unlock();
        }
    }

    private SplittableRandom random(PlannedFault planned) {
        Draws draws = draws(planned);
        return KeyedRandom.of(seed, "fault/" + draws.fault(), GeneratorContext.NEMESIS, draws.number());
    }

    /** As the fault says; else the fault, and the how-manieth of its like it is, as the schedule has them. */
    private Draws draws(PlannedFault planned) {
        return planned.draws().orElseGet(() -> {
            List<PlannedFault> like = schedule.faults().stream()
                    .filter(other -> other.fault().equals(planned.fault()))
                    .toList();
            return new Draws(planned.fault().toString(), like.indexOf(planned) + 1L);
        });
    }

    private Map<String, Object> heal(String id) throws Exception {
        deeds.readLock().lockInterruptibly();
        try {
            Fault fault = struck.get(id);
            if (fault == null) {
                return Map.of();
            }
            Healed healed = fault.heal();
            // one that could not be healed is tried again at the end
            struck.remove(id);
            Map<String, Object> told = new LinkedHashMap<>(healed.told());
            healed.evidence().ifPresent(evidence -> told.put("evidence", evidence.told()));
            return told;
        } finally {
            deeds.readLock().unlock();
        }
    }

    /**
     * Heals everything, whatever failed before; nothing is injected any more. Idempotent, from any thread; waits for an
     * injection that is under way.
     *
     * @throws Exception something could not be healed, though everything was attempted
     */
    public void healAll() throws Exception {
        if (!deeds.writeLock().tryLock(LONGEST_DEED.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("a fault is neither injected nor healed after " + LONGEST_DEED.toSeconds()
                    + " s: what it breaks and mends is not known");
        }
        try {
            closed = true;
            Failures failures = new Failures();
            Set.copyOf(struck.values()).forEach(fault -> failures.attempt(fault::heal));
            failures.attempt(environment::healAll);
            failures.throwFirst();
        } finally {
            deeds.writeLock().unlock();
        }
    }

    @Override
    public void close() throws Exception {
        Failures failures = new Failures();
        failures.attempt(() -> engine.end(LONGEST_DEED));
        failures.attempt(this::healAll);
        failures.throwFirst();
    }

    /** In the kinds of values that a history holds. */
    private static @Nullable Object forHistory(@Nullable Object told) {
        if (told instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> result = new LinkedHashMap<>();
            map.forEach((key, value) -> result.put(Keyword.of(String.valueOf(key)), forHistory(value)));
            return result;
        }
        if (told instanceof Collection<?> collection) {
            return collection.stream().map(Nemesis::forHistory).toList();
        }
        return told instanceof Integer number ? Long.valueOf(number) : told;
    }
}
