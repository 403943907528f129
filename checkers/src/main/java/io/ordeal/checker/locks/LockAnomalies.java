package io.ordeal.checker.locks;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Findings;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with one lock's holds, and says it with its witnesses. */
final class LockAnomalies {
    private final History history;
    private final Holds.OfLock all;
    private final @Nullable Object lock;
    private final List<Anomaly> found = new ArrayList<>();
    private @Nullable Map<Integer, List<Hold>> givenUp;

    LockAnomalies(History history, Holds.OfLock all) {
        this.history = history;
        this.all = all;
        this.lock = all.lock;
    }

    /** What is told of them. */
    List<Anomaly> told(CheckContext context) {
        return Findings.told(found, context);
    }

    int count() {
        return found.size();
    }

    void add(Anomaly anomaly) {
        found.add(anomaly);
    }

    /**
     * Holds that begin before an earlier one has ended.
     *
     * @param holds in the order in which they were granted
     * @param renewable whether a process may be granted again what it holds
     */
    void overlaps(List<Hold> holds, boolean renewable) {
        Hold longest = null;
        for (Hold hold : holds) {
            if (longest != null
                    && hold.granted() < longest.end()
                    && !(renewable && hold.process() == longest.process())) {
                found.add(overlap(List.of(longest, hold)));
            }
            if (longest == null || hold.end() > longest.end()) {
                longest = hold;
            }
        }
    }

    /** Holds that begin before an earlier one has ended, unless both are shares. */
    void holdsBesideShares(List<Hold> holds) {
        Hold longest = null;
        Hold longestAlone = null;
        for (Hold hold : holds) {
            Hold other = hold.shared() ? longestAlone : longest;
            if (other != null && hold.granted() < other.end()) {
                found.add(overlap(List.of(other, hold)));
            }
            if (longest == null || hold.end() > longest.end()) {
                longest = hold;
            }
            if (!hold.shared() && (longestAlone == null || hold.end() > longestAlone.end())) {
                longestAlone = hold;
            }
        }
    }

    /** More holds at once than a semaphore has permits. */
    void tooManyHolds(List<Hold> holds, int permits) {
        PriorityQueue<Hold> current = new PriorityQueue<>(Comparator.comparingInt(Hold::end));
        for (Hold hold : holds) {
            for (Hold first = current.peek(); first != null && first.end() < hold.granted(); first = current.peek()) {
                current.remove();
            }
            current.add(hold);
            if (current.size() > permits) {
                List<Hold> together = new ArrayList<>(current);
                together.sort(Comparator.comparingInt(Hold::granted));
                found.add(overlap(together));
            }
        }
    }

    /** A token that is not above the last, where the holds themselves are in order. */
    void tokensInOrderOfGrants(List<Hold> holds) {
        for (Hold hold : holds) {
            if (hold.token() == null) {
                throw new UnjudgeableHistoryException("event " + history.index(hold.granted())
                        + ": a fenced-mutex answers :acquire with [lock token], token an integer");
            }
        }
        for (int i = 1; i < holds.size(); i++) {
            Hold before = holds.get(i - 1);
            Hold after = holds.get(i);
            if (before.end() < after.granted() && before.token() != null && after.token() != null) {
                if (after.token() <= before.token()) {
                    found.add(token(before, after));
                }
            }
        }
    }

    Anomaly token(Hold before, Hold after) {
        String explanation = "process " + after.process() + " was granted " + name() + " with token " + after.token()
                + " at " + at(after.granted()) + ", though process " + before.process() + " had been granted it with "
                + (after.token() != null && after.token().equals(before.token())
                        ? "the same token"
                        : "token " + before.token())
                + " before, at " + at(before.granted());
        return anomaly(AnomalyType.TOKEN_NOT_RISING, explanation, List.of(before, after), List.of());
    }

    /** A release that succeeded though its process held nothing. */
    void strayRelease(int release, List<Hold> holds) {
        Hold holder = null;
        for (Hold hold : holds) {
            if (hold.granted() < release && hold.end() > release) {
                holder = hold;
            }
        }
        String explanation = "process " + history.process(release) + " released " + name() + " at " + at(release)
                + ", and was told that it had, though it did not hold it; "
                + (holder == null
                        ? "nobody did for certain"
                        : "process " + holder.process() + " did, since " + at(holder.granted()));
        found.add(anomaly(
                AnomalyType.RELEASE_BY_OTHER,
                explanation,
                holder == null ? List.of() : List.of(holder),
                List.of(release, history.partner(release))));
    }

    private Anomaly overlap(List<Hold> holds) {
        Hold newest = holds.get(holds.size() - 1);
        StringBuilder words = new StringBuilder("process " + newest.process() + " was granted "
                + (newest.shared() ? "a share of " : "") + name() + " at " + at(newest.granted()) + ", while ");
        for (int i = 0; i < holds.size() - 1; i++) {
            Hold hold = holds.get(i);
            words.append(i > 0 ? ", and " : "")
                    .append(hold.process() == newest.process() ? "it" : "process " + hold.process())
                    .append(hold.shared() ? " had a share of it from " : " held it from ")
                    .append(at(hold.granted()))
                    .append(until(hold));
        }
        return anomaly(AnomalyType.OVERLAPPING_HOLDS, words.toString(), holds, List.of());
    }

    private String until(Hold hold) {
        return switch (hold.ending()) {
            case NEVER -> " on, to the end of the history";
            case EXPIRY -> " until " + hold.ending().words;
            case RELEASE, SESSION_LOST -> " until " + hold.ending().words + " at " + at(hold.end());
        };
    }

    private Anomaly anomaly(AnomalyType type, String explanation, List<Hold> holds, List<Integer> more) {
        TreeSet<Integer> events = new TreeSet<>(more);
        List<Map<String, Object>> intervals = new ArrayList<>();
        for (Hold hold : holds) {
            events.add(hold.asked());
            events.add(hold.granted());
            Map<String, Object> interval = new LinkedHashMap<>();
            interval.put("process", hold.process());
            if (hold.shared()) {
                interval.put("shared", true);
            }
            interval.put("asked", history.index(hold.asked()));
            interval.put("granted", history.index(hold.granted()));
            if (!hold.isOpen()) {
                interval.put("until", history.index(hold.end()));
            }
            if (hold.token() != null) {
                interval.put("token", hold.token());
            }
            intervals.add(Map.copyOf(interval));
        }
        return new Anomaly(type.wire(), lock, explanation, witness(events, holds), Map.of("holds", intervals));
    }

    /**
     * The events that prove it, as a history by themselves: with what ended the holds, and what came in the midst of those
     * of reentrant locks, each as far as it went until the last grant or answer that is told; and with the holds that their
     * processes may have given up meanwhile, for else it would be one of those that are told.
     */
    private List<Op> witness(NavigableSet<Integer> told, List<Hold> holds) {
        int last = told.last();
        TreeSet<Integer> events = new TreeSet<>(told);
        List<Hold> shown = new ArrayList<>(holds);
        for (Hold hold : holds) {
            for (Hold other : givenUp().getOrDefault(hold.process(), List.of())) {
                if (!shown.contains(other) && other.end() > hold.granted() && other.end() < last) {
                    events.add(other.asked());
                    events.add(other.granted());
                    shown.add(other);
                }
            }
        }
        for (Hold hold : shown) {
            if (!hold.isOpen() && hold.ending() != Hold.Ending.EXPIRY) {
                events.add(hold.end());
            }
            all.nestedIn(hold).stream().filter(at -> at < last).forEach(events::add);
        }
        Set<Integer> open = new HashSet<>();
        List<Op> witness = new ArrayList<>();
        for (int at : completed(events, last)) {
            if (!history.isInvoke(at)) {
                open.remove(history.process(at));
                witness.add(history.op(at));
            } else if (open.add(history.process(at))) {
                witness.add(history.op(at));
            }
        }
        return witness;
    }

    /** By process, the holds that are taken to end with a release of unknown outcome. */
    private Map<Integer, List<Hold>> givenUp() {
        if (givenUp == null) {
            givenUp = all.holds.stream()
                    .filter(hold -> hold.ending() == Hold.Ending.RELEASE && history.outcome(hold.end()) != OpType.OK)
                    .collect(Collectors.groupingBy(Hold::process));
        }
        return givenUp;
    }

    private NavigableSet<Integer> completed(NavigableSet<Integer> events, int last) {
        TreeSet<Integer> with = new TreeSet<>(events);
        for (int at : events) {
            if (history.isInvoke(at) && history.partner(at) >= 0 && history.partner(at) <= last) {
                with.add(history.partner(at));
            }
        }
        return with;
    }

    private String name() {
        return lock == null ? "the lock" : "lock " + EdnText.name(lock);
    }

    private String at(int position) {
        long nanos = history.timeNanos(position);
        return "event " + history.index(position)
                + (nanos < 0 ? "" : " (" + nanos / 1_000_000 + "." + nanos / 100_000 % 10 + " ms)");
    }
}
