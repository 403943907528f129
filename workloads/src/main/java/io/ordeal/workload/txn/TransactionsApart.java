package io.ordeal.workload.txn;

import io.ordeal.client.Client;
import io.ordeal.workload.parts.KeysApart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions whose keys lie behind those of earlier runs in the system, and begin at 0 in the history. */
public final class TransactionsApart {
    /** More keys than a run uses. */
    private static final long KEYS_OF_A_RUN = 1_000_000;

    private TransactionsApart() {}

    /** A client of transactions for a run. */
    public static Client of(Client client, long run) {
        long first = run * KEYS_OF_A_RUN;
        return new KeysApart(client, value -> moved(value, first), value -> moved(value, -first));
    }

    /** In each {@code [f key value]}; what is no transaction stays as it is. */
    private static @Nullable Object moved(@Nullable Object value, long by) {
        if (!(value instanceof List<?> steps)) {
            return value;
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (Object each : steps) {
            if (each instanceof List<?> step && step.size() == 3 && step.get(1) instanceof Number key) {
                List<@Nullable Object> other = new ArrayList<>(step);
                other.set(1, key.longValue() + by);
                all.add(Collections.unmodifiableList(other));
            } else {
                all.add(each);
            }
        }
        return Collections.unmodifiableList(all);
    }
}
