package io.ordeal.checker.txn.weak;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What happened before each transaction, as vector clocks over <em>chains</em>: sequences of transactions each of which
 * happened before the next. A session is a chain; where there are many, as a process that got no answer leaves its session
 * for good, one that begins is put behind one that has ended, if it can see all of it, so that there are about as many
 * chains as there were clients at one time.
 *
 * <p>A clock is kept until all to whom it matters have had their turn; to walk twice costs less than to keep all.
 *
 * <p><b>Complexity.</b> O(n·k) for k chains. Mattern 1989; M&oslash;ldrup &amp; Pavlogiannis 2025, section 5.
 */
final class CausalPast {
    /** Up to so many sessions it does not pay to look for better chains. */
    static final int FEW = 64;

    /** Is shown each transaction after all that happened before it. */
    interface Visitor {
        void visit(int transaction, CausalPast past);
    }

    private final ReadsFrom history;
    private final int[] order;
    private final CheckContext context;
    private final int[] chains;
    private final int[] places;
    private int chainCount;

    private final int[][] clocks;
    private final int[] uses;
    private final int[] readers;
    private final List<int[]> spare = new ArrayList<>();
    private long allocated;

    /**
     * @param order of all transactions, each after those that it follows in its session or reads of
     * @param few up to so many sessions are taken for the chains
     */
    CausalPast(ReadsFrom history, int[] order, int few, CheckContext context) {
        this.history = history;
        this.order = order;
        this.context = context;
        int count = history.count();
        chains = new int[count];
        places = new int[count];
        clocks = new int[count][];
        uses = new int[count];
        readers = new int[count];
        Sessions sessions = new Sessions(history);
        if (sessions.count() <= few) {
            chainCount = sessions.count();
            for (int t = 0; t < count; t++) {
                chains[t] = sessions.of(t);
            }
            number();
        } else {
            chain();
        }
    }

    private void number() {
        int[] sizes = new int[chainCount];
        for (int t : order) {
            places[t] = ++sizes[chains[t]];
        }
    }

    private void chain() {
        int count = history.count();
        int[] tails = new int[16];
        int[] ended = new int[16];
        int endedCount = 0;
        chainCount = 0;
        reset();
        for (int t : order) {
            int[] clock = enter(t);
            int previous = history.previous(t);
            int chain = previous >= 0 && history.isCertain(t) ? chains[previous] : -1;
            for (int i = 0; i < endedCount && chain < 0; i++) {
                int candidate = ended[i];
                if (candidate < clock.length && clock[candidate] == places[tails[candidate]]) {
                    chain = candidate;
                    ended[i] = ended[--endedCount];
                }
            }
            if (chain < 0) {
                chain = chainCount++;
                if (chain == tails.length) {
                    tails = Arrays.copyOf(tails, 2 * chain);
                    ended = Arrays.copyOf(ended, 2 * chain);
                }
                places[t] = 1;
            } else {
                places[t] = places[tails[chain]] + 1;
            }
            chains[t] = chain;
            tails[chain] = t;
            if (!history.isFollowed(t)) {
                ended[endedCount++] = chain;
            }
            leave(t);
        }
        if (count > 0) {
            Arrays.fill(clocks, null);
            spare.clear();
            allocated = 0;
        }
    }

    int chainCount() {
        return chainCount;
    }

    int chain(int transaction) {
        return chains[transaction];
    }

    /** A transaction's place in its chain, from 1. */
    int place(int transaction) {
        return places[transaction];
    }

    /** Shows all transactions, in the order given. */
    void walk(Visitor visitor) {
        reset();
        for (int t : order) {
            enter(t);
            visitor.visit(t, this);
            leave(t);
        }
    }

    /**
     * How many of a chain happened before a transaction. To be asked while the transaction, or one that reads of it, is
     * shown.
     */
    int before(int transaction, int chain) {
        int[] clock = clocks[transaction];
        return clock == null || chain >= clock.length ? 0 : clock[chain];
    }

    private void reset() {
        Arrays.fill(readers, -1);
        for (int t : order) {
            if (history.previous(t) >= 0) {
                uses[history.previous(t)]++;
            }
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                int writer = history.readWriter(r);
                if (writer != ReadsFrom.INITIAL && readers[writer] != t) {
                    readers[writer] = t;
                    uses[writer]++;
                }
            }
        }
        Arrays.fill(readers, -1);
    }

    private int[] enter(int t) {
        if ((t & 63) == 0) {
            context.checkpoint();
        }
        int[] clock = allocate();
        if (history.previous(t) >= 0) {
            join(clock, history.previous(t));
        }
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            int writer = history.readWriter(r);
            if (writer != ReadsFrom.INITIAL && readers[writer] != t) {
                readers[writer] = t;
                join(clock, writer);
            }
        }
        clocks[t] = clock;
        return clock;
    }

    private void join(int[] clock, int earlier) {
        int[] other = clocks[earlier];
        if (other == null) {
            throw new IllegalStateException("transaction " + earlier + " comes too late in the order");
        }
        for (int c = 0; c < other.length; c++) {
            clock[c] = Math.max(clock[c], other[c]);
        }
        clock[chains[earlier]] = Math.max(clock[chains[earlier]], places[earlier]);
    }

    private void leave(int t) {
        if (history.previous(t) >= 0) {
            release(history.previous(t));
        }
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            int writer = history.readWriter(r);
            if (writer != ReadsFrom.INITIAL && readers[writer] == t) {
                readers[writer] = -1;
                release(writer);
            }
        }
        if (uses[t] == 0) {
            free(t);
        }
    }

    private void release(int t) {
        if (--uses[t] == 0) {
            free(t);
        }
    }

    private void free(int t) {
        int[] clock = clocks[t];
        if (clock != null) {
            spare.add(clock);
            clocks[t] = null;
        }
    }

    private int[] allocate() {
        int[] clock = spare.isEmpty() ? null : spare.remove(spare.size() - 1);
        if (clock != null && clock.length >= chainCount) {
            Arrays.fill(clock, 0);
            return clock;
        }
        allocated -= clock == null ? 0 : 4L * clock.length + 16;
        allocated += 4L * chainCount + 16;
        if (allocated > context.memoryLimitBytes()) {
            throw new CheckStoppedException("the memory limit of " + (context.memoryLimitBytes() >> 20)
                    + " MiB was reached by the causal pasts of transactions in " + chainCount
                    + " sessions: ORDEAL_OPTS=-Xmx8g gives more");
        }
        return new int[chainCount];
    }
}
