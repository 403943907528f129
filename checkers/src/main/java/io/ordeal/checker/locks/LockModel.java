package io.ordeal.checker.locks;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.history.io.EdnText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mutex, reentrant or not, with rising tokens or not, a semaphore, or a lock that many may share, as a sequential machine.
 * Only who holds may release.
 */
final class LockModel implements Model<LockModel.State> {
    /**
     * @param holds how often each process holds it; none has zero
     * @param shares how often each process has a share of it; none has zero
     * @param lost processes that were told that their session was lost, and have acquired nothing since: their releases
     *     count for nothing
     * @param token the last one granted
     */
    record State(Map<Integer, Integer> holds, Map<Integer, Integer> shares, Set<Integer> lost, long token) {
        State withHolds(Map<Integer, Integer> other) {
            return new State(other, shares, lost, token);
        }

        State withShares(Map<Integer, Integer> other) {
            return new State(holds, other, lost, token);
        }

        State withLost(Set<Integer> other) {
            return new State(holds, shares, other, token);
        }
    }

    private final LockKind kind;
    private final int permits;

    LockModel(LockKind kind, int permits) {
        this.kind = kind;
        this.permits = permits;
    }

    @Override
    public State initial() {
        return new State(Map.of(), Map.of(), Set.of(), Long.MIN_VALUE);
    }

    @Override
    public boolean byProcess() {
        return true;
    }

    @Override
    public @Nullable State step(State state, Call call) {
        int process = call.process();
        if (call.f().equals(LockKind.ACQUIRE_SHARED) && kind == LockKind.READ_WRITE) {
            return state.holds().isEmpty()
                    ? state.withShares(more(state.shares(), process)).withLost(lost(state, call, false))
                    : null;
        }
        return switch (call.f()) {
            case LockKind.ACQUIRE -> isFree(state, process) ? granted(state, call) : null;
            case "release" -> released(state, process);
            case "session-lost" ->
                state.withHolds(none(state.holds(), process))
                        .withShares(none(state.shares(), process))
                        .withLost(lost(state, call, true));
            default ->
                throw new UnjudgeableHistoryException("a lock knows " + kind.operations() + ", not :" + call.f());
        };
    }

    private static @Nullable State released(State state, int process) {
        if (state.holds().containsKey(process)) {
            return state.withHolds(fewer(state.holds(), process));
        }
        if (state.shares().containsKey(process)) {
            return state.withShares(fewer(state.shares(), process));
        }
        return state.lost().contains(process) ? state : null;
    }

    private boolean isFenced() {
        return kind == LockKind.FENCED;
    }

    private boolean isFree(State state, int process) {
        int held = state.holds().values().stream().mapToInt(Integer::intValue).sum();
        return state.shares().isEmpty()
                && (held < permits
                        || (kind == LockKind.REENTRANT && state.holds().containsKey(process)));
    }

    private @Nullable State granted(State state, Call call) {
        long token = state.token();
        if (isFenced()) {
            // Of a token that nobody saw, it is known that it is at least one more than the last.
            long given = call.known() ? token(call) : token == Long.MIN_VALUE ? token : token + 1;
            if (call.known() && given <= token) {
                return null;
            }
            token = given;
        }
        return new State(more(state.holds(), call.process()), state.shares(), lost(state, call, false), token);
    }

    private static Set<Integer> lost(State state, Call call, boolean lost) {
        if (state.lost().contains(call.process()) == lost) {
            return state.lost();
        }
        Set<Integer> changed = new TreeSet<>(state.lost());
        if (lost) {
            changed.add(call.process());
        } else {
            changed.remove(call.process());
        }
        return changed;
    }

    private static long token(Call call) {
        if (call.output() instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof Long token) {
            return token;
        }
        throw new UnjudgeableHistoryException(
                "a fenced-mutex answers :acquire with [lock token], token an integer, not " + call.output());
    }

    private static Map<Integer, Integer> more(Map<Integer, Integer> counts, int process) {
        Map<Integer, Integer> changed = new TreeMap<>(counts);
        changed.merge(process, 1, Integer::sum);
        return changed;
    }

    private static Map<Integer, Integer> fewer(Map<Integer, Integer> counts, int process) {
        Map<Integer, Integer> changed = new TreeMap<>(counts);
        changed.computeIfPresent(process, (who, count) -> count == 1 ? null : count - 1);
        return changed;
    }

    private static Map<Integer, Integer> none(Map<Integer, Integer> counts, int process) {
        if (!counts.containsKey(process)) {
            return counts;
        }
        Map<Integer, Integer> changed = new TreeMap<>(counts);
        changed.remove(process);
        return changed;
    }

    @Override
    public boolean answersNothing(Call call) {
        return !isFenced() || !call.f().equals(LockKind.ACQUIRE);
    }

    @Override
    public String noun() {
        return "lock";
    }

    @Override
    public String describe(State state) {
        if (!state.shares().isEmpty()) {
            return "is shared by process " + state.shares().keySet();
        }
        return state.holds().isEmpty()
                ? "is free"
                : "is held by process " + state.holds().keySet();
    }

    @Override
    public String describe(Call call) {
        return call.f()
                + (isFenced() && call.known() && call.output() != null ? " -> " + EdnText.brief(call.output()) : "");
    }
}
