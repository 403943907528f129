package io.ordeal.workload.lock;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two processes competed for the lock of one set: one's add began while another's was under way, and both were ok. */
final class CompetingAdds implements Requirement {
    @Override
    public Optional<String> missing(History history) {
        Map<Object, Integer> endOfLast = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)
                    || !history.isInvoke(i)
                    || !history.f(i).equals("add")
                    || history.outcome(i) != OpType.OK) {
                continue;
            }
            Object lock = lock(history.value(i));
            if (endOfLast.getOrDefault(lock, -1) > i) {
                return Optional.empty();
            }
            endOfLast.merge(lock, history.partner(i), Math::max);
        }
        return Optional.of("no two processes ever competed for one lock: "
                + Requirement.remedy(history, "add", "--concurrency makes more, or fewer --keys"));
    }

    private static Object lock(@Nullable Object value) {
        Object lock = value instanceof Map<?, ?> map
                ? map.get(map.containsKey(GuardedSetOperations.LOCK) ? GuardedSetOperations.LOCK : "lock")
                : null;
        return lock == null ? CompetingAdds.class : lock;
    }
}
