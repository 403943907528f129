package io.ordeal.checker.txn.search;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.checker.txn.graph.Cycle;
import io.ordeal.checker.txn.graph.CycleSearch;
import io.ordeal.checker.txn.graph.DependencyGraph;
import io.ordeal.checker.txn.graph.EdgeType;
import io.ordeal.checker.txn.weak.ReadsFrom;
import io.ordeal.checker.txn.weak.Story;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A circle of certain edges, told with what makes each of them certain. If there is one without edges that follow only by
 * the rules of the level, it is told, by Elle's name; one that needs those rules has no name by which other levels could be
 * blamed, only a shape. An edge that follows from others is told after those: each follows from edges that were found
 * before it, so that there is an end to it.
 */
final class Contradiction {
    /** Edges that are followed before a circle is short enough. */
    private static final long ENOUGH = 20_000_000;
    /** Edges that are told at most: nobody follows more. */
    private static final int MOST_TOLD = 60;

    /** A way from one transaction to another by edges of one kind. */
    private record Step(int from, int to, EdgeKind kind, int edge) {}

    private final CertainOrder order;
    private final ReadsFrom history;
    private final CheckContext context;
    private final Story story;
    private final Set<Integer> told = new HashSet<>();
    private final int[] distances;
    private final int[] parents;
    private final int[] queue;
    private final int[] touched;
    private int touchedCount;
    private long followed;
    private long visited;

    private Contradiction(CertainOrder order, CheckContext context) {
        this.order = order;
        this.history = order.history;
        this.context = context;
        story = new Story(history);
        distances = new int[order.events()];
        Arrays.fill(distances, Integer.MAX_VALUE);
        parents = new int[order.events()];
        touched = new int[order.events()];
        queue = new int[Integer.highestOneBit(2 * order.events() + 2) << 1];
    }

    /** @param order arranged, with a circle */
    static Anomaly of(CertainOrder order, CheckContext context) {
        try {
            return new Contradiction(order, context).tell();
        } catch (CheckStoppedException stopped) {
            // That there is a circle is proved; only which one is not known.
            Story story = new Story(order.history);
            story.name(0);
            story.say("What every order of the transactions has at " + order.level.wire()
                    + " is a circle, but there was no time left to tell it: --time-limit gives more.");
            return new Anomaly(
                    NoCommitOrder.TYPE, null, story.text(), story.witness(), Map.of("level", order.level.wire()));
        }
    }

    private Anomaly tell() {
        List<Integer> edges = shortestCircle(order.plainEdges());
        boolean plain = !edges.isEmpty();
        if (!plain) {
            edges = shortestCircle(order.size());
        }
        List<Step> circle = steps(edges);
        circle.forEach(step -> story.name(step.from()));
        Object key = null;
        for (Step step : circle) {
            tell(step);
            if (key == null && step.kind() == EdgeKind.RW) {
                key = history.key(history.readKey(order.read(step.edge())));
            }
        }
        story.say("That is a circle.");
        String shape = shape(circle);
        return new Anomaly(
                plain ? shape : NoCommitOrder.TYPE,
                key,
                story.text(),
                story.witness(),
                Map.of("cycle", story.steps(), "level", order.level.wire(), "shape", shape));
    }

    private String shape(List<Step> circle) {
        Map<Integer, Integer> numbers = new HashMap<>();
        circle.forEach(step -> numbers.putIfAbsent(step.from(), numbers.size()));
        DependencyGraph.Builder graph = new DependencyGraph.Builder(numbers.size(), circle.size());
        for (Step step : circle) {
            EdgeType type = EdgeType.valueOf(step.kind().name());
            graph.add(numbers.getOrDefault(step.from(), 0), numbers.getOrDefault(step.to(), 0), type);
        }
        for (Cycle cycle : CycleSearch.of(graph.build(), context).cycles()) {
            return cycle.type().wire();
        }
        throw new IllegalStateException("a circle of " + circle + " is none");
    }

    // ---- finding

    /** A short circle of edges below a number; none if there is none. */
    private List<Integer> shortestCircle(int below) {
        boolean[] core = behindCircles(below);
        List<Integer> best = List.of();
        int length = Integer.MAX_VALUE;
        for (int e = 0; e < below; e++) {
            EdgeKind kind = order.kind(e);
            boolean first = kind == EdgeKind.WR || kind == EdgeKind.WW || kind == EdgeKind.RW;
            if (!first || !core[order.source(e)] || !core[order.target(e)]) {
                continue;
            }
            if (length <= 2 || (length < Integer.MAX_VALUE && followed > ENOUGH)) {
                break;
            }
            List<Integer> way = way(order.target(e), order.source(e), below);
            if (way.isEmpty() && order.target(e) != order.source(e)) {
                continue;
            }
            List<Integer> circle = new ArrayList<>(List.of(e));
            circle.addAll(way);
            int steps = steps(circle).size();
            if (steps < length) {
                best = circle;
                length = steps;
            }
        }
        return best;
    }

    /** The events on circles of edges below a number, and those behind them. */
    private boolean[] behindCircles(int below) {
        int[] before = new int[order.events()];
        for (int e = 0; e < below; e++) {
            before[order.target(e)]++;
        }
        int[] ready = new int[order.events()];
        int size = 0;
        for (int event = 0; event < before.length; event++) {
            if (before[event] == 0) {
                ready[size++] = event;
            }
        }
        boolean[] behind = new boolean[order.events()];
        Arrays.fill(behind, true);
        for (int done = 0; done < size; done++) {
            int event = ready[done];
            behind[event] = false;
            for (int i = order.start(event); i < order.start(event + 1); i++) {
                int target = order.target(order.edge(i));
                if (order.edge(i) < below && --before[target] == 0) {
                    ready[size++] = target;
                }
            }
        }
        return behind;
    }

    /** The edges of a shortest way, of edges below a number; what is within a transaction or from a barrier costs nothing. */
    private List<Integer> way(int from, int to, int below) {
        for (int i = 0; i < touchedCount; i++) {
            distances[touched[i]] = Integer.MAX_VALUE;
        }
        touchedCount = 0;
        int mask = queue.length - 1;
        int head = 0;
        int tail = 0;
        enter(from, 0, -1);
        queue[tail++ & mask] = from;
        while (head != tail) {
            int event = queue[head++ & mask];
            if (event == to) {
                break;
            }
            if ((++visited & 1023) == 0) {
                context.checkpoint();
            }
            followed += order.start(event + 1) - order.start(event);
            for (int i = order.start(event); i < order.start(event + 1); i++) {
                int e = order.edge(i);
                int cost = order.kind(e) == EdgeKind.WITHIN || order.transaction(event) < 0 ? 0 : 1;
                if (e < below && enter(order.target(e), distances[event] + cost, e)) {
                    if (cost == 0) {
                        head--;
                        queue[head & mask] = order.target(e);
                    } else {
                        queue[tail++ & mask] = order.target(e);
                    }
                }
            }
        }
        List<Integer> edges = new ArrayList<>();
        if (distances[to] < Integer.MAX_VALUE) {
            for (int at = to; at != from; at = order.source(parents[at])) {
                edges.add(0, parents[at]);
            }
        }
        return edges;
    }

    private boolean enter(int event, int distance, int edge) {
        if (distances[event] <= distance) {
            return false;
        }
        if (distances[event] == Integer.MAX_VALUE) {
            touched[touchedCount++] = event;
        }
        distances[event] = distance;
        parents[event] = edge;
        return true;
    }

    /** A way as steps between transactions: what is within one is left out, what goes on for one reason is one step. */
    private List<Step> steps(List<Integer> edges) {
        List<Step> steps = new ArrayList<>();
        int from = -1;
        for (int e : edges) {
            EdgeKind kind = order.kind(e);
            if (kind == EdgeKind.WITHIN) {
                continue;
            }
            int source = order.transaction(order.source(e));
            int target = order.transaction(order.target(e));
            from = source >= 0 ? source : from;
            if (target < 0) {
                continue;
            }
            Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
            boolean goesOn = kind == EdgeKind.PROCESS && last != null && last.kind() == kind;
            if (goesOn && last != null) {
                steps.set(steps.size() - 1, new Step(last.from(), target, kind, last.edge()));
            } else {
                steps.add(new Step(from, target, kind, e));
            }
        }
        return steps;
    }

    // ---- telling

    private void tell(Step step) {
        if (told.size() >= MOST_TOLD) {
            return;
        }
        int from = step.from();
        int to = step.to();
        switch (step.kind()) {
            case PROCESS -> story.session(from, to);
            case REALTIME ->
                story.before(
                        from,
                        to,
                        "realtime",
                        story.name(from) + " was acknowledged before " + story.name(to) + " began");
            case WR -> {
                if (told.add(step.edge())) {
                    story.read(order.read(step.edge()), to);
                }
            }
            case WW, RW -> {
                if (told.add(step.edge())) {
                    follows(step);
                }
            }
            case WITHIN -> throw new IllegalStateException("a step within a transaction");
        }
    }

    private void follows(Step step) {
        int read = order.read(step.edge());
        if (read < 0) {
            int key = -1 - read;
            support(order.begin(step.from()), order.end(step.to()), step.edge());
            story.before(
                    step.from(),
                    step.to(),
                    "ww",
                    "both wrote " + EdnText.name(history.key(key)) + ", and " + story.name(step.to())
                            + " committed after " + story.name(step.from()) + " had begun");
            return;
        }
        int reader = reader(read);
        int writer = history.readWriter(read);
        String key = EdnText.name(history.key(history.readKey(read)));
        if (step.kind() == EdgeKind.WW) {
            support(order.end(step.from()), order.begin(reader), step.edge());
            story.before(
                    step.from(),
                    step.to(),
                    "ww",
                    story.saw(read, reader) + ", and " + story.name(step.from()) + ", which wrote " + key
                            + " too, comes before " + story.name(reader));
            return;
        }
        if (writer != ReadsFrom.INITIAL) {
            int before = order.level.exclusive ? order.begin(writer) : order.end(writer);
            support(before, order.end(step.to()), step.edge());
        }
        story.before(
                step.from(),
                step.to(),
                "rw",
                story.saw(read, reader) + ", and " + story.name(step.to()) + " wrote " + key
                        + (writer == ReadsFrom.INITIAL ? "" : " after " + story.name(writer)));
    }

    /** Tells what an edge follows from: a way of edges that were known before it. */
    private void support(int from, int to, int below) {
        for (Step step : steps(way(from, to, below))) {
            boolean ordinary = step.kind() == EdgeKind.WR || step.kind() == EdgeKind.WW || step.kind() == EdgeKind.RW;
            if (!ordinary || !told.contains(step.edge())) {
                tell(step);
            }
        }
    }

    private int reader(int read) {
        int low = 0;
        int high = history.count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (history.readStart(middle) <= read) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
