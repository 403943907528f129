package io.ordeal.targets.parts;

import io.ordeal.targets.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is expected of a lock. Two workloads try it, and one stands and falls with the other: {@code lock} sees its holds
 * overlap, {@code guarded-set} an update lost that the lock was to guard.
 */
public final class LockExpectations {
    /** Who says what a pause does to a lock that is a lease. */
    public static final String LEASE_RUNS_OUT =
            "Kleppmann, How to do distributed locking, 2016: a lease runs out while its holder is frozen";

    /** Who says what a wall clock that jumps does to such a lock. */
    public static final String LEASE_BY_WALL_CLOCK =
            "Kleppmann, How to do distributed locking, 2016: Redis expires keys by the wall clock; where it jumps forth, a"
                    + " lease ends before its time";

    private static final String LOCK = "lock";
    private static final String GUARDED_SET = "guarded-set";

    private LockExpectations() {}

    /** What is expected, and the same of another workload as of {@code lock}, of which it asks more. */
    public static List<Expectation> alsoOf(String workload, List<Expectation> expected) {
        Stream<Expectation> likewise = expected.stream()
                .filter(each -> each.workload().equals(LOCK))
                .map(each -> new Expectation(
                        workload,
                        each.faults(),
                        each.level(),
                        each.outcome(),
                        each.source(),
                        each.versions(),
                        each.strikes()));
        return Stream.concat(expected.stream(), likewise).toList();
    }

    /** It keeps its promise under these faults. */
    public static List<Expectation> holds(Set<String> faults, String source) {
        return List.of(Expectation.holds(LOCK, faults, source), Expectation.holds(GUARDED_SET, faults, source));
    }

    /**
     * It breaks under each of these faults.
     *
     * @param within how long a run of either workload surely shows it
     */
    public static List<Expectation> breaks(Set<String> faults, Duration within, String source) {
        return List.of(
                Expectation.breaks(LOCK, faults, "overlapping-holds", within, source),
                Expectation.breaks(GUARDED_SET, faults, Symptoms.LOST_UNDER_LOCK, within, source));
    }

    /**
     * Two hold the lock at once under each of these faults; that the set which it guards loses something is another matter.
     *
     * @param within how long a run of the lock alone surely shows it
     */
    public static List<Expectation> breaksAsLock(Set<String> faults, Duration within, String source) {
        return List.of(
                Expectation.breaks(LOCK, faults, "overlapping-holds", within, source),
                Expectation.mayBreak(GUARDED_SET, faults, Symptoms.LOST_UNDER_LOCK, source));
    }

    /**
     * A holder that freezes when it was just granted the lock finds it another's when it goes on. One that freezes at
     * another moment need not.
     *
     * @param within how long a run of either workload surely shows it
     */
    public static List<Expectation> breaksWhileItsHolderIsFrozen(Duration within, String source) {
        return Stream.of(mayBreak(Faults.CLIENT_PAUSE_ELSEWHERE, source), breaks(Faults.CLIENT_PAUSE, within, source))
                .flatMap(List::stream)
                .toList();
    }

    /** It breaks in any run, by a flaw of its own: within seconds. */
    public static List<Expectation> breaksByItself(String source) {
        return List.of(
                Expectation.breaks(LOCK, Faults.NONE, Symptoms.FREED_BY_OTHERS, Duration.ofSeconds(5), source),
                Expectation.breaks(GUARDED_SET, Faults.NONE, Symptoms.LOST_UNDER_LOCK, Duration.ofSeconds(10), source));
    }

    /** It can break under any of these faults. */
    public static List<Expectation> mayBreak(Set<String> faults, String source) {
        return List.of(
                Expectation.mayBreak(LOCK, faults, "overlapping-holds", source),
                Expectation.mayBreak(GUARDED_SET, faults, Symptoms.LOST_UNDER_LOCK, source));
    }
}
