package io.ordeal.workload.txn;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Two transactions were under way at once that had a key in common, one at least writing it, and both were ok. */
final class CompetingTransactions implements Requirement {
    @Override
    public Optional<String> missing(History history) {
        Map<Integer, List<MicroOperation>> open = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                continue;
            }
            if (!history.isInvoke(i)) {
                open.remove(history.process(i));
            } else if (history.outcome(i) == OpType.OK) {
                List<MicroOperation> transaction = MicroOperation.parse(history.value(i));
                if (open.values().stream().anyMatch(other -> compete(transaction, other))) {
                    return Optional.empty();
                }
                open.put(history.process(i), transaction);
            }
        }
        return Optional.of("no two transactions ever competed for one key: "
                + Requirement.remedy(history, null, "--concurrency makes more, or fewer --keys"));
    }

    private static boolean compete(List<MicroOperation> one, List<MicroOperation> other) {
        Set<Long> written = writtenBy(one);
        Set<Long> writtenByOther = writtenBy(other);
        return other.stream().anyMatch(step -> written.contains(step.key()))
                || one.stream().anyMatch(step -> writtenByOther.contains(step.key()));
    }

    private static Set<Long> writtenBy(List<MicroOperation> transaction) {
        Set<Long> keys = new TreeSet<>();
        for (MicroOperation step : transaction) {
            if (!step.isRead()) {
                keys.add(step.key());
            }
        }
        return keys;
    }
}
