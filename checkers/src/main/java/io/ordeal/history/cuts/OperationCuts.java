package io.ordeal.history.cuts;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts by operations: what each checker's own begin with. Every operation is a part that needs nothing, until more is
 * said; what failed had no effect, so that it can always go.
 *
 * <p>About 20 bytes an event and 13 a need.
 */
public class OperationCuts implements Cuts {
    private static final int NONE = -1;

    protected final History history;

    private final boolean endsAnywhere;
    private final int[] invocations;
    private final int[] operations;

    /** Of each part beyond the operations: what it is, whose it is, and the next one of the same operation. */
    private Kind[] kinds = new Kind[16];

    private int[] owners = new int[16];
    private int[] nexts = new int[16];
    private int more;
    private int @Nullable [] firstWithin;

    /** Needs, as a list of its own for each part. */
    private int[] firstNeeds = new int[0];

    private int[] needed = new int[16];
    private int[] nextNeeds = new int[16];
    private int edges;

    /** @param endsAnywhere as {@link #endsAnywhere()} */
    public OperationCuts(History history, boolean endsAnywhere) {
        this.history = history;
        this.endsAnywhere = endsAnywhere;
        operations = new int[history.size()];
        int[] begins = new int[history.size()];
        int count = 0;
        for (int i = 0; i < history.size(); i++) {
            operations[i] = NONE;
            if (history.isClient(i)) {
                if (history.isInvoke(i)) {
                    begins[count] = i;
                    operations[i] = count++;
                } else {
                    operations[i] = operations[history.partner(i)];
                }
            }
        }
        invocations = Arrays.copyOf(begins, count);
    }

    /** For a checker that says nothing of its own: only what failed can go, all else stays together. */
    public static Cuts ofFailed(History history) {
        OperationCuts cuts = new OperationCuts(history, false);
        int group = NONE;
        for (int operation = 0; operation < cuts.operations(); operation++) {
            if (cuts.outcome(operation) != OpType.FAIL) {
                group = cuts.joined(group, operation);
            }
        }
        return cuts;
    }

    // ---- for those that say more

    /**
     * A part beyond the operations.
     *
     * @param owner the operation that it belongs to, and needs; −1 if there is none
     */
    protected final int add(Kind kind, int owner) {
        if (more == kinds.length) {
            int capacity = more + (more >> 1) + 16;
            kinds = Arrays.copyOf(kinds, capacity);
            owners = Arrays.copyOf(owners, capacity);
            nexts = Arrays.copyOf(nexts, capacity);
        }
        kinds[more] = kind;
        owners[more] = owner;
        nexts[more] = NONE;
        int part = operations() + more;
        if (owner >= 0) {
            if (firstWithin == null) {
                firstWithin = new int[operations()];
                Arrays.fill(firstWithin, NONE);
            }
            nexts[more] = firstWithin[owner];
            firstWithin[owner] = part;
        }
        more++;
        return part;
    }

    /** Says that a part needs another. */
    protected final void need(int part, int other) {
        if (part == other) {
            return;
        }
        if (part >= firstNeeds.length) {
            int old = firstNeeds.length;
            firstNeeds = Arrays.copyOf(firstNeeds, Math.max(size(), part + (part >> 1) + 16));
            Arrays.fill(firstNeeds, old, firstNeeds.length, NONE);
        }
        if (edges == needed.length) {
            needed = Arrays.copyOf(needed, 2 * edges);
            nextNeeds = Arrays.copyOf(nextNeeds, 2 * edges);
        }
        needed[edges] = other;
        nextNeeds[edges] = firstNeeds[part];
        firstNeeds[part] = edges++;
    }

    /**
     * Says that a part goes only with those of a group, which is known by any of them: they form a ring of needs.
     *
     * @param group −1 to begin with
     * @return the group's name, for the next one
     */
    protected final int joined(int group, int part) {
        if (group != NONE && group != part) {
            need(part, group);
            need(group, part);
        }
        return group == NONE ? part : group;
    }

    protected final int invocation(int operation) {
        return invocations[operation];
    }

    /** The position of an operation's completion; {@link Sources#NEVER} if nobody knows how it ended. */
    protected final int end(int operation) {
        return outcome(operation) == OpType.INFO ? Sources.NEVER : history.partner(invocations[operation]);
    }

    protected final OpType outcome(int operation) {
        return history.outcome(invocations[operation]);
    }

    /** The value that an event has in the history of a choice, as an object; only asked if {@link #rewrites}. */
    protected @Nullable Object value(int position, BitSet chosen) {
        return history.value(position);
    }

    /** Whether values change with what is chosen. */
    protected boolean rewrites() {
        return false;
    }

    // ---- as all ask

    @Override
    public final int size() {
        return invocations.length + more;
    }

    @Override
    public final Kind kind(int part) {
        return part < invocations.length ? Kind.OPERATION : kinds[part - invocations.length];
    }

    @Override
    public final int operations() {
        return invocations.length;
    }

    @Override
    public final int operationAt(int position) {
        return operations[position];
    }

    @Override
    public void within(int operation, IntConsumer into) {
        for (int part = firstWithin == null ? NONE : firstWithin[operation]; part != NONE; ) {
            into.accept(part);
            part = nexts[part - invocations.length];
        }
    }

    @Override
    public void needs(int part, IntConsumer into) {
        if (part >= invocations.length && owners[part - invocations.length] >= 0) {
            into.accept(owners[part - invocations.length]);
        }
        for (int edge = part < firstNeeds.length ? firstNeeds[part] : NONE; edge != NONE; edge = nextNeeds[edge]) {
            into.accept(needed[edge]);
        }
    }

    @Override
    public final boolean endsAnywhere() {
        return endsAnywhere;
    }

    @Override
    public History history(BitSet chosen) {
        return rewrites()
                ? rewritten(chosen, position -> value(position, chosen))
                : history.select(position -> operations[position] >= 0 && chosen.get(operations[position]));
    }

    /**
     * The history of a choice whose values are told all at once, for those to whom a single one costs too much.
     *
     * @param values by position, as in {@link #value}
     */
    protected final History rewritten(BitSet chosen, IntFunction<@Nullable Object> values) {
        return new Rewriting(history, values).of(positions(chosen));
    }

    /** The events of the chosen operations, in order. */
    private int[] positions(BitSet chosen) {
        int[] positions = new int[2 * chosen.cardinality()];
        int count = 0;
        for (int part = chosen.nextSetBit(0);
                part >= 0 && part < invocations.length;
                part = chosen.nextSetBit(part + 1)) {
            int invocation = invocations[part];
            positions[count++] = invocation;
            if (history.partner(invocation) >= 0) {
                positions[count++] = history.partner(invocation);
            }
        }
        Arrays.sort(positions, 0, count);
        return Arrays.copyOf(positions, count);
    }
}
