package io.ordeal.targets.file;

import io.ordeal.cluster.Port;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is there, for texts that speak of others.
 *
 * @param nodes each with the ports that it has, in the order of the file
 * @param groups the nodes with the same server, by what the file calls that; none where all have the same
 */
record Layout(Map<String, List<Port>> nodes, Map<String, List<String>> groups) {
    List<String> names() {
        return List.copyOf(nodes.keySet());
    }

    /** The names of the ports of some nodes. */
    Set<String> ports(Collection<String> of) {
        Set<String> names = new LinkedHashSet<>();
        of.forEach(node -> nodes.getOrDefault(node, List.of()).forEach(port -> names.add(port.name())));
        return names;
    }

    boolean has(String node, String port) {
        return ports(List.of(node)).contains(port);
    }

    /** Whether other nodes have links to a port of a node. */
    boolean isReached(String node, String port) {
        return nodes.getOrDefault(node, List.of()).stream()
                .anyMatch(each -> each.name().equals(port) && each.users().includeNodes());
    }
}
