package io.ordeal.workload;

import io.ordeal.checker.Checker;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.client.Client;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A promise, and how it is tested. Found by {@code ServiceLoader} under {@code io.ordeal.workload.Workload}.
 *
 * @param <C> what a target's client must be able to do
 */
public interface Workload<C extends AutoCloseable> {
    /** As after {@code --workload}. */
    String name();

    /** The sentence that says which promise is tested. */
    String promise();

    /** The interface that a target implements to be tried. */
    Class<C> clientType();

    /** Whether it is what is tried where somebody asks for nothing else, of several that a target serves. */
    default boolean isUsual() {
        return false;
    }

    /**
     * Whether its operations come to {@link io.ordeal.client.ClientContext#pausePoint}: where not, clients that live inside
     * the harness' JVM can't be frozen, and {@code client-pause} is refused.
     */
    default boolean hasPausePoint() {
        return false;
    }

    /**
     * The operations, by their {@code :f}, in whose midst a fault is likeliest to show something: those that change what is
     * promised. Empty: any. Faults that are drawn by swarm are meant to strike then.
     */
    default Set<String> moments() {
        return Set.of();
    }

    /** The operations that a client which is a process of its own must serve, each with an example; empty: nobody has said. */
    default List<ServedOperation> operations() {
        return List.of();
    }

    /**
     * Why the clients of a run must be in one JVM: what {@link WorkloadRun#bind bind} gives them joins them beyond the system,
     * as a resource does that a lock guards. Asked where each is to be bound in a JVM of its own, to a run of its own.
     *
     * @return a sentence of its own without its dot; empty if each can be bound alone
     */
    default Optional<String> whyInOneJvm() {
        return Optional.empty();
    }

    /** All that one run needs; what it holds (say, the resource that a lock guards) is of that run only. */
    WorkloadRun<C> start(WorkloadOptions options);

    /**
     * What keeps the clients of a run apart from what earlier runs have left, in a system that the harness has not started and
     * that need not be empty: a register that an earlier run wrote would be read with a value that nobody in this one's history
     * wrote, and an id that it used would hide that this run's was lost. Usually other names for keys, in the system only.
     *
     * @param run a number that no earlier run has
     * @return empty if the workload has nothing of the kind: then it is refused there
     */
    default Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.empty();
    }

    /** Why {@link #apart} is empty, as a sentence of its own without its dot; asked only then. */
    default String whyNotApart() {
        return "nothing in its operations could be another in each run";
    }

    /** The checker for a history of this workload; also judges Unknown what tested nothing. */
    Checker checker(WorkloadOptions options);

    /**
     * The levels of isolation at which its histories can be judged, each before those that imply it; none if its promise is
     * no level.
     */
    default List<ConsistencyModel> levels() {
        return List.of();
    }

    /**
     * As {@link #checker(WorkloadOptions)}, but for a level alone.
     *
     * @param level one of {@link #levels()}
     */
    default Checker checker(WorkloadOptions options, ConsistencyModel level) {
        throw new IllegalArgumentException(name() + " is not judged at levels, such as " + level.wire());
    }
}
