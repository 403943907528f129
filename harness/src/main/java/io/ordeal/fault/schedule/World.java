package io.ordeal.fault.schedule;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.mesh.Mesh.Way;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongBiFunction;

/** What is so at a moment: what a condition may find when it is its turn. For one thread at a time. */
final class World {
    private final ToLongBiFunction<Condition.Unit, Way> passed;
    private final int concurrency;
    private final Map<Integer, Op> open = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, List<String>> victims = new HashMap<>();
    private Set<String> primaries = Set.of();
    private boolean primariesKnown;

    /**
     * @param passed how many bytes or messages have passed on a way so far
     * @param concurrency workers: a process' worker is its number modulo this
     */
    World(ToLongBiFunction<Condition.Unit, Way> passed, int concurrency) {
        this.passed = passed;
        this.concurrency = concurrency;
    }

    void note(Op event) {
        if (event.type() == OpType.INVOKE) {
            open.put(event.process(), event);
        } else {
            open.remove(event.process());
        }
    }

    /** An operation that is open now. */
    Optional<Op> findOpen(Condition.OperationFilter which) {
        return open.values().stream().filter(event -> matches(which, event)).findFirst();
    }

    boolean matches(Condition.OperationFilter which, Op event) {
        return (which.f().isEmpty() || which.f().get().equals(event.f()))
                && (which.process().isEmpty() || which.process().get() == event.process())
                && (which.worker().isEmpty() || which.worker().get() == event.process() % concurrency)
                && (which.key().isEmpty() || which.key().get().equals(key(event)));
    }

    private static String key(Op event) {
        return event.value() instanceof List<?> list && !list.isEmpty()
                ? String.valueOf(list.get(0))
                : String.valueOf(event.value());
    }

    long passed(Condition.Unit unit, Way way) {
        return passed.applyAsLong(unit, way);
    }

    void note(Happening.PrimariesAre now) {
        primaries = now.nodes();
        primariesKnown = true;
    }

    /** Who is primary; nobody if that is not known yet. */
    Set<String> primaries() {
        return primaries;
    }

    boolean knowsPrimaries() {
        return primariesKnown;
    }

    /** @param struck the nodes that it struck */
    void begun(String fault, List<String> struck) {
        begun.add(fault);
        victims.put(fault, List.copyOf(struck));
    }

    void ended(String fault) {
        ended.add(fault);
    }

    boolean hasBegun(String fault) {
        return begun.contains(fault);
    }

    boolean hasEnded(String fault) {
        return ended.contains(fault);
    }

    /** Whom a fault struck; nobody if it has not, or struck no node. */
    List<String> victims(String fault) {
        return victims.getOrDefault(fault, List.of());
    }

    /** The nodes that a word means, a node's name or {@code victim=ID}. */
    List<String> nodes(String who) {
        return Victims.faultOf(who).map(this::victims).orElseGet(() -> List.of(who));
    }
}
