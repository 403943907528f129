package io.ordeal.checker.atomic;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Witness;
import io.ordeal.history.History;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads of all databases that saw some transaction half done: what they saw together is not what there is.
 *
 * @param end the position of the read that tells what there is
 */
record FracturedReads(History history, List<Integer> reads, long total, int end) {
    /**
     * Those among the ok reads.
     *
     * @param end tells what there is
     */
    static FracturedReads of(History history, List<Integer> reads, FinalState end) {
        Optional<Long> total = end.total();
        List<Integer> fractured = new ArrayList<>();
        if (total.isPresent()) {
            for (int read : reads) {
                if (sum(history, read) != total.get()) {
                    fractured.add(read);
                }
            }
        }
        return new FracturedReads(history, fractured, total.orElse(0L), end.read());
    }

    private static long sum(History history, int read) {
        if (!(history.value(read) instanceof Map<?, ?> map
                && ParticipantState.get(map, "balances") instanceof Map<?, ?> databases)) {
            throw new UnjudgeableHistoryException("event " + history.index(read)
                    + ": expected the ok value of a :read to be {:balances {:a [...], ...}}, found "
                    + EdnText.brief(history.value(read)));
        }
        return databases.values().stream()
                .flatMap(balances -> ParticipantState.numbers(balances).stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    int count() {
        return reads.size();
    }

    List<String> notes() {
        return reads.isEmpty()
                ? List.of()
                : List.of(reads.size()
                        + " reads on the way saw a transaction on some participants and not yet on others,"
                        + " the first at event " + history.index(reads.get(0)) + ": atomic commit allows that, --model"
                        + " read-atomic does not");
    }

    List<Anomaly> anomalies() {
        return reads.stream()
                .map(read -> new Anomaly(
                        AnomalyType.WRONG_TOTAL.wire(),
                        null,
                        "process " + history.process(read) + " read balances of " + sum(history, read)
                                + " together at event " + history.index(read) + ", but all accounts together have "
                                + total + ": it saw some transaction half done",
                        new Witness(history).with(read, end).events(),
                        Map.of()))
                .toList();
    }
}
