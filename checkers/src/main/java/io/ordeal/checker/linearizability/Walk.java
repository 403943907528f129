package io.ordeal.checker.linearizability;

import java.util.Arrays;

/**
 * Where a {@link Search} is: the current configuration, the operations open there, and the way back.
 *
 * <p>Of an operation that is open, its slot's bit tells whether it was linearized, or need not be. A <em>frame</em> is a
 * configuration to which the search can return, with whose turn it is then. The open operations are not kept in it: they
 * hang on the clock alone, and are taken back completion by completion.
 */
final class Walk {
    /** Ints of a frame: clock, state, set, the next candidate, the next of its several states, length of the trace. */
    private static final int FRAME = 6;

    private final Problem problem;
    private final int words;

    /** The current configuration: the completion that is next, the model's state, the unknown operations used. */
    int clock;

    int state;
    int set;

    /** By slot, as bits: of the open operations, those that were linearized, and those that were not and need not be. */
    final long[] done;

    final long[] free;

    /** The operations open before completion {@code at}: by slot, −1 if none, and their slots as bits. */
    private int at;

    final int[] openInSlot;
    private final long[] open;

    private int[] frames = new int[64 * FRAME];
    private long[] frameBits;
    private int depth;

    /** The operations linearized so far, by position in the history; kept only when asked for. */
    private int[] trace = new int[0];

    private int traced;
    private final boolean tracing;

    Walk(Problem problem, boolean tracing) {
        this.problem = problem;
        this.tracing = tracing;
        words = problem.words();
        openInSlot = new int[Math.max(1, problem.slots)];
        Arrays.fill(openInSlot, -1);
        open = new long[words];
        done = new long[words];
        free = new long[words];
        frameBits = new long[64 * 2 * words];
        enter(0, problem.invokedBefore[0]);
    }

    // ---- the configuration

    int words() {
        return words;
    }

    /** Of 64 slots, as bits: the open operations that were not linearized. */
    long left(int word) {
        return open[word] & ~done[word];
    }

    /** Of {@link #left}, those that are not free. */
    long bound(int word) {
        return open[word] & ~done[word] & ~free[word];
    }

    /** The operation of the lowest bit of some of a word's. */
    int operation(int word, long bits) {
        return openInSlot[(word << 6) + Long.numberOfTrailingZeros(bits)];
    }

    boolean isDone(int slot) {
        return (done[slot >>> 6] & 1L << slot) != 0;
    }

    boolean isFree(int slot) {
        return (free[slot >>> 6] & 1L << slot) != 0;
    }

    void setFree(int slot) {
        free[slot >>> 6] |= 1L << slot;
    }

    void linearized(int operation) {
        int slot = problem.slot[operation];
        done[slot >>> 6] |= 1L << slot;
        free[slot >>> 6] &= ~(1L << slot);
        trace(problem.position[operation]);
    }

    void trace(int position) {
        if (tracing) {
            if (traced == trace.length) {
                trace = Arrays.copyOf(trace, 2 * traced + 16);
            }
            trace[traced++] = position;
        }
    }

    /** The positions of the operations linearized on the way here, in their order. */
    int[] traced() {
        return Arrays.copyOf(trace, traced);
    }

    // ---- the clock

    /** Past the completion that is next: its operation leaves, and those invoked before the one after it enter. */
    void forward() {
        int slot = problem.slot[problem.completes[clock]];
        done[slot >>> 6] &= ~(1L << slot);
        free[slot >>> 6] &= ~(1L << slot);
        leave(problem.completes[at]);
        enter(problem.invokedBefore[at], problem.invokedBefore[at + 1]);
        at++;
        clock++;
    }

    private void backward() {
        at--;
        for (int i = problem.invokedBefore[at + 1] - 1; i >= problem.invokedBefore[at]; i--) {
            leave(i);
        }
        int operation = problem.completes[at];
        enter(operation, operation + 1);
    }

    private void enter(int from, int to) {
        for (int i = from; i < to; i++) {
            int slot = problem.slot[i];
            openInSlot[slot] = i;
            open[slot >>> 6] |= 1L << slot;
        }
    }

    private void leave(int operation) {
        int slot = problem.slot[operation];
        openInSlot[slot] = -1;
        open[slot >>> 6] &= ~(1L << slot);
    }

    // ---- the frames

    void push() {
        if ((depth + 1) * FRAME > frames.length) {
            frames = Arrays.copyOf(frames, 2 * frames.length);
            frameBits = Arrays.copyOf(frameBits, 2 * frameBits.length);
        }
        int f = depth * FRAME;
        frames[f] = clock;
        frames[f + 1] = state;
        frames[f + 2] = set;
        frames[f + 3] = 0;
        frames[f + 4] = 0;
        frames[f + 5] = traced;
        System.arraycopy(done, 0, frameBits, 2 * depth * words, words);
        System.arraycopy(free, 0, frameBits, (2 * depth + 1) * words, words);
        depth++;
    }

    /** Drops the top frame. */
    void pop() {
        depth--;
    }

    boolean hasFrames() {
        return depth > 0;
    }

    /** Returns to the configuration of the top frame. */
    void restore() {
        int f = (depth - 1) * FRAME;
        clock = frames[f];
        state = frames[f + 1];
        set = frames[f + 2];
        traced = frames[f + 5];
        System.arraycopy(frameBits, (2 * depth - 2) * words, done, 0, words);
        System.arraycopy(frameBits, (2 * depth - 1) * words, free, 0, words);
        while (at > clock) {
            backward();
        }
    }

    /** The top frame's candidate whose turn it is. */
    int candidate() {
        return frames[(depth - 1) * FRAME + 3];
    }

    /** Of the several states that the top frame's candidate leads to, the one whose turn it is. */
    int choice() {
        return frames[(depth - 1) * FRAME + 4];
    }

    /** Notes whose turn it is when the top frame's configuration is returned to. */
    void turn(int candidate, int choice) {
        int f = (depth - 1) * FRAME;
        frames[f + 3] = candidate;
        frames[f + 4] = choice;
    }

    long bytes() {
        return 4L * frames.length + 8L * frameBits.length + 4L * trace.length;
    }
}
