package io.ordeal.fault;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Generators;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.history.Keyword;
import io.ordeal.mesh.Failures;
import io.ordeal.names.NearestNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a run: what is done when, and doing it.
 *
 * <p>In the history a fault is four events, each written {@code :info}, as in Jepsen:
 *
 * <pre>
 * {:process :nemesis, :type :info, :f :start-partition, :value "partition:primary"}
 * {:process :nemesis, :type :info, :f :start-partition, :value {:fault "partition:primary", :whom "primary", :mode "hold", …}}
 * {:process :nemesis, :type :info, :f :stop-partition, :value "partition:primary"}
 * {:process :nemesis, :type :info, :f :stop-partition, :value {:fault "partition:primary", :evidence {:measure "bytes-held", :amount 4711}, …}}
 * </pre>
 *
 * <p>Faults are independent of each other: each has a schedule of its own, so that they overlap by chance, and each heals
 * what it did and nothing else. What is drawn hangs on the seed, the fault and the number of the injection alone.
 */
public final class Nemesis implements AutoCloseable {
    private static final String START = "start-";
    private static final String STOP = "stop-";
    private static final String HEAL = "heal";

    private final long seed;
    private final Duration interval;
    private final FaultEnvironment environment;
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final Map<String, Integer> injections = new HashMap<>();

    /** So that nothing is injected any more once all is healed. */
    private final ReentrantLock lock = new ReentrantLock();

    private boolean closed;

    /**
     * The nemesis of a run, whose cluster is ready.
     *
     * @param interval the mean of spans and of quiet times, positive
     * @throws IllegalArgumentException some faults can't be injected into this system; the message has all reasons
     */
    public Nemesis(long seed, List<FaultSpec> specs, FaultEnvironment environment, Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the interval of faults must be positive, not " + interval);
        }
        List<String> refusals = refusals(specs, environment.terrain());
        if (!refusals.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", refusals));
        }
        this.seed = seed;
        this.interval = interval;
        this.environment = environment;
        for (FaultSpec spec : specs) {
            faults.put(spec.toString(), FaultKinds.named(spec.kind()).create(spec, environment));
        }
    }

    /** Why some faults can't be injected into a system, a sentence each. */
    public static List<String> refusals(List<FaultSpec> specs, Terrain terrain) {
        return specs.stream()
                .map(spec -> FaultKinds.named(spec.kind()).refusal(spec, terrain))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The faults' operations, each fault's at its own times, without end; nothing at all if there are no faults. */
    public Generator schedule() {
        return Generators.nemesis(Generators.any(faults.values().stream()
                .map(fault -> FaultSchedule.of(fault.spec(), seed, interval))
                .toArray(Generator[]::new)));
    }

    /**
     * Operations that heal every fault, and then, by {@code :heal}, whatever may be left, such as servers that ended by
     * themselves when they were cut off; then nothing more.
     */
    public Generator healing() {
        List<Generator> operations = new ArrayList<>();
        faults.values().forEach(fault -> operations.add(Generators.once(stop(fault.spec()))));
        operations.add(Generators.once(HEAL, null));
        return Generators.nemesis(Generators.sequence(operations));
    }

    static Invocation start(FaultSpec spec) {
        return new Invocation(START + spec.kind(), spec.toString());
    }

    static Invocation stop(FaultSpec spec) {
        return new Invocation(STOP + spec.kind(), spec.toString());
    }

    /**
     * Injects or heals.
     *
     * @param invocation of {@link #schedule} or {@link #healing}
     * @return what was done, for the history: a map by keywords
     * @throws Exception it failed; what a failed injection had done is undone
     */
    public Object invoke(Invocation invocation) throws Exception {
        if (invocation.f().equals(HEAL)) {
            return Map.of(Keyword.of("back"), List.copyOf(environment.healAll()));
        }
        Fault fault = faults.get(String.valueOf(invocation.value()));
        if (fault == null) {
            throw new IllegalArgumentException(
                    NearestNames.unknown("fault in this run", String.valueOf(invocation.value()), faults.keySet()));
        }
        lock.lockInterruptibly();
        try {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("fault", fault.spec().toString());
            if (invocation.f().equals(STOP + fault.spec().kind())) {
                told.putAll(told(fault.heal()));
            } else if (invocation.f().equals(START + fault.spec().kind())) {
                told.putAll(inject(fault));
            } else {
                throw new IllegalArgumentException(
                        fault.spec() + " is started by " + START + fault.spec().kind() + " and stopped by " + STOP
                                + fault.spec().kind() + ", not by " + invocation.f());
            }
            return Objects.requireNonNull(forHistory(told));
        } finally {
            lock.unlock();
        }
    }

    private static Map<String, Object> told(Healed healed) {
        Map<String, Object> told = new LinkedHashMap<>(healed.told());
        healed.evidence().ifPresent(evidence -> told.put("evidence", evidence.told()));
        return told;
    }

    private Map<String, Object> inject(Fault fault) throws Exception {
        if (closed) {
            throw new IllegalStateException("the run is over and all is healed: " + fault.spec() + " is not injected");
        }
        String name = fault.spec().toString();
        int count = injections.merge(name, 1, Integer::sum);
        try {
            return fault.inject(KeyedRandom.of(seed, "fault/" + name, GeneratorContext.NEMESIS, count));
        } catch (Exception e) {
            try {
                fault.heal();
            } catch (Exception alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /**
     * Heals everything, whatever failed before; nothing is injected any more. Idempotent, from any thread; waits for an
     * injection that is under way.
     *
     * @throws Exception something could not be healed, though everything was attempted
     */
    public void healAll() throws Exception {
        lock.lock();
        try {
            closed = true;
            Failures failures = new Failures();
            faults.values().forEach(fault -> failures.attempt(fault::heal));
            failures.attempt(environment::healAll);
            failures.throwFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws Exception {
        healAll();
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
