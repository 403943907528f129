package io.ordeal.checker.bank;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Balances by account at one event.
 *
 * @param event its position
 * @param byAccount the account's name, with that of its database before it, and a slash, where there are several
 * @param without the accounts that are named, but with nil for a balance
 * @param manyDatabases whether accounts were named by their databases
 */
record Balances(int event, Map<String, Long> byAccount, List<String> without, boolean manyDatabases) {
    /**
     * None is the balance of nobody: whether that is right hangs on what was opened.
     *
     * @throws UnjudgeableHistoryException the event's value has another shape
     */
    static Balances of(History history, int event) {
        if (!(history.value(event) instanceof Map<?, ?> map)) {
            throw malformed(history, event);
        }
        Map<String, Long> byAccount = new TreeMap<>();
        List<String> without = new ArrayList<>();
        boolean many = map.values().stream().anyMatch(Map.class::isInstance);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!many) {
                put(history, event, name(entry.getKey()), entry.getValue(), byAccount, without);
            } else if (entry.getValue() instanceof Map<?, ?> database) {
                for (Map.Entry<?, ?> account : database.entrySet()) {
                    String name = name(entry.getKey()) + "/" + name(account.getKey());
                    put(history, event, name, account.getValue(), byAccount, without);
                }
            } else {
                throw malformed(history, event);
            }
        }
        return new Balances(event, byAccount, without, many);
    }

    /** As {@link #of}, of what accounts were opened with: a number each. */
    static Balances ofOpened(History history, int event) {
        Balances opened = of(history, event);
        if (opened.byAccount().isEmpty() || !opened.without().isEmpty()) {
            throw malformed(history, event);
        }
        return opened;
    }

    private static void put(
            History history,
            int event,
            String account,
            @Nullable Object balance,
            Map<String, Long> byAccount,
            List<String> without) {
        if (balance == null) {
            without.add(account);
        } else if (!(balance instanceof Long number) || byAccount.put(account, number) != null) {
            throw malformed(history, event);
        }
    }

    /** The same, as what another event tells. */
    Balances at(int otherEvent) {
        return new Balances(otherEvent, byAccount, without, manyDatabases);
    }

    long total() {
        return byAccount.values().stream().mapToLong(Long::longValue).sum();
    }

    /** EDN's account may be a number or a keyword, that of JSON lines is a string. */
    static String name(@Nullable Object account) {
        return account instanceof Keyword keyword ? keyword.name() : EdnText.name(account);
    }

    private static UnjudgeableHistoryException malformed(History history, int event) {
        return new UnjudgeableHistoryException("event " + history.index(event)
                + ": expected balances by account such as" + " {0 20, 1 20}, or {db {0 20}}, as value of :"
                + history.f(event) + ", found "
                + EdnText.brief(history.value(event)));
    }

    /** What a transfer moves. */
    record Transfer(String from, String to, long amount) {
        /** @throws UnjudgeableHistoryException the event's value has another shape */
        static Transfer of(History history, int event) {
            if (history.value(event) instanceof Map<?, ?> map && get(map, "amount") instanceof Long amount) {
                Object from = get(map, "from");
                Object to = get(map, "to");
                if (from != null && to != null) {
                    return new Transfer(account(from), account(to), amount);
                }
            }
            throw new UnjudgeableHistoryException("event " + history.index(event)
                    + ": expected {:from 0 :to 1 :amount 5} as value of :transfer, found "
                    + EdnText.brief(history.value(event)));
        }

        private static String account(Object account) {
            return account instanceof List<?> pair && pair.size() == 2
                    ? name(pair.get(0)) + "/" + name(pair.get(1))
                    : name(account);
        }

        private static @Nullable Object get(Map<?, ?> map, String name) {
            Object value = map.get(Keyword.of(name));
            return value == null ? map.get(name) : value;
        }
    }
}
