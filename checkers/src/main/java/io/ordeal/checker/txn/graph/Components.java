package io.ordeal.checker.txn.graph;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;

/**
 * The strongly connected components of a graph, or of the part of it that has edges of some types. A component's number
 * is higher than those of all components that can be reached from it. Linear: Tarjan 1972, without recursion.
 */
public final class Components {
    private final int[] component;
    private final int[] sizes;
    private final int count;
    private final int largest;

    private Components(int[] component, int[] sizes, int count, int largest) {
        this.component = component;
        this.sizes = sizes;
        this.count = count;
        this.largest = largest;
    }

    /**
     * Finds them.
     *
     * @param types the bits of the types of the edges that count
     */
    public static Components of(DependencyGraph graph, int types, CheckContext context) {
        return new Tarjan(graph, types, context).run();
    }

    /** The number of a node's component. */
    public int of(int node) {
        return component[node];
    }

    public int count() {
        return count;
    }

    /** How many nodes a component has. */
    public int size(int number) {
        return sizes[number];
    }

    /** Whether some component has two nodes: there is a cycle. */
    public boolean cyclic() {
        return largest > 1;
    }

    /** Whether a node lies on a cycle. */
    public boolean onCycle(int node) {
        return sizes[component[node]] > 1;
    }

    private static final class Tarjan {
        private final DependencyGraph graph;
        private final int types;
        private final CheckContext context;
        private final int[] low;
        private final int[] component;
        private final int[] open;
        private final int[] path;
        private final int[] edge;
        private int opened;
        private int deep;
        private int order;
        private int count;
        private int largest;
        private int[] sizes = new int[16];

        Tarjan(DependencyGraph graph, int types, CheckContext context) {
            this.graph = graph;
            this.types = types;
            this.context = context;
            int nodes = graph.nodes();
            // 0 is unseen, of a node on the path or open its lowest number so far, of one that is done the maximum.
            low = new int[nodes];
            component = new int[nodes];
            open = new int[nodes];
            path = new int[nodes];
            edge = new int[nodes];
        }

        Components run() {
            for (int node = 0; node < low.length; node++) {
                if ((node & 0xffff) == 0) {
                    context.checkpoint();
                }
                if (low[node] == 0) {
                    enter(node);
                    walk();
                }
            }
            return new Components(component, sizes, count, largest);
        }

        private void enter(int node) {
            low[node] = ++order;
            // The node's own number is kept where its component's will be.
            component[node] = order;
            edge[node] = graph.begin(node);
            path[deep++] = node;
        }

        private void walk() {
            int steps = 0;
            while (deep > 0) {
                if ((++steps & 0xffff) == 0) {
                    context.checkpoint();
                }
                int node = path[deep - 1];
                int end = graph.begin(node + 1);
                int at = edge[node];
                int lowest = low[node];
                int child = -1;
                for (; at < end; at++) {
                    if ((types >> graph.type(at) & 1) == 0) {
                        continue;
                    }
                    int to = graph.target(at);
                    int number = low[to];
                    if (number == 0) {
                        child = to;
                        break;
                    }
                    lowest = Math.min(lowest, number);
                }
                edge[node] = at;
                low[node] = lowest;
                if (child >= 0) {
                    enter(child);
                } else {
                    leave(node);
                }
            }
        }

        private void leave(int node) {
            deep--;
            if (low[node] < component[node]) {
                open[opened++] = node;
                return;
            }
            int own = component[node];
            int size = 1;
            close(node);
            while (opened > 0 && numberOf(open[opened - 1]) > own) {
                close(open[--opened]);
                size++;
            }
            if (count == sizes.length) {
                sizes = Arrays.copyOf(sizes, 2 * count);
            }
            sizes[count++] = size;
            largest = Math.max(largest, size);
        }

        private int numberOf(int openNode) {
            return component[openNode];
        }

        private void close(int node) {
            low[node] = Integer.MAX_VALUE;
            component[node] = count;
        }
    }
}
