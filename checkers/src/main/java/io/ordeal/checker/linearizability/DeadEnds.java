package io.ordeal.checker.linearizability;

/**
 * Configurations from which no success can come: the next answer to be given by an operation that only reads, in the order
 * of the completions, is one to which the state can't {@linkplain Model#mayLeadTo lead}, unless it is overwritten, and
 * nothing that overwrites it can come before that operation completes.
 *
 * <p>Of a system of several parts, an operation that overwrites another part counts as well: so less is found, and nothing
 * wrongly.
 */
final class DeadEnds {
    private static final int NONE = -1;

    private final Problem problem;
    private final Transitions table;

    /** The first completion that need not be come past. */
    private final int end;

    /** By completion: the first, from there on, of an operation that only reads; as many as there are if there is none. */
    private final int[] nextRead;

    /** By certain operation: how many of those invoked before it overwrite; and of all, at the end. */
    private final int[] overwritingBefore;

    /** The first completion before which an operation of unknown outcome that overwrites was invoked. */
    private final int overwritingUnknownFrom;

    private boolean haveLookedAhead;

    /** @param end the first completion that the search need not come past; 0 if only the next answer is to be looked at */
    DeadEnds(Problem problem, Transitions table, int end) {
        this.problem = problem;
        this.table = table;
        this.end = end;
        int size = problem.size();
        nextRead = new int[size + 1];
        nextRead[size] = size;
        overwritingBefore = new int[size + 1];
        for (int c = size - 1; c >= 0; c--) {
            nextRead[c] = table.readsOnly(problem.symbol[problem.completes[c]]) ? c : nextRead[c + 1];
        }
        for (int i = 0; i < size; i++) {
            overwritingBefore[i + 1] = overwritingBefore[i] + (table.overwrites(problem.symbol[i]) ? 1 : 0);
        }
        int from = Integer.MAX_VALUE;
        for (int k = 0; k < problem.classes(); k++) {
            if (table.overwrites(problem.unknownSymbol[k])) {
                from = Math.min(from, problem.unknownFrom[k][0]);
            }
        }
        overwritingUnknownFrom = from;
    }

    /** Whether the search went back for an answer other than the one to be given next: it may get further than it did. */
    boolean haveLookedAhead() {
        return haveLookedAhead;
    }

    void forget() {
        haveLookedAhead = false;
    }

    boolean isOne(Walk walk) {
        int read = nextUndone(walk);
        if (read == NONE || overwritingUnknownFrom <= read) {
            return false;
        }
        int symbol = problem.symbol[problem.completes[read]];
        if (table.mayLeadTo(walk.state, symbol) || isOverwritable(walk, read)) {
            return false;
        }
        haveLookedAhead |= read > walk.clock;
        return true;
    }

    /** The completion of the first operation that only reads, and is not linearized. */
    private int nextUndone(Walk walk) {
        int known = problem.invokedBefore[walk.clock];
        int last = Math.max(end, walk.clock + 1);
        for (int c = nextRead[walk.clock]; c < last; c = nextRead[c + 1]) {
            int operation = problem.completes[c];
            if (operation >= known || !walk.isDone(problem.slot[operation])) {
                return c;
            }
        }
        return NONE;
    }

    /** Whether something that overwrites is open and not linearized, or will be invoked before a completion. */
    private boolean isOverwritable(Walk walk, int completion) {
        if (overwritingBefore[problem.invokedBefore[completion]]
                > overwritingBefore[problem.invokedBefore[walk.clock]]) {
            return true;
        }
        for (int w = 0; w < walk.words(); w++) {
            for (long rest = walk.left(w); rest != 0; rest &= rest - 1) {
                if (table.overwrites(problem.symbol[walk.operation(w, rest)])) {
                    return true;
                }
            }
        }
        return false;
    }
}
