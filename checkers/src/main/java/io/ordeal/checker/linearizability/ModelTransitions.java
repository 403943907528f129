package io.ordeal.checker.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's transitions, worked out when they are first asked for and then remembered: of the first states in rows, one
 * entry a call, of later ones in a hash table.
 */
final class ModelTransitions<S> implements Transitions {
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final int MAX_CELLS = 1 << 21;
    /** A guess: a few nodes of a tree that is shared for the rest, and an entry of a hash table. */
    private static final int BYTES_A_STATE = 400;

    private final Model<S> model;
    private final List<Call> calls;
    private final boolean[] readsOnly;
    private final boolean[] overwrites;
    private final List<S> states = new ArrayList<>();
    private final Map<S, Integer> numbers = new HashMap<>();
    private final List<int[]> several = new ArrayList<>();
    private final int maxRows;
    private int[][] rows = new int[16][];
    private final LongIntMap rest = new LongIntMap();
    private long bytes;

    ModelTransitions(Model<S> model, List<Call> calls) {
        this.model = model;
        this.calls = calls;
        this.maxRows = MAX_CELLS / Math.max(1, calls.size());
        readsOnly = new boolean[calls.size()];
        overwrites = new boolean[calls.size()];
        for (int i = 0; i < calls.size(); i++) {
            readsOnly[i] = model.readsOnly(calls.get(i));
            overwrites[i] = model.overwrites(calls.get(i));
        }
        number(model.initial());
    }

    @Override
    public int initial() {
        return 0;
    }

    @Override
    public int next(int state, int symbol) {
        if (state < maxRows) {
            int known = rows[state][symbol];
            if (known == UNKNOWN) {
                known = work(state, symbol);
                rows[state][symbol] = known;
            }
            return known;
        }
        long cell = (long) state << 32 | symbol;
        int known = rest.getOrDefault(cell, UNKNOWN);
        if (known == UNKNOWN) {
            known = work(state, symbol);
            rest.put(cell, known);
        }
        return known;
    }

    private int work(int state, int symbol) {
        List<S> after = model.steps(states.get(state), calls.get(symbol));
        if (after.isEmpty()) {
            return NONE;
        }
        if (after.size() == 1) {
            return number(after.get(0));
        }
        int[] all = after.stream().mapToInt(this::number).distinct().toArray();
        if (all.length == 1) {
            return all[0];
        }
        several.add(all);
        return NONE - several.size();
    }

    private int number(S state) {
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        int number = states.size();
        states.add(state);
        numbers.put(state, number);
        bytes += BYTES_A_STATE;
        if (number < maxRows) {
            if (number == rows.length) {
                rows = Arrays.copyOf(rows, 2 * number);
            }
            rows[number] = new int[calls.size()];
            Arrays.fill(rows[number], UNKNOWN);
            bytes += 4L * calls.size();
        }
        return number;
    }

    @Override
    public int[] several(int code) {
        return several.get(NONE - 1 - code);
    }

    @Override
    public boolean readsOnly(int symbol) {
        return readsOnly[symbol];
    }

    @Override
    public boolean overwrites(int symbol) {
        return overwrites[symbol];
    }

    @Override
    public boolean mayLeadTo(int state, int symbol) {
        return model.mayLeadTo(states.get(state), calls.get(symbol));
    }

    @Override
    public long bytes() {
        return bytes + rest.bytes();
    }

    String describe(int state) {
        return model.describe(states.get(state));
    }
}
