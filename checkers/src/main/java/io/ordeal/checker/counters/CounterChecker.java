package io.ordeal.checker.counters;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Findings;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.Witness;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Judges a counter by the bounds of each read.
 *
 * <p><b>Guarantees</b>: {@code wrong-count} is a read below the sum of what was acknowledged before it began, or above that
 * and all else that was invoked before it ended; adds may be negative, and then count for the other bound. The detail {@code
 * missing} says by how much it is too low, {@code surplus} by how much too high. Unknown if an add was acknowledged after the last
 * read began: nobody would see that it is lost.
 *
 * <p><b>Cannot detect</b>: a sum between the bounds that no choice of adds makes, and reads of which one has what a later one
 * lacks, while the add is of unknown outcome: {@code linearizable-counter} does, at its price.
 *
 * <p><b>Complexity</b>: linear; what is shown of a violation, n log n.
 *
 * <p><b>Reference</b>: Jepsen's {@code checker/counter}, which takes no negative adds.
 */
final class CounterChecker implements Checker {
    private final long initial;

    CounterChecker(long initial) {
        this.initial = initial;
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        List<Bounds.Read> wrong = new ArrayList<>();
        Bounds.Read last = null;
        int reads = 0;
        Bounds bounds = new Bounds(initial);
        for (int i = 0; i < history.size(); i++) {
            if (i % 4096 == 0) {
                context.checkpoint();
            }
            if (!history.isClient(i)) {
                continue;
            }
            CounterValues.require(history, i);
            Bounds.Read read = bounds.event(history, i);
            if (read != null) {
                reads++;
                last = read;
                if (read.isWrong()) {
                    wrong.add(read);
                }
            }
        }
        long unread = bounds.unread();
        Map<String, Object> figures =
                Map.of("reads", reads, "wrong-reads", wrong.size(), "adds-after-the-last-read", unread);
        if (last == null) {
            return new CheckResult(
                    Verdict.unknown("no :read is ok, so that nothing is known of the counter"), List.of(), figures);
        }
        // What is wrong in the end is worse than what was so for a while.
        Bounds.Read first = wrong.isEmpty() || last.isWrong() ? last : wrong.get(0);
        List<Anomaly> anomalies = context.all()
                ? wrong.stream()
                        .limit(Findings.MOST_TOLD)
                        .map(read -> anomaly(history, read, 1))
                        .toList()
                : wrong.isEmpty() ? List.of() : List.of(anomaly(history, first, wrong.size()));
        Verdict verdict = Verdict.of(anomalies);
        if (unread > 0) {
            verdict = verdict.and(Verdict.unknown("no :read that is ok began after " + unread
                    + (unread == 1 ? " add was" : " adds were")
                    + " acknowledged, of which nothing is known therefore"));
        }
        return new CheckResult(verdict, List.of(), figures);
    }

    @Override
    public boolean judges(History history, int completion) {
        return history.f(completion).equals("read");
    }

    /** An add that is open now is counted as one that may have happened: whatever becomes of it, no more is allowed. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    @Override
    public Cuts cuts(History history) {
        return new CounterCuts(history, initial);
    }

    private Anomaly anomaly(History history, Bounds.Read read, int count) {
        int completion = read.completion();
        boolean tooLow = read.value() < read.low();
        String words = "process " + history.process(completion) + " read " + read.value() + " from event "
                + history.index(history.partner(completion)) + " to " + history.index(completion) + ", but "
                + (tooLow
                        ? read.low() + " is the least that adds acknowledged before it began have made of " + initial
                        : read.high() + " is the most that all adds invoked before it ended can have made of "
                                + initial);
        return new Anomaly(
                AnomalyType.WRONG_COUNT.wire(),
                null,
                words,
                witness(history, read, tooLow),
                Map.of(
                        "count",
                        count,
                        tooLow ? "missing" : "surplus",
                        tooLow ? read.low() - read.value() : read.value() - read.high()));
    }

    /**
     * The read, all adds that would bring what it should be nearer to what it is, and of those acknowledged before it the
     * largest that suffice to keep it away.
     */
    private List<Op> witness(History history, Bounds.Read read, boolean tooLow) {
        int begun = history.partner(read.completion());
        Witness witness = new Witness(history).with(read.completion());
        List<Integer> certain = new ArrayList<>();
        long bound = initial;
        for (int i = 0; i < read.completion(); i++) {
            if (!history.isClient(i)
                    || !history.isInvoke(i)
                    || !history.f(i).equals("add")
                    || history.outcome(i) == OpType.FAIL) {
                continue;
            }
            long delta = CounterValues.number(history, i);
            if (delta < 0 == tooLow && delta != 0) {
                bound += delta;
                witness.with(i);
            } else if (history.outcome(i) == OpType.OK && history.partner(i) < begun) {
                certain.add(i);
            }
        }
        certain.sort(Comparator.comparingLong((Integer add) -> Math.abs(CounterValues.number(history, add)))
                .reversed());
        for (int next = 0; tooLow ? bound <= read.value() : bound >= read.value(); next++) {
            bound += CounterValues.number(history, certain.get(next));
            witness.with(certain.get(next));
        }
        return witness.events();
    }
}
