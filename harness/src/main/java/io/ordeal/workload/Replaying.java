package io.ordeal.workload;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.history.Op;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a workload has to say when recorded operations of another of its runs are made again. Each worker makes its own, in
 * their order; their answers may be others than they were.
 *
 * <p>Most workloads have nothing to say: {@link #AS_RECORDED}.
 */
public interface Replaying {
    /** Every operation is made, whatever was answered before, and no operation is of interest afterwards. */
    Replaying AS_RECORDED = new Replaying() {};

    /**
     * The operations that a main phase makes, in the place of {@link WorkloadRun#generator}'s. Whoever notes what was done,
     * for the last reads, notes it here; who begins with something that the others wait for puts that before.
     */
    default Generator operations(Generator recorded) {
        return recorded;
    }

    /**
     * What a worker does where the recording has an operation: that one; or nothing, if it makes sense only after an answer
     * that did not come this time (a release without a grant). A function of its arguments alone.
     *
     * @param recorded the operation
     * @param then how the worker's last operation before it ended, in the recording; empty if there was none
     * @param now how the worker's last operation ended this time; empty if there was none yet
     */
    default List<Invocation> instead(Invocation recorded, Optional<Op> then, Optional<Op> now) {
        return List.of(recorded);
    }

    /**
     * Whether an operation follows from what its worker was answered last, as a release does from a grant. It is made as long
     * after the answer as in the recording, whenever that was: a lock that was granted sooner today is not held for longer.
     */
    default boolean follows(Invocation recorded) {
        return false;
    }

    /**
     * What a worker does at once, before anything else, as what it was answered makes it necessary and the recording does not
     * have it next: a release after a grant, where the recording had a refusal.
     *
     * @param answer how its last operation ended
     * @param next what the recording has next of it; empty at its end
     */
    default Optional<Invocation> owed(Op answer, Optional<Invocation> next) {
        return Optional.empty();
    }

    /**
     * Whether an operation may be made again as it is, with the same value and as often as one likes, by a worker who was not
     * answered what the recording was: a read, which changes nothing; asking for a lock, which is given back if it was granted.
     */
    default boolean mayBeRepeated(Invocation recorded) {
        return recorded.f().equals("read");
    }

    /**
     * How recorded operations are made several times in one run, so that no round meddles with another, and values stay
     * unique where they were: on other keys, or with other ids.
     *
     * @param recorded all that are to be made again and again
     * @return empty if they can't be kept apart
     */
    default Optional<Rounds> rounds(List<Invocation> recorded) {
        return Optional.empty();
    }

    /** An operation of a round; the first, 0, is as recorded. */
    @FunctionalInterface
    interface Rounds {
        Invocation in(int round, Invocation recorded);
    }

    /** Every operation is made, and noted; in rounds as they are. */
    static Replaying noting(UnaryOperator<Generator> notes, Function<List<Invocation>, Rounds> rounds) {
        return new Replaying() {
            @Override
            public Generator operations(Generator recorded) {
                return notes.apply(recorded);
            }

            @Override
            public Optional<Rounds> rounds(List<Invocation> recorded) {
                return Optional.of(rounds.apply(recorded));
            }
        };
    }
}
