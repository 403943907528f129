package io.ordeal.cli;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.NamedChecker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A checker whose keys are independent of one another, of some of the keys alone: the N-th of each so many, in the order of
 * their first operations. All parts together say what the checker says of the whole.
 *
 * @param part from 0
 */
record KeyPart(Checker whole, int part, int parts) implements Checker {
    @Override
    public CheckResult check(History history, CheckContext context) {
        Optional<HistoryKeys> keys = HistoryKeys.of(history).filter(HistoryKeys::inValues);
        if (keys.isEmpty()) {
            // not of pairs after all, so that one has to judge it whole
            return part == 0 ? whole.check(history, context) : CheckResult.of(Verdict.valid());
        }
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                numbers.putIfAbsent(keys.get().key(i), numbers.size());
            }
        }
        if (part >= numbers.size()) {
            return CheckResult.of(Verdict.valid());
        }
        History own = history.select(position -> !history.isClient(position)
                || Math.floorMod(numbers.getOrDefault(keys.get().key(position), 0), parts) == part);
        return whole.check(own, context);
    }

    @Override
    public boolean heedsKeys() {
        return whole.heedsKeys();
    }

    @Override
    public boolean judges(History history, int completion) {
        return whole.judges(history, completion);
    }

    @Override
    public Optional<NamedChecker> named() {
        return whole.named();
    }
}
