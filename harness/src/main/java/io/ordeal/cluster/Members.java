package io.ordeal.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes that belong to a cluster now, as the harness has brought it about: at first all but its reserves. Clients are
 * dealt to these, and a node that joins is told of them. All methods may come from any thread.
 */
public final class Members {
    private final List<String> all;
    private final List<String> first;

    /** Those that were not there from the beginning, or have left since. */
    private final Set<String> late = new HashSet<>();

    /** Those that are about to leave, or have. */
    private final Set<String> going = new HashSet<>();

    private volatile List<String> now;

    public Members(ClusterDescription description) {
        all = description.nodes().stream().map(NodeSpec::name).toList();
        List<String> reserves = description.reserves();
        first = all.stream().filter(node -> !reserves.contains(node)).toList();
        late.addAll(reserves);
        going.addAll(reserves);
        now = first;
    }

    /** In the order of the description; another list only if there was a change. */
    public List<String> now() {
        return now;
    }

    /** Those that belong to it now, and a node that is about to, in the order of the description. */
    public synchronized List<String> nowWith(String node) {
        return all.stream()
                .filter(each -> each.equals(node) || now.contains(each))
                .toList();
    }

    /** Those that the cluster began with. */
    public List<String> first() {
        return first;
    }

    /** A node is about to leave: that it ends by itself, as members of etcd do then, is nothing to be warned of. */
    public synchronized void dismiss(String node) {
        going.add(node);
    }

    /** Whether a node may end by itself: it belongs to it no more, or is about to leave. */
    public synchronized boolean mayEnd(String node) {
        return going.contains(node);
    }

    /** A node belongs to it, and stays. */
    public synchronized void add(String node) {
        going.remove(node);
        if (!now.contains(node)) {
            now = nowWith(node);
        }
    }

    /** A node belongs to it no more; if it comes back, then as one that joins. */
    public synchronized void remove(String node) {
        if (now.contains(node)) {
            List<String> rest = new ArrayList<>(now);
            rest.remove(node);
            now = List.copyOf(rest);
        }
        late.add(node);
        going.add(node);
    }

    /** Whether a node joins a cluster that is there already, or has done so, rather than begins it with others. */
    public synchronized boolean joins(String node) {
        return late.contains(node);
    }
}
