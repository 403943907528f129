package io.ordeal.checker.atomic;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.io.EdnText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over several databases.
 *
 * @param id as the participants keep it
 * @param invocation its position in the history
 * @param changes what it does to balances; none if that is not told
 */
record GlobalTransaction(Object id, int invocation, List<Change> changes) {
    /** Something is added to an account. */
    record Change(String database, int account, long amount) {}

    /** @throws UnjudgeableHistoryException it has no id, or tells in part what it does to balances */
    static GlobalTransaction of(History history, int invocation) {
        Object value = history.value(invocation);
        if (!(value instanceof Map<?, ?> map)) {
            throw malformed(history, invocation, value);
        }
        Object id = ParticipantState.get(map, "id");
        if (id == null) {
            throw malformed(history, invocation, value);
        }
        if (ParticipantState.get(map, "debit") == null && ParticipantState.get(map, "credit") == null) {
            return new GlobalTransaction(id, invocation, List.of());
        }
        Optional<Change> debit = change(map, "debit", -1);
        Optional<Change> credit = change(map, "credit", 1);
        if (debit.isEmpty() || credit.isEmpty()) {
            throw new UnjudgeableHistoryException("event " + history.index(invocation) + ": expected :"
                    + history.f(invocation)
                    + " with :debit [database account], :credit [database account] and :amount n, found "
                    + EdnText.brief(value));
        }
        return new GlobalTransaction(id, invocation, List.of(debit.get(), credit.get()));
    }

    private static Optional<Change> change(Map<?, ?> value, String side, int sign) {
        return ParticipantState.get(value, side) instanceof List<?> place
                        && place.size() == 2
                        && place.get(1) instanceof Long account
                        && account >= 0
                        && account <= Integer.MAX_VALUE
                        && ParticipantState.get(value, "amount") instanceof Long amount
                ? Optional.of(new Change(ParticipantState.name(place.get(0)), account.intValue(), sign * amount))
                : Optional.empty();
    }

    private static UnjudgeableHistoryException malformed(History history, int invocation, @Nullable Object value) {
        return new UnjudgeableHistoryException("event " + history.index(invocation) + ": expected :"
                + history.f(invocation) + " with {:id i ...}, found "
                + EdnText.brief(value));
    }
}
