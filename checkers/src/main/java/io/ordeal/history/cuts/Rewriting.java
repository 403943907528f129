package io.ordeal.history.cuts;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a history of some events of another, with values of its own. Nothing of the other's is touched: it may be read by
 * others meanwhile.
 */
final class Rewriting {
    private final History history;
    private final IntFunction<@Nullable Object> values;

    /** @param values the value of each event, by position */
    Rewriting(History history, IntFunction<@Nullable Object> values) {
        this.history = history;
        this.values = values;
    }

    /** @param positions in order, whole operations only */
    History of(int[] positions) {
        HistoryBuilder builder = new HistoryBuilder();
        for (int position : positions) {
            builder.add(
                    history.index(position),
                    history.timeNanos(position),
                    history.process(position),
                    history.type(position),
                    builder.fNumber(history.f(position)),
                    builder.values().of(values.apply(position)),
                    builder.values().of(history.error(position)),
                    builder.values().of(history.values().toObject(history.extraHandle(position))));
        }
        return builder.build();
    }
}
