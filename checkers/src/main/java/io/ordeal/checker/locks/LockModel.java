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
 * A mutex, reentrant or not, with rising tokens or not, or a semaphore, as a sequential machine. Only who holds may
 * release.
 */
final class LockModel implements Model<LockModel.State> {
    /**
     * @param holds how often each process holds it; none has zero
     * @param lost processes that were told that their session was lost, and have acquired nothing since: their releases
     *     count for nothing
     * @param token the last one granted
     */
    record State(Map<Integer, Integer> holds, Set<Integer> lost, long token) {}

    private final int permits;
    private final boolean reentrant;
    private final boolean fenced;

    LockModel(int permits, boolean reentrant, boolean fenced) {
        this.permits = permits;
        this.reentrant = reentrant;
        this.fenced = fenced;
    }

    @Override
    public State initial() {
        return new State(Map.of(), Set.of(), Long.MIN_VALUE);
    }

    @Override
    public boolean byProcess() {
        return true;
    }

    @Override
    public @Nullable State step(State state, Call call) {
        int mine = state.holds().getOrDefault(call.process(), 0);
        return switch (call.f()) {
            case "acquire" -> isFree(state, call.process()) ? granted(state, call, mine) : null;
            case "release" ->
                mine == 0
                        ? state.lost().contains(call.process()) ? state : null
                        : new State(with(state, call.process(), mine - 1), state.lost(), state.token());
            case "session-lost" -> new State(with(state, call.process(), 0), lost(state, call, true), state.token());
            default ->
                throw new UnjudgeableHistoryException(
                        "a lock knows :acquire, :release and :session-lost, not :" + call.f());
        };
    }

    private boolean isFree(State state, int process) {
        int held = state.holds().values().stream().mapToInt(Integer::intValue).sum();
        return held < permits || (reentrant && state.holds().containsKey(process));
    }

    private @Nullable State granted(State state, Call call, int mine) {
        long token = state.token();
        if (fenced) {
            // Of a token that nobody saw, it is known that it is at least one more than the last.
            long given = call.known() ? token(call) : token == Long.MIN_VALUE ? token : token + 1;
            if (call.known() && given <= token) {
                return null;
            }
            token = given;
        }
        return new State(with(state, call.process(), mine + 1), lost(state, call, false), token);
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

    private static Map<Integer, Integer> with(State state, int process, int count) {
        Map<Integer, Integer> holds = new TreeMap<>(state.holds());
        if (count == 0) {
            holds.remove(process);
        } else {
            holds.put(process, count);
        }
        return holds;
    }

    @Override
    public boolean answersNothing(Call call) {
        return !fenced || !call.f().equals("acquire");
    }

    @Override
    public String noun() {
        return "lock";
    }

    @Override
    public String describe(State state) {
        return state.holds().isEmpty()
                ? "is free"
                : "is held by process " + state.holds().keySet();
    }

    @Override
    public String describe(Call call) {
        return call.f()
                + (fenced && call.known() && call.output() != null ? " -> " + EdnText.brief(call.output()) : "");
    }
}
