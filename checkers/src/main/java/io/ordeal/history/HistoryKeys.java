package io.ordeal.history;

import io.ordeal.history.Values.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The key that each client's operation of a history is about, where its operations tell one: each invocation has a
 * {@code :key}, or each has a value {@code [key value]}, as Jepsen's independent tests write them.
 *
 * <p>A pair is one only if its first element is neither nil nor a collection (two micro-operations of a transaction are
 * no pair), and a {@code cas} only if what follows its key is a pair in turn (for {@code [old new]} looks the same).
 */
public final class HistoryKeys {
    private final History history;

    /** The text number of {@code key} if the operations have it as an extra key, or −1 if they have pairs. */
    private final int extraKey;

    private final Map<Object, Long> collections = new HashMap<>();

    private HistoryKeys(History history, int extraKey) {
        this.history = history;
        this.extraKey = extraKey;
    }

    /** The keys of a history, or empty if not all of its clients' operations have one, or there are none. O(n). */
    public static Optional<HistoryKeys> of(History history) {
        Optional<HistoryKeys> extra = extra(history);
        if (extra.isPresent()) {
            return extra;
        }
        int cas = history.fNames().indexOf("cas");
        if (all(history, position -> isPair(history, position, cas))) {
            return Optional.of(new HistoryKeys(history, -1));
        }
        return Optional.empty();
    }

    /** Whether each operation of a client has an extra {@code :key}, and not all have the same. O(n). */
    public static boolean areExtraAndSeveral(History history) {
        Optional<HistoryKeys> extra = extra(history);
        Set<Long> different = new HashSet<>();
        return extra.isPresent()
                && !all(history, position -> {
                    different.add(extra.get().key(position));
                    return different.size() == 1;
                });
    }

    private static Optional<HistoryKeys> extra(History history) {
        int name = history.values().findText("key");
        return name >= 0 && all(history, position -> extra(history, name, position) != Values.NIL)
                ? Optional.of(new HistoryKeys(history, name))
                : Optional.empty();
    }

    /** Whether the operations' values are {@code [key value]}, not the value alone beside a {@code :key}. */
    public boolean inValues() {
        return extraKey < 0;
    }

    /**
     * The handle of the key of an operation, the same for equal keys.
     *
     * @param invocation the position of a client's invocation
     */
    public long key(int invocation) {
        long handle = extraKey < 0
                ? history.values().element(history.valueHandle(invocation), 0)
                : extra(history, extraKey, invocation);
        return isCollection(history.values(), handle) ? canonical(handle) : handle;
    }

    private synchronized long canonical(long handle) {
        @Nullable Object key = history.values().toObject(handle);
        return key == null ? handle : collections.computeIfAbsent(key, any -> handle);
    }

    private static boolean all(History history, IntPredicate has) {
        boolean any = false;
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                if (!has.test(i)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private static long extra(History history, int name, int position) {
        Values values = history.values();
        long map = history.extraHandle(position);
        for (int i = 0; i < values.size(map); i++) {
            if (Values.textNumber(values.element(map, 2 * i)) == name) {
                return values.element(map, 2 * i + 1);
            }
        }
        return Values.NIL;
    }

    private static boolean isPair(History history, int position, int cas) {
        Values values = history.values();
        long value = history.valueHandle(position);
        if (values.kind(value) != Kind.LIST || values.size(value) != 2) {
            return false;
        }
        long key = values.element(value, 0);
        long rest = values.element(value, 1);
        return key != Values.NIL
                && !isCollection(values, key)
                && (history.fNumber(position) != cas || (values.kind(rest) == Kind.LIST && values.size(rest) == 2));
    }

    private static boolean isCollection(Values values, long handle) {
        Kind kind = values.kind(handle);
        return kind == Kind.LIST || kind == Kind.MAP || kind == Kind.SET;
    }
}
