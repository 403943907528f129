package io.ordeal.checker.linearizability;

/** A table of transitions, each look at which is counted: every loop of the search looks at it. */
final class MeteredTransitions implements Transitions {
    /** A state that is met for the first time takes so many bytes for each step's worth of work. */
    private static final int BYTES_A_STEP = 16;

    private final Transitions table;
    private final Meter meter;
    private long bytes;

    MeteredTransitions(Transitions table, Meter meter) {
        this.table = table;
        this.meter = meter;
        this.bytes = table.bytes();
    }

    @Override
    public int initial() {
        return table.initial();
    }

    @Override
    public int next(int state, int symbol) {
        int next = table.next(state, symbol);
        long now = table.bytes();
        meter.take(1 + (now - bytes) / BYTES_A_STEP);
        bytes = now;
        return next;
    }

    @Override
    public int[] several(int code) {
        return table.several(code);
    }

    @Override
    public boolean readsOnly(int symbol) {
        return table.readsOnly(symbol);
    }

    @Override
    public boolean overwrites(int symbol) {
        meter.take(1);
        return table.overwrites(symbol);
    }

    @Override
    public boolean mayLeadTo(int state, int symbol) {
        meter.take(1);
        return table.mayLeadTo(state, symbol);
    }

    @Override
    public long bytes() {
        return table.bytes();
    }
}
