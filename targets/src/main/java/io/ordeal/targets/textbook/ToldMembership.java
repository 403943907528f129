package io.ordeal.targets.textbook;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Membership;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Members as each node is told that they are: nothing is handed over, and nobody waits for anybody. */
final class ToldMembership implements Membership {
    @Override
    public Set<String> members(Cluster cluster) throws IOException {
        List<String> asked = running(cluster);
        Map<String, Integer> votes = new HashMap<>();
        for (String node : asked) {
            for (String member : NodeAdmin.status(cluster, node).word(1).split(",")) {
                votes.merge(member, 1, Integer::sum);
            }
        }
        if (asked.isEmpty()) {
            throw new IOException("no member runs");
        }
        return votes.entrySet().stream()
                .filter(each -> each.getValue() > asked.size() / 2)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public void admit(Cluster cluster, String node) throws IOException {
        tell(cluster, Message.of(Requests.JOIN, node));
    }

    @Override
    public void dismiss(Cluster cluster, String node) throws IOException {
        tell(cluster, Message.of(Requests.LEAVE, node));
    }

    private static void tell(Cluster cluster, Message change) throws IOException {
        for (String member : running(cluster)) {
            NodeAdmin.order(cluster, member, change);
        }
    }

    private static List<String> running(Cluster cluster) {
        return cluster.members().now().stream()
                .filter(node -> cluster.state(node) == Cluster.State.RUNNING)
                .toList();
    }
}
