package io.ordeal.checker.locks;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.linearizability.Linearizability;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.Cuts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges locks by the intervals of their holds.
 *
 * <p><b>Guarantees</b>: as linearizability to {@link LockModel}, exactly; of a lease, that no two processes held it at
 * once before their time was up, by the history's own clock: Unknown if that depends on when a release of unknown outcome
 * took effect whose process acquired the lease again.
 *
 * <p><b>Cannot detect</b>: a holder that goes on using what the lock guards after it has released it, or was told that
 * its session is lost.
 *
 * <p><b>Complexity</b>: linear in the history; of a lock that {@link Holds} calls uncertain, that of the search.
 */
final class LockChecker implements Checker {
    /** As {@code --algorithm} names it. */
    static final String INTERVALS = "intervals";

    private final LockKind kind;
    private final int permits;
    private final @Nullable Duration ttl;
    private final Optional<String> algorithm;

    LockChecker(LockKind kind, int permits, @Nullable Duration ttl, Optional<String> algorithm) {
        this.kind = kind;
        this.permits = permits;
        this.ttl = ttl;
        this.algorithm = algorithm;
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        CheckResult result = judged(history, context);
        return result.verdict().isInvalid() || !history.fNames().contains("session-lost")
                ? result
                : withEndings(result, Holds.of(history, kind, context));
    }

    /**
     * As linearizability: of a history that is so, each beginning is. What is recorded yet says nothing of what went before;
     * that a session was lost ends a hold where it is recorded. When a lease ran out, the clock may tell of its release yet.
     */
    @Override
    public boolean violationsLast(History soFar) {
        return kind != LockKind.LEASE;
    }

    @Override
    public Cuts cuts(History history) {
        return kind == LockKind.LEASE ? new LeaseCuts(history) : new LockCuts(history);
    }

    private static CheckResult withEndings(CheckResult result, List<Holds.OfLock> locks) {
        long holds = locks.stream().mapToLong(lock -> lock.holds.size()).sum();
        long told = locks.stream()
                .flatMap(lock -> lock.holds.stream())
                .filter(hold -> hold.ending() == Hold.Ending.SESSION_LOST)
                .count();
        return told == 0
                ? result
                : result.withNote(told + " of " + holds + " holds ended by their own client's word that its session was"
                        + " lost: of what it did with the lock afterwards nothing is judged");
    }

    private CheckResult judged(History history, CheckContext context) {
        if (algorithm.equals(Optional.of(Linearizability.SEARCH))) {
            return search(history, context);
        }
        if (ttl != null) {
            requireTimes(history);
        }
        List<Holds.OfLock> locks = Holds.of(history, kind, context);
        List<Anomaly> anomalies = new ArrayList<>();
        List<Object> uncertain = new ArrayList<>();
        CheckResult result = CheckResult.of(Verdict.valid()).withNote("algorithm: " + INTERVALS);
        int holds = 0;
        int late = 0;
        Hold doubtful = null;
        for (Holds.OfLock lock : locks) {
            context.checkpoint();
            holds += lock.holds.size();
            late += lock.lateReleases;
            if (lock.uncertain && kind != LockKind.LEASE) {
                uncertain.add(lock.lock == null ? Values.class : lock.lock);
            } else {
                LockAnomalies certain = judge(history, lock, false);
                anomalies.addAll(certain.told(context));
                if (kind == LockKind.LEASE
                        && certain.count() == 0
                        && judge(history, lock, true).count() > 0) {
                    doubtful = lock.holds.stream()
                            .filter(Hold::doubtful)
                            .findFirst()
                            .orElseThrow();
                }
            }
        }
        result = result.withVerdict(Verdict.of(anomalies))
                .and(new CheckResult(Verdict.valid(), List.of(), Map.of("holds", holds)));
        if (late > 0) {
            result =
                    result.withNote(late + " releases came after their process had been told that its session was lost,"
                            + " and count for nothing");
        }
        if (doubtful != null) {
            result = result.and(CheckResult.of(Verdict.unknown("process " + doubtful.process()
                    + " acquired the lease at"
                    + " event " + history.index(doubtful.granted()) + " after a release whose outcome it never learnt,"
                    + " which may have ended it: let a process end there, as Jepsen does")));
        }
        return uncertain.isEmpty() ? result : result.and(judgeUncertain(history, uncertain, context));
    }

    /**
     * A grant, unless the client's next word is that its session was lost: such a hold lasted for no time at all, by its
     * own word, so that no other could overlap it.
     */
    @Override
    public boolean judges(History history, int completion) {
        if (!LockKind.isGrant(history.f(completion))) {
            return false;
        }
        for (int i = completion + 1; i < history.size(); i++) {
            if (history.process(i) == history.process(completion)) {
                return !history.f(i).equals("session-lost");
            }
        }
        return true;
    }

    private CheckResult judgeUncertain(History history, List<Object> uncertain, CheckContext context) {
        if (algorithm.isPresent()) {
            throw new UnjudgeableHistoryException("a process went on with lock " + uncertain.get(0) + " after an"
                    + " operation on it of unknown outcome, which intervals can't judge: leave --algorithm out");
        }
        History part = history.select(i -> {
            Object lock = history.value(i);
            return history.isClient(i) && uncertain.contains(lock == null ? Values.class : lock);
        });
        return search(part, context);
    }

    private CheckResult search(History history, CheckContext context) {
        return Linearizability.of(kind.model(permits))
                .reading(LockShape.INSTANCE)
                .check(history, context);
    }

    /** @param withDoubtful whether holds that may have been ended early are taken to have lasted */
    private LockAnomalies judge(History history, Holds.OfLock lock, boolean withDoubtful) {
        List<Hold> cores = kind == LockKind.LEASE ? leased(history, lock.holds, withDoubtful) : lock.holds;
        LockAnomalies found = new LockAnomalies(history, lock);
        if (permits > 1) {
            found.tooManyHolds(cores, permits);
        } else if (kind == LockKind.READ_WRITE) {
            found.holdsBesideShares(cores);
        } else {
            found.overlaps(cores, kind == LockKind.LEASE);
        }
        for (int release : lock.strayReleases) {
            if (kind != LockKind.LEASE || !mayHaveHeld(history, release)) {
                found.strayRelease(release, lock.holds);
            }
        }
        if (kind == LockKind.FENCED) {
            found.tokensInOrderOfGrants(lock.holds);
        }
        return found;
    }

    /** Whether the process of a release acquired the lock before, with any outcome but fail. */
    private static boolean mayHaveHeld(History history, int release) {
        for (int i = 0; i < release; i++) {
            if (history.isInvoke(i)
                    && history.process(i) == history.process(release)
                    && history.f(i).equals("acquire")
                    && history.outcome(i) != OpType.FAIL
                    && history.values().equal(history.valueHandle(i), history.valueHandle(release))) {
                return true;
            }
        }
        return false;
    }

    // ---- leases

    private List<Hold> leased(History history, List<Hold> holds, boolean withDoubtful) {
        List<Hold> cores = new ArrayList<>();
        for (Hold hold : holds) {
            if (hold.doubtful() && !withDoubtful) {
                continue;
            }
            long expires = history.timeNanos(hold.asked())
                    + Objects.requireNonNull(ttl, "ttl").toNanos();
            int expiry = firstAtOrAfter(history, expires);
            if (expiry <= hold.granted()) {
                continue;
            }
            cores.add(
                    expiry <= hold.end() && expiry < history.size() ? hold.endedAt(expiry, Hold.Ending.EXPIRY) : hold);
        }
        return cores;
    }

    private static int firstAtOrAfter(History history, long nanos) {
        int low = 0;
        int high = history.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (history.timeNanos(middle) < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void requireTimes(History history) {
        for (int i = 0; i < history.size(); i++) {
            if (history.timeNanos(i) < 0 || (i > 0 && history.timeNanos(i) < history.timeNanos(i - 1))) {
                throw new UnjudgeableHistoryException("event " + history.index(i) + ": a lease is judged by the clock:"
                        + " expected a :time that is not before the last event's, found " + history.timeNanos(i));
            }
        }
    }
}
