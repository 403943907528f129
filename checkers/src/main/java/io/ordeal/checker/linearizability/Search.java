package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckStoppedException;

/**
 * The search for a linearization of one {@link Problem}.
 *
 * <p>It goes depth first from completion to completion. At each, the operation that completes must have been linearized;
 * if it has not, it is now, or other open operations are before it: every linearization can be put into this form
 * (Lowe, "Testing for linearizability", 2017, section 4), because one that comes earlier than it must can be moved to
 * just before the next completion that needs something after it. Seven things keep the search small:
 *
 * <ul>
 *   <li><b>Parts.</b> Of a system of several parts, only operations on the part of the one that completes go before it:
 *       those on others change nothing for it, and can as well go after it.
 *   <li><b>Absorption.</b> An open certain operation that only reads, and what the state says, is linearized at once, with
 *       no choice: if a linearization has it later, moving it to here changes nothing for the others.
 *   <li><b>Free operations.</b> An open one that overwrites, such as a write, can take effect unseen at any moment at which
 *       the state is what it leaves anyway, or right before another that overwrites. Once there was such a moment it is
 *       <em>free</em>: when it completes it needs nothing, though it may have been of use before. So to linearize one
 *       that overwrites, before it must be, is only worth while if one that sees it comes next.
 *   <li><b>Twins.</b> Of open operations with equal calls, the one that completes first goes first: where a
 *       linearization has them the other way round, they can change places.
 *   <li><b>Covering.</b> See {@link Visited}. With the shortest way to success from any visited configuration one sees
 *       that no success is missed: its first step leads to a configuration that is visited, or covered by one that is,
 *       from which the rest of the way, which is shorter, leads to success as well.
 *   <li><b>Dead ends.</b> Where the state can't lead to an answer that must still be given, and nothing that overwrites it
 *       can come before that is given, the search goes back: see {@link DeadEnds}.
 *   <li><b>Useless unknowns.</b> An operation of unknown outcome is used only if the next one to be linearized fares
 *       differently for it: else the same way without it leads to a configuration that covers.
 * </ul>
 *
 * <p>Why free operations lose nothing: let K be a way to success from a configuration that uses the fewest unknown
 * operations, and among these the fewest steps before the clock moves; let y be its first step, one that overwrites, not
 * the one that completes, x; and z the step on the same part after it. If z comes before the clock moves and overwrites
 * too, then y, and whatever was free because of y, can as well take effect unseen right before z: K was not the shortest.
 * So z sees y. If z comes later, then x was free, or is because of y. If it was, y can wait until right before z or until
 * it completes (or, if something needs y to be free and completes before that, until then this takes its place). If it
 * was not, x can take y's place, and y wait likewise. Either way the search has a step that keeps a way to success with
 * no more unknown operations, and fewer operations or an earlier clock before it.
 *
 * <p>Complexity: the number of configurations is at most completions × 2^(open at once) × states × sets of unknowns, and
 * each is searched once. Wing &amp; Gong 1993 for the search, Lowe 2017 for the cache.
 */
final class Search {
    private static final int CHECKPOINT_EVERY = 64;

    private static final int TELL_EVERY = 1 << 20;
    private static final int NO_SLOT = -1;

    private final Problem problem;
    private final Transitions table;
    private final Budget budget;
    private final UnknownSets sets = new UnknownSets();
    private final Visited visited;
    private final Walk walk;
    private final DeadEnds deadEnds;
    private final int words;
    private final int end;
    private final boolean withFree;

    private int furthest;
    private long accounted;
    private int steps;
    private long limit = Long.MAX_VALUE;

    private final boolean tracing;
    private int[] longest = new int[0];

    private boolean begun;
    private boolean dropped;

    Search(Problem problem, Transitions table, Budget budget) {
        this(problem, table, budget, problem.size(), false);
    }

    private Search(Problem problem, Transitions table, Budget budget, int end, boolean tracing) {
        this.problem = problem;
        this.table = table;
        this.budget = budget;
        this.end = end;
        this.tracing = tracing;
        withFree = !tracing && anyOverwrites(problem, table);
        words = problem.words();
        visited = new Visited(words, withFree ? words : 0, sets, budget);
        walk = new Walk(problem, tracing);
        deadEnds = new DeadEnds(problem, table, tracing ? 0 : end);
    }

    /** A search after which {@link #longestLinearization} is known. It linearizes all operations where they can be seen. */
    static Search tracing(Problem problem, Transitions table, Budget budget) {
        return new Search(problem, table, budget, problem.size(), true);
    }

    private static boolean anyOverwrites(Problem problem, Transitions table) {
        for (int symbol = 0; symbol < problem.calls.size(); symbol++) {
            if (table.overwrites(symbol)) {
                return true;
            }
        }
        return false;
    }

    /** Gives up, with a {@link CheckStoppedException}, after so many configurations. */
    Search limitedTo(long configurations) {
        limit = configurations;
        return this;
    }

    /** What a search knows. */
    enum Knows {
        LINEARIZABLE,
        NOT_LINEARIZABLE,
        NOT_YET
    }

    /** Whether there is a linearization. */
    boolean run() {
        return advance(Long.MAX_VALUE) == Knows.LINEARIZABLE;
    }

    /**
     * Searches on from where it stopped, for so many steps. What it holds is given back to the budget once it knows, or
     * was stopped.
     */
    Knows advance(long more) {
        Knows knows = Knows.NOT_LINEARIZABLE;
        try {
            knows = search(more);
            return knows;
        } catch (CheckStoppedException stopped) {
            if (budget.isSettled()) {
                throw stopped;
            }
            throw stoppedHere(stopped);
        } catch (OutOfMemoryError outOfMemory) {
            throw stoppedHere(CheckStoppedException.heapUsedUp());
        } finally {
            if (knows != Knows.NOT_YET) {
                drop();
            }
        }
    }

    /** Gives back to the budget what it holds: it is not gone on with. */
    void drop() {
        if (!dropped) {
            dropped = true;
            budget.take(-accounted - visited.bytes());
        }
    }

    private CheckStoppedException stoppedHere(CheckStoppedException why) {
        return new CheckStoppedException(why.getMessage() + "; " + furthest + " of " + end
                + " completed operations had been linearized, in " + visited.size() + " configurations");
    }

    /**
     * After {@link #run}: how many completions some configuration can get past. Where the search went back for an answer
     * that is to be given later, that is searched for anew.
     *
     * @throws CheckStoppedException if the budget does not suffice for that
     */
    int furthest() {
        if (deadEnds.haveLookedAhead()) {
            int past = end;
            for (int step = 1; past - furthest > 1; ) {
                int middle = step == 0 ? (furthest + past) >>> 1 : Math.min(furthest + step, past - 1);
                if (new Search(problem, table, budget, middle, false)
                        .limitedTo(limit)
                        .run()) {
                    furthest = middle;
                    step *= 2;
                } else {
                    past = middle;
                    step = 0;
                }
            }
            deadEnds.forget();
        }
        return furthest;
    }

    /** After {@link #run}: how many completions some configuration got past. */
    int reached() {
        return furthest;
    }

    /** After {@link #run}: the states in which the search came to a completion. */
    int[] statesAt(int completion) {
        return visited.statesAt(completion);
    }

    /** After {@link #run}: the positions of the operations of one linearization that got furthest, in its order. */
    int[] longestLinearization() {
        return longest;
    }

    private Knows search(long more) {
        if (!begun) {
            begun = true;
            walk.state = table.initial();
            absorbAll();
            if (settle()) {
                return Knows.LINEARIZABLE;
            }
        }
        for (long left = more; walk.hasFrames(); left--) {
            if (left == 0) {
                return Knows.NOT_YET;
            }
            walk.restore();
            if (!nextChild()) {
                walk.pop();
            } else if (settle()) {
                return Knows.LINEARIZABLE;
            }
            if (++steps % CHECKPOINT_EVERY == 0) {
                check();
            }
        }
        return Knows.NOT_LINEARIZABLE;
    }

    /** Takes the current configuration as far as it goes with no choice, and makes a frame of it if it is new. */
    private boolean settle() {
        while (walk.clock < end && walk.isDone(problem.slot[problem.completes[walk.clock]])) {
            pass();
        }
        if (walk.clock > furthest || (tracing && longest.length == 0)) {
            furthest = walk.clock;
            if (tracing) {
                longest = walk.traced();
            }
        }
        if (walk.clock == end) {
            return true;
        }
        if (visited.add(walk.clock, walk.state, walk.done, walk.free, walk.set) && !deadEnds.isOne(walk)) {
            walk.push();
        }
        return false;
    }

    /** The operation that completes is linearized, or free: the clock moves. */
    private void pass() {
        walk.forward();
        int clock = walk.clock;
        for (int i = problem.invokedBefore[clock - 1]; i < problem.invokedBefore[clock]; i++) {
            absorb(i);
        }
    }

    private void absorbAll() {
        for (int w = 0; w < words; w++) {
            for (long rest = walk.left(w); rest != 0; rest &= rest - 1) {
                absorb(walk.operation(w, rest));
            }
        }
    }

    private void absorb(int operation) {
        int symbol = problem.symbol[operation];
        if (table.readsOnly(symbol)) {
            if (table.next(walk.state, symbol) == walk.state) {
                walk.linearized(operation);
            }
        } else if (withFree && table.overwrites(symbol) && table.next(walk.state, symbol) == walk.state) {
            walk.setFree(problem.slot[operation]);
        }
    }

    /** Whether something that overwrites a part would make an operation other than that in a slot free. */
    private boolean frees(int part, int slot) {
        for (int w = 0; w < words; w++) {
            for (long rest = walk.bound(w); rest != 0; rest &= rest - 1) {
                int other = walk.operation(w, rest);
                int symbol = problem.symbol[other];
                if (problem.slot[other] != slot && problem.part[symbol] == part && table.overwrites(symbol)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is about to happen to a part overwrites it: others that would, and are open, can take effect before it. */
    private void freeOverwriting(int part) {
        for (int w = 0; w < words; w++) {
            for (long rest = walk.bound(w); rest != 0; rest &= rest - 1) {
                int operation = walk.operation(w, rest);
                int symbol = problem.symbol[operation];
                if (problem.part[symbol] == part && table.overwrites(symbol)) {
                    walk.setFree(problem.slot[operation]);
                }
            }
        }
    }

    /**
     * Does the next thing that the current configuration, which is the top frame's, allows. Candidates are, in this
     * order: to let the operation that completes pass, to linearize it, the other open ones by slot, the unknown ones by
     * class.
     */
    private boolean nextChild() {
        int firstUnknown = 2 + problem.slots;
        int completing = problem.completes[walk.clock];
        int part = problem.part[problem.symbol[completing]];
        if (walk.candidate() == 0) {
            walk.turn(1, 0);
            if (walk.isFree(problem.slot[completing])) {
                pass();
                return true;
            }
        }
        int candidates = firstUnknown + problem.classes();
        for (int candidate = walk.candidate(); candidate < candidates; candidate = walk.candidate()) {
            if (candidate >= firstUnknown) {
                if (takeUnknown(candidate, candidate - firstUnknown, part)) {
                    return true;
                }
            } else if (take(candidate, candidate == 1 ? completing : walk.openInSlot[candidate - 2], completing)) {
                return true;
            }
        }
        return false;
    }

    /** Linearizes an open operation, if that may be of use. */
    private boolean take(int candidate, int operation, int completing) {
        boolean isCompleting = candidate == 1;
        if (operation < 0 || (!isCompleting && !mayComeBefore(completing, operation))) {
            walk.turn(candidate + 1, 0);
            return false;
        }
        int symbol = problem.symbol[operation];
        int slot = problem.slot[operation];
        int part = problem.part[symbol];
        int next = choose(candidate, table.next(walk.state, symbol));
        if (next == Transitions.NONE) {
            return false;
        }
        if (withFree && table.overwrites(symbol)) {
            boolean mustBe = isCompleting && !walk.isFree(slot);
            if (!mustBe && ((next == walk.state && !frees(part, slot)) || (!isCompleting && !isUseful(next, part)))) {
                return false;
            }
            freeOverwriting(part);
        }
        walk.state = next;
        walk.linearized(operation);
        absorbAll();
        return true;
    }

    /** Uses the next operation of a class of unknown ones, if that may be of use. */
    private boolean takeUnknown(int candidate, int unknown, int part) {
        int symbol = problem.unknownSymbol[unknown];
        int used = problem.part[symbol] == part ? available(unknown) : -1;
        if (used < 0) {
            walk.turn(candidate + 1, 0);
            return false;
        }
        int next = choose(candidate, table.next(walk.state, symbol));
        boolean overwrites = withFree && table.overwrites(symbol);
        if (next == Transitions.NONE
                || (next == walk.state && !(overwrites && frees(part, NO_SLOT)))
                || !isUseful(next, part)) {
            return false;
        }
        if (overwrites) {
            freeOverwriting(part);
        }
        walk.state = next;
        walk.set = sets.plus(walk.set, unknown);
        walk.trace(problem.unknownPosition[unknown][used]);
        absorbAll();
        return true;
    }

    private boolean mayComeBefore(int completing, int operation) {
        return operation != completing
                && !walk.isDone(problem.slot[operation])
                && problem.part[problem.symbol[operation]] == problem.part[problem.symbol[completing]]
                && !hasEarlierTwin(operation);
    }

    private boolean hasEarlierTwin(int operation) {
        for (int w = 0; w < words; w++) {
            for (long rest = walk.left(w); rest != 0; rest &= rest - 1) {
                int other = walk.operation(w, rest);
                if (problem.symbol[other] == problem.symbol[operation]
                        && problem.completion[other] < problem.completion[operation]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many of a class are used, if a further one is available; else −1. */
    private int available(int unknown) {
        int[] from = problem.unknownFrom[unknown];
        if (from[0] > walk.clock) {
            return -1;
        }
        int used = walk.set == 0 ? 0 : sets.count(walk.set, unknown);
        return used < from.length && from[used] <= walk.clock ? used : -1;
    }

    /** Of the states that a candidate leads to, the one whose turn it is; and notes whose turn is next. */
    private int choose(int candidate, int next) {
        if (next >= Transitions.NONE) {
            walk.turn(candidate + 1, 0);
            return next;
        }
        int[] all = table.several(next);
        int turn = walk.choice();
        if (turn + 1 == all.length) {
            walk.turn(candidate + 1, 0);
        } else {
            walk.turn(candidate, turn + 1);
        }
        return all[turn];
    }

    /** Whether some operation on a part that may come next sees that the state is another than the current one. */
    private boolean isUseful(int other, int part) {
        for (int w = 0; w < words; w++) {
            for (long rest = walk.left(w); rest != 0; rest &= rest - 1) {
                int operation = walk.operation(w, rest);
                if (sees(other, problem.symbol[operation], part)) {
                    return true;
                }
            }
        }
        for (int k = 0; k < problem.classes(); k++) {
            if (problem.unknownFrom[k][0] <= walk.clock && sees(other, problem.unknownSymbol[k], part)) {
                return true;
            }
        }
        return false;
    }

    private boolean sees(int other, int symbol, int part) {
        if (problem.part[symbol] != part || table.overwrites(symbol)) {
            return false;
        }
        int there = table.next(other, symbol);
        // Where some are free, one that fares as well without it may still be what another is free by.
        return there != Transitions.NONE && (withFree || there != table.next(walk.state, symbol));
    }

    // ---- limits

    private void check() {
        budget.checkpoint();
        if (steps % TELL_EVERY == 0) {
            budget.context()
                    .progress(
                            furthest + " of " + end + " operations linearized, " + visited.size() + " configurations");
        }
        long now = table.bytes() + sets.bytes() + walk.bytes();
        long more = now - accounted;
        accounted = now;
        budget.take(more);
        if (visited.size() > limit) {
            throw new CheckStoppedException("more than " + limit + " configurations");
        }
    }
}
