package io.ordeal.checker.txn.search;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.search.StrongLevel.Order;
import io.ordeal.checker.txn.weak.ReadsFrom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    private final StrongLevel level;
    private final CheckContext context;
    /** The transactions in the order in which they go if nobody needs them earlier. */
    private final int[] roots;

    private final int[] completed;
    private final PendingReads unread;
    private final int[] current;
    /** Of each key the transaction that has read and is yet to write it, or {@link #NONE}; where writers exclude each other. */
    private final int[] writing;
    /** Of each event its place in the order, or {@link #NONE}. */
    private final int[] places;

    private final int[] trail;
    /** The number of the root for whose sake each in the order went. */
    private final int[] trailRoots;

    private final int[] replaced;
    private int depth;
    private int replacedCount;

    /** The event of a root, what it needs, what that needs, and so on. */
    private int[] stack = new int[64];
    /**
     * Why each on the stack needs the next one: the version that it would replace, {@link #reasonOf} a belief, {@code
     * versions +} the transaction that has begun to write one of its keys, or {@link #NONE} if there is no way about it.
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

    private final int versions;
    private final LearntOrder learnt;
    private final @Nullable CertainNeeds certain;
    private final long mostSteps;
    private long steps;

    private CommitsOnDemand(
            ReadsFrom history, StrongLevel level, int[] roots, @Nullable CertainNeeds certain, CheckContext context) {
        this.history = history;
        this.level = level;
        this.roots = roots;
        this.certain = certain;
        this.context = context;
        int count = history.count();
        int events = level.split ? 2 * count : count;
        versions = history.versionCount() + history.keyCount();
        completed = new int[count];
        for (int t = 0; t < count; t++) {
            completed[t] = certain == null ? history.completed(t) : Integer.MAX_VALUE;
        }
        unread = new PendingReads(history);
        current = new int[history.keyCount()];
        writing = filled(level.exclusive ? history.keyCount() : 0);
        places = filled(events);
        trail = new int[events];
        trailRoots = new int[events];
        replaced = new int[history.versionCount()];
        stackPlaces = filled(events);
        early = new boolean[count];
        learnt = new LearntOrder(events);
        mostSteps = MOST_STEPS * (1000L + count + history.readCount() + history.versionCount());
        for (int k = 0; k < current.length; k++) {
            current[k] = history.versionCount() + k;
        }
    }

    /**
     * All events, in an order that explains what was read and that has that of sessions or of real time; none if none was
     * found. They go as their clients were told of them, those of unknown outcome last.
     */
    static int[] find(ReadsFrom history, StrongLevel level, CheckContext context) {
        return new CommitsOnDemand(history, level, asTold(history), null, context).walk();
    }

    /**
     * As above, where the order in which clients were told means nothing.
     *
     * @param order what is certain, without circles
     * @param roots all transactions, as they are likely to have committed
     */
    static int[] find(CertainOrder order, int[] roots, CheckContext context) {
        return new CommitsOnDemand(order.history, order.level, roots, new CertainNeeds(order), context).walk();
    }

    private static int[] filled(int size) {
        int[] column = new int[size];
        Arrays.fill(column, NONE);
        return column;
    }

    private static int[] asTold(ReadsFrom history) {
        int[] told = filled(history.history().size());
        int[] roots = new int[history.count()];
        int unknown = history.count();
        for (int t = history.count() - 1; t >= 0; t--) {
            if (history.isCertain(t)) {
                told[history.completed(t)] = t;
            } else {
                roots[--unknown] = t;
            }
        }
        int size = 0;
        for (int t : told) {
            if (t != NONE) {
                roots[size++] = t;
            }
        }
        return roots;
    }

    private int begin(int transaction) {
        return level.split ? 2 * transaction : transaction;
    }

    private int end(int transaction) {
        return level.split ? 2 * transaction + 1 : transaction;
    }

    private int transaction(int event) {
        return level.split ? event >> 1 : event;
    }

    private boolean isBegin(int event) {
        return !level.split || (event & 1) == 0;
    }

    private boolean isEnd(int event) {
        return !level.split || (event & 1) == 1;
    }

    private int[] walk() {
        for (int root = 0; root < roots.length; root++) {
            if ((root & 0xff) == 0) {
                context.checkpoint();
            }
            if (places[end(roots[root])] == NONE && !commit(root)) {
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
        push(end(roots[root]));
        while (height > 0) {
            int event = stack[height - 1];
            int needed = needed(event);
            if (needed == NONE) {
                height--;
                stackPlaces[event] = NONE;
                happen(event, root);
            } else {
                stackReasons[height - 1] = reason;
                int t = transaction(needed);
                boolean begun = early[t] || history.invoked(t) < completed[roots[root]];
                notBegun = begun ? NONE : t;
                if (!begun || stackPlaces[needed] != NONE || steps > mostSteps) {
                    deadEnd = begun ? Math.max(0, stackPlaces[needed]) : 0;
                    return false;
                }
                push(needed);
            }
        }
        return true;
    }

    private void push(int event) {
        if (height == stack.length) {
            stack = Arrays.copyOf(stack, 2 * height);
            stackReasons = Arrays.copyOf(stackReasons, 2 * height);
        }
        stackPlaces[event] = height;
        stack[height++] = event;
    }

    /** One that has to go before an event can, for the {@link #reason}; {@link #NONE} if it can go. */
    private int needed(int event) {
        reason = NONE;
        if (certain != null && certain.isPending(event)) {
            return certain.first(event, places);
        }
        int t = transaction(event);
        if (level.split && isEnd(event) && places[begin(t)] == NONE) {
            return begin(t);
        }
        for (int pair = learnt.head(event); pair != NONE; pair = learnt.next(pair)) {
            steps++;
            if (learnt.holds(pair) && places[learnt.first(pair)] == NONE) {
                reason = reasonOf(pair);
                return learnt.first(pair);
            }
        }
        int needed = isBegin(event) ? neededToRead(t) : NONE;
        return needed == NONE && isEnd(event) ? neededToWrite(t) : needed;
    }

    private int neededToRead(int t) {
        int previous = history.previous(t);
        if (level.order == Order.SESSIONS && previous >= 0 && places[end(previous)] == NONE) {
            return end(previous);
        }
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            steps++;
            int writer = history.readWriter(r);
            if (writer != ReadsFrom.INITIAL && places[end(writer)] == NONE) {
                return end(writer);
            }
        }
        for (int v = history.versionStart(t); level.exclusive && v < history.versionStart(t + 1); v++) {
            int other = writing[history.versionKey(v)];
            if (other != NONE) {
                reason = versions + other;
                return end(other);
            }
        }
        return NONE;
    }

    private int neededToWrite(int t) {
        for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
            steps++;
            int version = current[history.versionKey(v)];
            int reader = unread.readerBeside(t, version);
            if (reader != NONE) {
                reason = version;
                return begin(reader);
            }
        }
        return NONE;
    }

    private void happen(int event, int root) {
        steps++;
        int t = transaction(event);
        places[event] = depth;
        trailRoots[depth] = root;
        trail[depth++] = event;
        if (certain != null) {
            certain.happen(event, 1);
        }
        if (isBegin(event)) {
            unread.happen(t);
            write(t, t);
        }
        for (int v = history.versionStart(t); isEnd(event) && v < history.versionStart(t + 1); v++) {
            int key = history.versionKey(v);
            replaced[replacedCount++] = current[key];
            current[key] = v;
        }
        if (isEnd(event)) {
            write(t, NONE);
        }
    }

    /** Notes of all keys that a transaction writes who is about to write them. */
    private void write(int t, int writer) {
        for (int v = history.versionStart(t); level.exclusive && v < history.versionStart(t + 1); v++) {
            writing[history.versionKey(v)] = writer;
        }
    }

    private void undo(int mark) {
        while (depth > mark) {
            int event = trail[--depth];
            int t = transaction(event);
            steps++;
            places[event] = NONE;
            if (certain != null) {
                certain.happen(event, -1);
            }
            if (isEnd(event)) {
                write(t, t);
            }
            for (int v = history.versionStart(t + 1) - 1; isEnd(event) && v >= history.versionStart(t); v--) {
                current[history.versionKey(v)] = replaced[--replacedCount];
            }
            if (isBegin(event)) {
                write(t, NONE);
                unread.undo(t);
            }
        }
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
        if (steps <= mostSteps && level.order != Order.REAL_TIME && notBegun != NONE && least > GOING_EARLY) {
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
        int rival = rival(why);
        int t = transaction(stack[onStack]);
        if (rival == NONE || !mayGoBefore(t, rival)) {
            return Long.MAX_VALUE;
        }
        int second = second(rival);
        return (1L + learnt.changes(end(t), second)) * (depth - places[second] + UNDOING_FEW);
    }

    private int change(int onStack, int root) {
        int why = stackReasons[onStack];
        if (isBelief(why)) {
            learnt.giveUp(belief(why));
            return root;
        }
        int second = second(rival(why));
        learnt.believe(end(transaction(stack[onStack])), second);
        int place = places[second];
        undo(place);
        return trailRoots[place];
    }

    /** What of a rival is to come after the writes of the other. */
    private int second(int rival) {
        return level.exclusive ? begin(rival) : end(rival);
    }

    private boolean mayGoBefore(int t, int rival) {
        if (level.order == Order.REAL_TIME && completed[rival] < history.invoked(t)) {
            return false;
        }
        if (certain != null && certain.isBefore(second(rival), end(t))) {
            return false;
        }
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            if (history.readWriter(r) == rival) {
                return false;
            }
        }
        return true;
    }

    /**
     * The transaction before which one might go instead: the writer of the version that is to be replaced, or who has begun
     * to write the same key; {@link #NONE} if neither is the reason, or the version is initial.
     */
    private int rival(int why) {
        if (why >= versions) {
            return why - versions;
        }
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
