package io.ordeal.checker.txn.search;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.search.StrongLevel.Order;
import io.ordeal.checker.txn.weak.ReadsFrom;
import java.util.Arrays;

/**
 * Tries to put whole transactions in order as a database of registers may have run them: each as late as it can be, when
 * its client was told of it, or when another has need of it. It finds an order or gives up; that there is none it never
 * says.
 *
 * <p>As writes are unique, who reads of whom is known, and a version that was replaced never comes back. So what a
 * transaction needs to be next is known too: the writers of what it reads; and, of each key that it writes, all others
 * that read the version that is current. What is needed goes first, with what it needs itself.
 *
 * <pre>{@code
 * A  |- w x 1 ----------------|            B is told first and goes first. C reads x = 2. When A is told, it would
 * B     |- w x 2 -|                        replace x = 2, which D is yet to read, and D has not begun. So A goes
 * C                |- r x 2 -|             before B, whose version it would replace:
 * D                             |- r x 2 -|   A, B, C, D
 * }</pre>
 *
 * <p><b>A dead end</b> is a circle of needs, or the need of one that has not begun. Someone in it needs a reader only
 * because it is to replace the version that is read; it could do without if it came before the writer of that version. So
 * that is {@linkplain LearntOrder believed} from now on, what was done since that writer went is undone, and the walk goes
 * on from there. Or someone needs another only because that was believed, and it may be given up. Of several such ways out
 * the one is taken that undoes the least, and of which the mind was changed the least often. Where real time is no order
 * one may go though it has not begun, if all else would undo much: the order in which clients were told is only a guess then.
 * If there is no way out, or all this takes too long, it gives up.
 *
 * <p><b>Complexity.</b> Linear in transactions and micro-operations, with what is done anew at most {@value #MOST_STEPS}
 * times their number. <b>Reference.</b> The walk along the completions is the just-in-time linearization of Lowe, "Testing
 * for linearizability", 2017, section 4, with a map of registers for the object; that a dead end teaches the decision that
 * led there is of satisfiability solvers: Marques-Silva &amp; Sakallah, "GRASP", 1999. Lists out of which is taken and put
 * back in reverse: Knuth, "Dancing links", 2000.
 */
final class CommitsOnDemand {
    private static final int MOST_STEPS = 50;

    /** As if so many more were undone whenever it changes its mind. */
    private static final int UNDOING_FEW = 8;

    /** As if so many were undone if one may go that has not begun. */
    private static final int GOING_EARLY = 200;

    private static final int NONE = LearntOrder.NONE;

    private final ReadsFrom history;
    private final Order order;
    private final CheckContext context;
    /** The transactions as their clients were told of them; then those of unknown outcome. */
    private final int[] roots;

    private final int[] completed;
    /**
     * Of each version, and of the initial value of each key after those, the reads that are yet to happen: circular lists,
     * of which the version's own place is {@code readCount + version}.
     */
    private final int[] nextReads;

    private final int[] previousReads;
    private final int[] readers;
    private final int[] current;
    /** Of each transaction its place in the order, or {@link #NONE}. */
    private final int[] places;

    private final int[] trail;
    /** The number of the root for whose sake each in the order went. */
    private final int[] trailRoots;

    private final int[] replaced;
    private int depth;
    private int replacedCount;

    /** A root, what it needs, what that needs, and so on. */
    private int[] stack = new int[64];
    /**
     * Why each on the stack needs the next one: the version that it would replace, or {@link #reasonOf} a belief, or {@link
     * #NONE} if there is no way about it.
     */
    private int[] stackReasons = new int[64];

    private final int[] stackPlaces;
    private int height;
    private int deadEnd;
    /** The one that has not begun, if that makes the dead end. */
    private int notBegun;

    /** Those that may go though they have not begun: never where the order of real time forbids that. */
    private final boolean[] early;

    private int reason;

    private final LearntOrder learnt;
    private final long mostSteps;
    private long steps;

    private CommitsOnDemand(ReadsFrom history, Order order, CheckContext context) {
        this.history = history;
        this.order = order;
        this.context = context;
        int count = history.count();
        int versions = history.versionCount() + history.keyCount();
        roots = new int[count];
        completed = new int[count];
        readers = new int[history.readCount()];
        nextReads = new int[readers.length + versions];
        previousReads = new int[readers.length + versions];
        current = new int[history.keyCount()];
        places = filled(count);
        trail = new int[count];
        trailRoots = new int[count];
        replaced = new int[history.versionCount()];
        stackPlaces = filled(count);
        early = new boolean[count];
        learnt = new LearntOrder(count);
        mostSteps = MOST_STEPS * (1000L + count + readers.length + history.versionCount());
        indexRoots();
        indexReads();
        for (int k = 0; k < current.length; k++) {
            current[k] = history.versionCount() + k;
        }
    }

    /**
     * All transactions, in an order that explains what they read and that has theirs of sessions or of real time; none if
     * none was found.
     */
    static int[] find(ReadsFrom history, Order order, CheckContext context) {
        return new CommitsOnDemand(history, order, context).walk();
    }

    private static int[] filled(int size) {
        int[] column = new int[size];
        Arrays.fill(column, NONE);
        return column;
    }

    private void indexRoots() {
        int[] told = filled(history.history().size());
        int unknown = history.count();
        for (int t = history.count() - 1; t >= 0; t--) {
            completed[t] = history.completed(t);
            if (completed[t] == Integer.MAX_VALUE) {
                roots[--unknown] = t;
            } else {
                told[completed[t]] = t;
            }
        }
        int size = 0;
        for (int t : told) {
            if (t != NONE) {
                roots[size++] = t;
            }
        }
    }

    private void indexReads() {
        for (int place = readers.length; place < nextReads.length; place++) {
            nextReads[place] = place;
            previousReads[place] = place;
        }
        for (int t = 0; t < history.count(); t++) {
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                readers[r] = t;
                int version = history.readVersion(r);
                int list = readers.length + (version >= 0 ? version : history.versionCount() - 1 - version);
                nextReads[r] = list;
                previousReads[r] = previousReads[list];
                link(r);
            }
        }
    }

    private int[] walk() {
        for (int root = 0; root < roots.length; root++) {
            if ((root & 0xff) == 0) {
                context.checkpoint();
            }
            if (places[roots[root]] == NONE && !commit(root)) {
                context.checkpoint();
                int earlier = stepBack(root);
                if (earlier == NONE) {
                    return new int[0];
                }
                root = earlier - 1;
            }
        }
        return trail;
    }

    /** Lets a root go after what it needs. If that leads to a dead end, it is on the stack, and false is returned. */
    private boolean commit(int root) {
        push(roots[root]);
        while (height > 0) {
            int t = stack[height - 1];
            int needed = needed(t);
            if (needed == NONE) {
                height--;
                stackPlaces[t] = NONE;
                happen(t, root);
            } else {
                stackReasons[height - 1] = reason;
                boolean begun = early[needed] || history.invoked(needed) < completed[roots[root]];
                notBegun = begun ? NONE : needed;
                if (!begun || stackPlaces[needed] != NONE || steps > mostSteps) {
                    deadEnd = begun ? Math.max(0, stackPlaces[needed]) : 0;
                    return false;
                }
                push(needed);
            }
        }
        return true;
    }

    private void push(int t) {
        if (height == stack.length) {
            stack = Arrays.copyOf(stack, 2 * height);
            stackReasons = Arrays.copyOf(stackReasons, 2 * height);
        }
        stackPlaces[t] = height;
        stack[height++] = t;
    }

    /** One that has to go before a transaction can, for the {@link #reason}; {@link #NONE} if it can go. */
    private int needed(int t) {
        reason = NONE;
        int previous = history.previous(t);
        if (order == Order.SESSIONS && previous >= 0 && places[previous] == NONE) {
            return previous;
        }
        for (int pair = learnt.head(t); pair != NONE; pair = learnt.next(pair)) {
            steps++;
            if (learnt.holds(pair) && places[learnt.first(pair)] == NONE) {
                reason = reasonOf(pair);
                return learnt.first(pair);
            }
        }
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            steps++;
            int writer = history.readWriter(r);
            if (writer != ReadsFrom.INITIAL && places[writer] == NONE) {
                return writer;
            }
        }
        for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
            int version = current[history.versionKey(v)];
            int read = nextReads[readers.length + version];
            while (read < readers.length && readers[read] == t) {
                steps++;
                read = nextReads[read];
            }
            if (read < readers.length) {
                reason = version;
                return readers[read];
            }
            steps++;
        }
        return NONE;
    }

    private void happen(int t, int root) {
        steps++;
        places[t] = depth;
        trailRoots[depth] = root;
        trail[depth++] = t;
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            nextReads[previousReads[r]] = nextReads[r];
            previousReads[nextReads[r]] = previousReads[r];
        }
        for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
            int key = history.versionKey(v);
            replaced[replacedCount++] = current[key];
            current[key] = v;
        }
    }

    private void undo(int mark) {
        while (depth > mark) {
            int t = trail[--depth];
            steps++;
            places[t] = NONE;
            for (int v = history.versionStart(t + 1) - 1; v >= history.versionStart(t); v--) {
                current[history.versionKey(v)] = replaced[--replacedCount];
            }
            for (int r = history.readStart(t + 1) - 1; r >= history.readStart(t); r--) {
                link(r);
            }
        }
    }

    private void link(int read) {
        nextReads[previousReads[read]] = read;
        previousReads[nextReads[read]] = read;
    }

    /**
     * Changes its mind about someone in the dead end on the stack, and clears that. Returns the number of the root from
     * which to go on, or {@link #NONE}.
     */
    private int stepBack(int root) {
        long least = Long.MAX_VALUE;
        int change = NONE;
        for (int i = deadEnd; i < height; i++) {
            long cost = cost(i);
            if (cost < least) {
                least = cost;
                change = i;
            }
        }
        steps += height;
        int goOn = NONE;
        if (steps <= mostSteps && order != Order.REAL_TIME && notBegun != NONE && least > GOING_EARLY) {
            early[notBegun] = true;
            goOn = root;
        } else if (steps <= mostSteps && change != NONE) {
            goOn = change(change, root);
        }
        while (height > 0) {
            stackPlaces[stack[--height]] = NONE;
        }
        return goOn;
    }

    /** What it takes that one on the stack does not need the next one; the largest long if there is no way about it. */
    private long cost(int onStack) {
        int why = stackReasons[onStack];
        if (isBelief(why)) {
            return (1L + learnt.changes(belief(why))) * UNDOING_FEW;
        }
        int writer = replacedWriter(why);
        if (writer == NONE || !mayGoBefore(stack[onStack], writer)) {
            return Long.MAX_VALUE;
        }
        return (1L + learnt.changes(stack[onStack], writer)) * (depth - places[writer] + UNDOING_FEW);
    }

    private int change(int onStack, int root) {
        int why = stackReasons[onStack];
        if (isBelief(why)) {
            learnt.giveUp(belief(why));
            return root;
        }
        int writer = replacedWriter(why);
        learnt.believe(stack[onStack], writer);
        int place = places[writer];
        undo(place);
        return trailRoots[place];
    }

    private boolean mayGoBefore(int t, int writer) {
        if (order == Order.REAL_TIME && completed[writer] < history.invoked(t)) {
            return false;
        }
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            if (history.readWriter(r) == writer) {
                return false;
            }
        }
        return true;
    }

    /** The writer of the version that is to be replaced, {@link #NONE} if that is not the reason, or it is initial. */
    private int replacedWriter(int why) {
        return why >= 0 && why < history.versionCount() ? history.versionWriter(why) : NONE;
    }

    private static int reasonOf(int pair) {
        return -2 - pair;
    }

    private static boolean isBelief(int why) {
        return why < NONE;
    }

    private static int belief(int why) {
        return -2 - why;
    }
}
