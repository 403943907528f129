package io.ordeal.checker.txn.graph;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.TransactionAnomaly;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The search for all kinds of cycle in one strongly connected component. */
final class ComponentSearch {
    /** What a kind may cost in one component, in edges passed; half of it goes into the search for the shortest. */
    private static final long MOST_STEPS = 30_000_000;

    private static final int[] ORDERS = {0, EdgeType.PROCESS.bit(), EdgeType.REALTIME.bit()};
    private static final String[] SUFFIXES = {"", "process", "realtime"};

    /** Hears of searches that were cut short. */
    @FunctionalInterface
    interface Admission {
        /** @param undecided whether it is not even known if there is such a cycle */
        void admit(TransactionAnomaly kind, boolean undecided);
    }

    private final DependencyGraph graph;
    private final CheckContext context;
    private final Consumer<Cycle> found;
    private final int[] seen;
    private final int[] parents;
    private final byte[] types;
    private int[] level = new int[64];
    private int[] nextLevel = new int[64];
    private int stamp;
    private long steps;
    private boolean any;

    ComponentSearch(DependencyGraph graph, CheckContext context, Consumer<Cycle> found) {
        this.graph = graph;
        this.context = context;
        this.found = found;
        int states = Math.multiplyExact(graph.nodes(), CycleKind.STATES);
        seen = new int[states];
        parents = new int[states];
        types = new byte[states];
    }

    void run(Admission admission) {
        int present = 0;
        for (int edge = 0; edge < graph.edges(); edge++) {
            present |= 1 << graph.type(edge);
        }
        Regions[] regions = new Regions[ORDERS.length];
        for (CycleKind kind : CycleKind.values()) {
            for (int order = 0; order < ORDERS.length; order++) {
                if ((order > 0 && (present & ORDERS[order]) == 0) || (present & kind.first.bit()) == 0) {
                    continue;
                }
                if (regions[order] == null) {
                    regions[order] = new Regions(graph, ORDERS[order], context);
                }
                if (search(kind, regions[order], SUFFIXES[order], admission)) {
                    break;
                }
            }
        }
    }

    /** Whether there is a cycle of the kind; the shortest is told to {@link #found}. */
    private boolean search(CycleKind kind, Regions regions, String suffix, Admission admission) {
        int[] starts = regions.starts(kind);
        if (starts.length == 0) {
            return false;
        }
        steps = 0;
        @Nullable Cycle walk = null;
        for (int limit = 2; ; limit++) {
            boolean deeper = false;
            for (int start : starts) {
                Outcome outcome = walk(kind, regions, start, limit, MOST_STEPS / 2);
                if (outcome.cycle() != null) {
                    if (isSimple(outcome.cycle())) {
                        tell(outcome.cycle());
                        return true;
                    }
                    walk = walk == null ? outcome.cycle() : walk;
                }
                deeper |= outcome.limited();
                if (steps > MOST_STEPS / 2) {
                    return searchAny(kind, regions, starts, walk, suffix, admission);
                }
            }
            if (!deeper) {
                return keepWalk(walk);
            }
        }
    }

    /**
     * A closed walk that comes through a transaction twice is made of cycles of other kinds, for the most part. It is told
     * only if the component has shown none: then it is all there is to prove that no snapshot explains it.
     */
    private boolean keepWalk(@Nullable Cycle walk) {
        if (walk != null && !any) {
            tell(walk);
        }
        return walk != null;
    }

    private void tell(Cycle cycle) {
        any = true;
        found.accept(cycle);
    }

    /** The shortest takes too long: any will do. */
    private boolean searchAny(
            CycleKind kind, Regions regions, int[] starts, @Nullable Cycle walk, String suffix, Admission admission) {
        TransactionAnomaly base = TransactionAnomaly.valueOf(kind.name());
        TransactionAnomaly name = suffix.isEmpty() ? base : base.with(suffix);
        Cycle any = walk;
        steps = 0;
        for (int i = 0; i < starts.length && any == null; i++) {
            any = walk(kind, regions, starts[i], Integer.MAX_VALUE, MOST_STEPS / 2)
                    .cycle();
            if (any == null && steps > MOST_STEPS / 2) {
                admission.admit(name, true);
                return false;
            }
        }
        if (any != null) {
            admission.admit(name, false);
        }
        return keepWalk(any);
    }

    private record Outcome(@Nullable Cycle cycle, boolean limited) {}

    private static final Outcome NOTHING = new Outcome(null, false);
    private static final Outcome LIMITED = new Outcome(null, true);

    /** The shortest walk of at most so many edges from a transaction to itself that the kind accepts, in breadth. */
    private Outcome walk(CycleKind kind, Regions regions, int start, int limit, long mostSteps) {
        stamp++;
        int current = 1;
        level[0] = start * CycleKind.STATES;
        seen[level[0]] = stamp;
        for (int length = 1; current > 0; length++) {
            if (length > limit) {
                return LIMITED;
            }
            context.checkpoint();
            int next = 0;
            for (int i = 0; i < current; i++) {
                int at = level[i];
                int node = at / CycleKind.STATES;
                int state = at % CycleKind.STATES;
                boolean auxiliary = graph.isAuxiliary(node);
                steps += graph.begin(node + 1) - graph.begin(node);
                for (int edge = graph.begin(node); edge < graph.begin(node + 1); edge++) {
                    int type = graph.type(edge);
                    if (!regions.allows(kind, type)) {
                        continue;
                    }
                    int after = auxiliary ? state : kind.next(state, type);
                    int to = graph.target(edge);
                    if (after == CycleKind.DEAD || !regions.joins(kind, start, to, after)) {
                        continue;
                    }
                    int reached = to * CycleKind.STATES + after;
                    if (to == start && after == kind.accepting) {
                        return new Outcome(cycle(start, at, type), false);
                    }
                    if (seen[reached] == stamp) {
                        continue;
                    }
                    seen[reached] = stamp;
                    parents[reached] = at;
                    types[reached] = (byte) type;
                    if (graph.isAuxiliary(to)) {
                        if (current == level.length) {
                            level = Arrays.copyOf(level, 2 * current);
                        }
                        level[current++] = reached;
                    } else {
                        if (next == nextLevel.length) {
                            nextLevel = Arrays.copyOf(nextLevel, 2 * next);
                        }
                        nextLevel[next++] = reached;
                    }
                }
                if (steps > mostSteps) {
                    return LIMITED;
                }
            }
            int[] swap = level;
            level = nextLevel;
            nextLevel = swap;
            current = next;
        }
        return NOTHING;
    }

    private Cycle cycle(int start, int last, int lastType) {
        List<Integer> nodes = new ArrayList<>();
        List<EdgeType> edges = new ArrayList<>();
        edges.add(EdgeType.of(lastType));
        int first = start * CycleKind.STATES;
        for (int at = last; at != first; at = parents[at]) {
            int node = at / CycleKind.STATES;
            if (!graph.isAuxiliary(node)) {
                nodes.add(node);
                edges.add(EdgeType.of(types[at]));
            }
        }
        nodes.add(start);
        Collections.reverse(nodes);
        Collections.reverse(edges);
        return new Cycle(Cycle.classify(edges), nodes, edges);
    }

    private static boolean isSimple(Cycle cycle) {
        return cycle.transactions().stream().distinct().count()
                == cycle.transactions().size();
    }
}
