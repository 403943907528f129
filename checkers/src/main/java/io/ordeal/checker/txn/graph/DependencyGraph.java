package io.ordeal.checker.txn.graph;

import java.util.Arrays;

/**
 * A directed graph with typed edges, several between two nodes if need be, in compressed rows: four bytes an edge and four
 * a node. The first {@link #transactions} nodes are transactions, the others auxiliary.
 *
 * <p>A path between transactions through auxiliary nodes is one dependency, of the type of its edges, which are all of
 * one type.
 */
public final class DependencyGraph {
    static final int TYPE_SHIFT = 28;
    private static final int NODE_MASK = (1 << TYPE_SHIFT) - 1;

    private final int transactions;
    private final int[] begins;

    /** Targets, with the type in the four highest bits. */
    private final int[] edges;

    private DependencyGraph(int transactions, int[] begins, int[] edges) {
        this.transactions = transactions;
        this.begins = begins;
        this.edges = edges;
    }

    public int transactions() {
        return transactions;
    }

    /** Transactions and auxiliary nodes. */
    public int nodes() {
        return begins.length - 1;
    }

    public int edges() {
        return edges.length;
    }

    /** The first edge from a node; its last is before that of {@code node + 1}. */
    public int begin(int node) {
        return begins[node];
    }

    public int target(int edge) {
        return edges[edge] & NODE_MASK;
    }

    /** The type's ordinal. */
    public int type(int edge) {
        return edges[edge] >>> TYPE_SHIFT;
    }

    public boolean isAuxiliary(int node) {
        return node >= transactions;
    }

    /**
     * The graph of some nodes and the edges among them.
     *
     * @param nodes the nodes that are kept, ascending; the i-th becomes node i
     * @param numbers scratch of {@link #nodes()} ints, all −1 before and after
     */
    DependencyGraph select(int[] nodes, int[] numbers) {
        int kept = 0;
        int total = 0;
        for (int i = 0; i < nodes.length; i++) {
            numbers[nodes[i]] = i;
            kept += isAuxiliary(nodes[i]) ? 0 : 1;
            total += begins[nodes[i] + 1] - begins[nodes[i]];
        }
        int[] newBegins = new int[nodes.length + 1];
        int[] newEdges = new int[total];
        int size = 0;
        for (int i = 0; i < nodes.length; i++) {
            for (int e = begins[nodes[i]]; e < begins[nodes[i] + 1]; e++) {
                int to = numbers[target(e)];
                if (to >= 0) {
                    newEdges[size++] = to | (type(e) << TYPE_SHIFT);
                }
            }
            newBegins[i + 1] = size;
        }
        for (int node : nodes) {
            numbers[node] = -1;
        }
        return new DependencyGraph(kept, newBegins, Arrays.copyOf(newEdges, size));
    }

    /** Gathers edges in any order. */
    public static final class Builder {
        private final int transactions;
        private int nodes;
        private int size;
        private int[] from;
        private int[] to;

        /** @param expected about how many edges there will be */
        public Builder(int transactions, int expected) {
            if (transactions > NODE_MASK / 3) {
                throw new IllegalArgumentException(transactions + " transactions are more than a graph can have");
            }
            this.transactions = transactions;
            this.nodes = transactions;
            from = new int[Math.max(16, expected)];
            to = new int[from.length];
        }

        /** A new auxiliary node. */
        public int auxiliary() {
            return nodes++;
        }

        /** Adds an edge; one from a node to itself is none. */
        public void add(int source, int target, EdgeType type) {
            if (source == target) {
                return;
            }
            if (size == from.length) {
                int capacity = (int) Math.min(Integer.MAX_VALUE - 8, size + (size >> 1) + 16L);
                from = Arrays.copyOf(from, capacity);
                to = Arrays.copyOf(to, capacity);
            }
            from[size] = source;
            to[size++] = target | (type.ordinal() << TYPE_SHIFT);
        }

        /**
         * Adds an edge from each of some transactions to each of others but itself: directly where that is few, else
         * through two chains of auxiliary nodes. Those who come after a transaction are reached by the first, those before
         * it by the second, so that none is reached from itself.
         *
         * @param sources ascending
         * @param targets ascending
         */
        public void addEachToEach(int[] sources, int[] targets, EdgeType type) {
            if ((long) sources.length * targets.length <= 4L * (sources.length + targets.length)) {
                for (int source : sources) {
                    for (int target : targets) {
                        add(source, target, type);
                    }
                }
                return;
            }
            addChain(sources, targets, type, 1);
            addChain(sources, targets, type, -1);
        }

        private void addChain(int[] sources, int[] targets, EdgeType type, int step) {
            int source = step > 0 ? 0 : sources.length - 1;
            int link = auxiliary();
            int at = step > 0 ? 0 : targets.length - 1;
            for (; at >= 0 && at < targets.length; at += step) {
                int target = targets[at];
                int later = auxiliary();
                add(link, later, type);
                link = later;
                while (source >= 0 && source < sources.length && (target - sources[source]) * step > 0) {
                    add(sources[source], link, type);
                    source += step;
                }
                add(link, target, type);
            }
        }

        public DependencyGraph build() {
            int[] begins = new int[nodes + 1];
            for (int i = 0; i < size; i++) {
                begins[from[i] + 1]++;
            }
            for (int node = 0; node < nodes; node++) {
                begins[node + 1] += begins[node];
            }
            int[] next = Arrays.copyOf(begins, nodes);
            int[] edges = new int[size];
            for (int i = 0; i < size; i++) {
                edges[next[from[i]]++] = to[i];
            }
            return new DependencyGraph(transactions, begins, edges);
        }
    }
}
