package io.ordeal.checker.txn.weak;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.weak.Circles.Step;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a history of registers with unique writes is read committed, read atomic or causal.
 *
 * <p><b>Guarantees.</b> Both verdicts are proved: there are no anomalies if and only if there is a commit order as Biswas
 * &amp; Enea define the level, with the processes as sessions.
 *
 * <p><b>Cannot detect.</b> What is wrong within a transaction, or with reads of values that failed or nobody wrote: {@link
 * RegisterReads} does. Real time is no part of these levels.
 *
 * <p><b>Complexity.</b> Of n micro-operations and k chains (about as many as clients at one time): read committed and
 * read atomic O(n^1.5), causal O(n·k); see {@link ReadCommitted}, {@link ReadAtomic}, {@link Causal}. Linear where
 * transactions are short. The circle that is told takes a bounded search more.
 *
 * <p><b>Reference.</b> Biswas &amp; Enea, "On the Complexity of Checking Transactional Consistency", OOPSLA 2019, figures
 * 2 and 3. M&oslash;ldrup &amp; Pavlogiannis, "AWDIT: An Optimal Weak Database Isolation Tester", PLDI 2025.
 */
public final class WeakIsolation {
    private static final int NONE = -1;

    private final ReadsFrom history;
    private final CheckContext context;
    private final CommitGraph past;
    private final Sessions sessions;
    private final List<Anomaly> found = new ArrayList<>();

    private WeakIsolation(ReadsFrom history, CheckContext context) {
        this.history = history;
        this.context = context;
        past = CommitGraph.happenedBefore(history);
        sessions = new Sessions(history);
    }

    /**
     * The violations of a level and of all weaker ones, one of each kind, each as short as it gets; none if the history
     * keeps the level.
     */
    public static List<Anomaly> violations(ReadsFrom history, WeakLevel level, CheckContext context) {
        return violations(history, level, CausalPast.FEW, context);
    }

    /** As above; tests have chains made for fewer sessions. */
    static List<Anomaly> violations(ReadsFrom history, WeakLevel level, int few, CheckContext context) {
        WeakIsolation check = new WeakIsolation(history, context);
        int[] order = check.past.topologicalOrder();
        if (order.length < history.count()) {
            check.circlesOfThePast();
        }
        check.level(WeakLevel.READ_COMMITTED, ReadCommitted.edges(history, context));
        if (level.compareTo(WeakLevel.READ_ATOMIC) >= 0) {
            check.level(WeakLevel.READ_ATOMIC, ReadAtomic.edges(history, context));
        }
        if (level == WeakLevel.CAUSAL && order.length == history.count()) {
            check.level(WeakLevel.CAUSAL, Causal.edges(history, order, few, context));
        }
        return check.found;
    }

    /** Transactions that read of each other in a circle, or with the order of sessions; against every level. */
    private void circlesOfThePast() {
        CommitGraph reads = CommitGraph.ofReads(history);
        List<Step> pure = new Circles(reads, reads.core(), context).shortestWith(reads::isRead);
        if (!pure.isEmpty()) {
            tell("G1c", pure, reads, WeakLevel.READ_COMMITTED);
        }
        List<Step> any = new Circles(past, past.core(), context).shortestWith(past::isRead);
        if (any.stream().anyMatch(step -> past.isSession(step.edge()))) {
            tell("G1c-process", any, past, WeakLevel.READ_COMMITTED);
        }
    }

    /** What is against this level, but not against a weaker one. */
    private void level(WeakLevel level, ForcedEdges forced) {
        for (int e = 0; e < forced.size(); e++) {
            if (forced.to(e) == ReadsFrom.INITIAL && isNew(level, forced.from(e), forced.read(e))) {
                Story story = new Story(history);
                int reader = reader(forced.read(e));
                story.say(story.saw(forced.read(e), reader) + ", though "
                        + visible(story, level, forced.from(e), forced.read(e)) + ": a contradiction.");
                add(level.anomaly(), story, forced.read(e), level);
                return;
            }
        }
        CommitGraph graph = CommitGraph.with(history, forced);
        boolean[] core = graph.core();
        boolean circular = false;
        for (boolean in : core) {
            circular |= in;
        }
        if (circular) {
            List<Step> circle = new Circles(graph, core, context)
                    .shortestWith(e ->
                            !graph.isSession(e) && !graph.isRead(e) && isNew(level, graph.source(e), graph.read(e)));
            if (!circle.isEmpty()) {
                tell(level.anomaly(), circle, graph, level);
            }
        }
    }

    /** Whether the edge that a read forces is not one that a weaker level forces. */
    private boolean isNew(WeakLevel level, int from, int read) {
        int reader = reader(read);
        return switch (level) {
            case READ_COMMITTED -> true;
            case READ_ATOMIC -> readOf(reader, from, read) == NONE;
            case CAUSAL ->
                readOf(reader, from, history.readStart(reader + 1)) == NONE && !isBeforeInSession(from, reader);
        };
    }

    /** The reader's first read of a transaction before another read of its, or −1. */
    private int readOf(int reader, int writer, int end) {
        for (int r = history.readStart(reader); r < end; r++) {
            if (history.readWriter(r) == writer) {
                return r;
            }
        }
        return NONE;
    }

    private boolean isBeforeInSession(int first, int second) {
        return first < second && sessions.of(first) == sessions.of(second);
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

    private void tell(String type, List<Step> circle, CommitGraph graph, WeakLevel level) {
        Story story = new Story(history);
        int key = NONE;
        circle.forEach(step -> story.name(step.from()));
        for (Step step : circle) {
            if (graph.isSession(step.edge())) {
                story.session(step.from(), step.to());
            } else if (graph.isRead(step.edge())) {
                story.read(graph.read(step.edge()), step.to());
            } else {
                int read = graph.read(step.edge());
                key = key == NONE ? read : key;
                story.before(
                        step.from(),
                        step.to(),
                        "ww",
                        story.saw(read, reader(read)) + ", though " + visible(story, level, step.from(), read));
            }
        }
        story.say("That is a circle.");
        add(type, story, key, level);
    }

    private void add(String type, Story story, int read, WeakLevel level) {
        Object key = read == NONE ? null : history.key(history.readKey(read));
        found.add(new Anomaly(
                type,
                key,
                story.text(),
                story.witness(),
                Map.of("edges", story.steps(), "definition", "Biswas & Enea 2019, " + level.wire())));
    }

    /** In words: that a transaction, which wrote the key of a read, was visible to it. */
    private String visible(Story story, WeakLevel level, int writer, int read) {
        int reader = reader(read);
        String wrote = story.name(writer) + ", which wrote " + EdnText.name(history.key(history.readKey(read)))
                + " too, was visible to it: ";
        int seen = readOf(reader, writer, level == WeakLevel.READ_COMMITTED ? read : history.readStart(reader + 1));
        if (seen != NONE) {
            return wrote + "it " + (seen < read ? "had read " : "read ")
                    + EdnText.name(history.key(history.readKey(seen))) + " = " + history.readValue(seen) + " of "
                    + story.name(writer) + (seen < read ? " before" : "");
        }
        if (isBeforeInSession(writer, reader)) {
            return wrote + "process " + history.process(reader) + " did " + story.name(writer) + " first";
        }
        boolean[] everywhere = new boolean[history.count()];
        Arrays.fill(everywhere, true);
        StringBuilder words = new StringBuilder(wrote);
        String and = "";
        for (Step step : new Circles(past, everywhere, context).shortestWay(writer, reader)) {
            words.append(and)
                    .append(
                            past.isSession(step.edge())
                                    ? "process " + history.process(step.from()) + " did " + story.name(step.from())
                                            + " before " + story.name(step.to())
                                    : story.saw(past.read(step.edge()), step.to()));
            and = ", and ";
        }
        return words.toString();
    }
}
