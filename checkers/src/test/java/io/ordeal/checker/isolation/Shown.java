package io.ordeal.checker.isolation;

import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that an anomaly shows, read from its events alone, and what one who looks at them can tell of who came
 * before whom. It shares nothing with the checkers.
 */
final class Shown {
    /** A transaction; {@code completed} is the largest int if it is not known that it took effect. */
    record Txn(int index, int process, int invoked, int completed, OpType outcome, List<List<?>> operations) {
        boolean ok() {
            return outcome == OpType.OK;
        }

        List<List<?>> reads() {
            return operations.stream()
                    .filter(op -> ok() && op.get(0).equals(Keyword.of("r")))
                    .toList();
        }

        List<List<?>> writes() {
            return operations.stream()
                    .filter(op -> !op.get(0).equals(Keyword.of("r")))
                    .toList();
        }

        boolean writes(@Nullable Object key) {
            return writes().stream().anyMatch(write -> Objects.equals(write.get(1), key));
        }

        /** What others may see of a key: its last write. */
        @Nullable
        Object last(@Nullable Object key) {
            return writes().stream()
                    .filter(write -> Objects.equals(write.get(1), key))
                    .reduce((one, other) -> other)
                    .<Object>map(write -> write.get(2))
                    .orElse(null);
        }
    }

    final List<Txn> txns = new ArrayList<>();
    private final Map<Integer, Txn> byIndex = new HashMap<>();

    Shown(List<Op> events) {
        Map<Integer, Op> open = new HashMap<>();
        for (Op op : events) {
            int process = ((Number) op.process()).intValue();
            if (op.type() == OpType.INVOKE) {
                open.put(process, op);
            } else {
                Op invocation = Objects.requireNonNull(open.remove(process), "a completion without its invocation");
                add(invocation, op);
            }
        }
        open.values().forEach(invocation -> add(invocation, null));
    }

    @SuppressWarnings("unchecked")
    private void add(Op invocation, @Nullable Op completion) {
        OpType outcome = completion == null ? OpType.INFO : completion.type();
        Op last = completion == null ? invocation : completion;
        Op told = outcome == OpType.OK ? last : invocation;
        Txn txn = new Txn(
                last.index(),
                ((Number) invocation.process()).intValue(),
                invocation.index(),
                outcome == OpType.OK ? last.index() : Integer.MAX_VALUE,
                outcome,
                (List<List<?>>) Objects.requireNonNull(told.value()));
        txns.add(txn);
        byIndex.put(txn.index(), txn);
    }

    Txn at(Object index) {
        return Objects.requireNonNull(
                byIndex.get(((Number) index).intValue()), "no transaction is shown at index " + index);
    }

    // ---- registers whose versions are assumed to have the order of processes or of real time

    /**
     * Whether one version of a key came before another because two transactions met them one after the other, or the writer of
     * the second had read the first.
     */
    boolean isAssumed(@Nullable Object key, @Nullable Object earlier, @Nullable Object later, boolean ofProcesses) {
        for (Txn b : txns) {
            boolean metLater = Objects.equals(met(b, key, true), later) && met(b, key, true) != null;
            boolean read = b.reads().contains(Arrays.asList(Keyword.of("r"), key, earlier)) && b.writes(key);
            if (read && Objects.equals(b.last(key), later)) {
                return true;
            }
            for (Txn a : txns) {
                boolean inOrder = a.completed() < b.invoked() && (!ofProcesses || a.process() == b.process());
                if (metLater && inOrder && Objects.equals(met(a, key, false), earlier)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The first version of a key that a transaction met, or the last. */
    private static @Nullable Object met(Txn txn, @Nullable Object key, boolean first) {
        List<List<?>> some = txn.operations().stream()
                .filter(op -> Objects.equals(op.get(1), key))
                .toList();
        boolean readFirst = txn.ok() && !some.isEmpty() && some.get(0).get(0).equals(Keyword.of("r"));
        if (some.isEmpty()) {
            return null;
        }
        Object read = readFirst ? some.get(0).get(2) : null;
        Object written = txn.last(key);
        return first ? (readFirst ? read : written) : (txn.writes(key) ? written : read);
    }

    // ---- lists

    static List<?> list(List<?> read) {
        return read.get(2) == null ? List.of() : (List<?>) read.get(2);
    }

    /** Whether a dependency of lists, or the order of processes or of time, can be seen. */
    boolean isSeenInLists(Txn from, Txn to, String type) {
        return switch (type) {
            case "process" -> from.process() == to.process() && from.completed() < to.invoked();
            case "realtime" -> from.completed() < to.invoked();
            case "wr" ->
                to.reads().stream()
                        .anyMatch(read -> from.writes().stream()
                                .anyMatch(write -> Objects.equals(write.get(1), read.get(1))
                                        && list(read).contains(write.get(2))));
            case "rw" ->
                from.reads().stream()
                        .anyMatch(read -> to.writes().stream()
                                .anyMatch(write -> Objects.equals(write.get(1), read.get(1))
                                        && !list(read).contains(write.get(2))));
            case "ww" ->
                from.writes().stream()
                        .anyMatch(first -> to.writes().stream()
                                .anyMatch(second -> Objects.equals(first.get(1), second.get(1))
                                        && isOrdered(first.get(1), first.get(2), second.get(2))));
            default -> false;
        };
    }

    private boolean isOrdered(@Nullable Object key, Object first, Object second) {
        return txns.stream()
                .flatMap(txn -> txn.reads().stream())
                .filter(read -> Objects.equals(read.get(1), key))
                .map(Shown::list)
                .anyMatch(list ->
                        list.contains(first) && (!list.contains(second) || list.indexOf(first) < list.indexOf(second)));
    }

    /** Whether one who took part is seen to have taken effect: its client was told, or another read what it wrote. */
    boolean tookEffect(Txn txn) {
        return txn.ok()
                || (txn.outcome() == OpType.INFO
                        && txns.stream()
                                .flatMap(other -> other.reads().stream())
                                .anyMatch(read -> txn.writes().stream()
                                        .anyMatch(write -> Objects.equals(write.get(1), read.get(1))
                                                && (Objects.equals(write.get(2), read.get(2))
                                                        || (read.get(2) instanceof List<?> list
                                                                && list.contains(write.get(2)))))));
    }
}
