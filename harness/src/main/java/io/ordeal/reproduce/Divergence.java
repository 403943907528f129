package io.ordeal.reproduce;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a replay first went another way than its recording: the first operation, in the recording's order, that was not made
 * or ended otherwise.
 *
 * @param recorded the operation
 * @param now how it ended in the replay; empty if it was not made
 */
public record Divergence(RecordedOperation recorded, Optional<OpType> now) {
    /** None if all operations were made and ended in the same way. O(n). */
    static Optional<Divergence> first(ReplayPlan plan, History replay) {
        int workers = plan.options().concurrency();
        Map<Integer, List<RecordedOperation>> made = new HashMap<>();
        Recording.operations(replay, workers)
                .forEach(one -> made.computeIfAbsent(one.worker(), w -> new ArrayList<>())
                        .add(one));
        Map<Integer, Integer> next = new HashMap<>();
        for (RecordedOperation then : plan.operations()) {
            List<RecordedOperation> ofWorker = made.getOrDefault(then.worker(), List.of());
            int at = next.getOrDefault(then.worker(), 0);
            if (at >= ofWorker.size() || !ofWorker.get(at).invocation().equals(then.invocation())) {
                return Optional.of(new Divergence(then, Optional.empty()));
            }
            RecordedOperation now = ofWorker.get(at);
            if (now.outcome() != then.outcome()) {
                return Optional.of(new Divergence(then, Optional.of(now.outcome())));
            }
            next.put(then.worker(), at + 1);
        }
        return Optional.empty();
    }

    /** As a sentence: {@code at 1.203 s, event 211: worker 3's :acquire lock1 was ok, and now fail}. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "at %.3f s, event %d: worker %d's :%s%s was %s, and now %s",
                recorded.timeNanos() / 1e9,
                recorded.index(),
                recorded.worker(),
                recorded.invocation().f(),
                recorded.invocation().value() == null
                        ? ""
                        : " " + abbreviated(String.valueOf(recorded.invocation().value())),
                word(recorded.outcome()),
                now.map(Divergence::word).orElse("was not made"));
    }

    private static String word(OpType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String abbreviated(String value) {
        return value.length() <= 60 ? value : value.substring(0, 57) + "...";
    }
}
