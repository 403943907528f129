package io.ordeal.targets.textbook;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Members of a {@link ChangingRing}: all of them stop, hand over and go on, one step after the other. */
final class HandingOverMembership implements Membership {
    private final ToldMembership told = new ToldMembership();

    @Override
    public Set<String> members(Cluster cluster) throws IOException {
        return told.members(cluster);
    }

    @Override
    public void admit(Cluster cluster, String node) throws IOException {
        Set<String> next = new TreeSet<>(members(cluster));
        next.add(node);
        change(cluster, next);
    }

    @Override
    public void dismiss(Cluster cluster, String node) throws IOException {
        Set<String> next = new TreeSet<>(members(cluster));
        next.remove(node);
        change(cluster, next);
    }

    private void change(Cluster cluster, Set<String> next) throws IOException {
        Set<String> now = members(cluster);
        List<String> involved = new ArrayList<>();
        long epoch = 0;
        boolean done = next.equals(now);
        for (NodeSpec spec : cluster.description().nodes()) {
            String node = spec.name();
            boolean runs = cluster.state(node) == Cluster.State.RUNNING;
            if (next.contains(node) && !runs) {
                throw new IOException(node + " is to be a member, and does not run");
            }
            if (runs && (next.contains(node) || now.contains(node))) {
                Message status = NodeAdmin.status(cluster, node);
                done &= Boolean.parseBoolean(status.word(3)) && status.word(1).equals(String.join(",", next));
                epoch = Math.max(epoch, status.number(2));
                involved.add(node);
            }
        }
        if (done) {
            return;
        }
        String number = Long.toString(epoch + 1);
        String members = String.join(",", next);
        tell(cluster, involved, Message.of(ChangingRing.FREEZE, number));
        tell(cluster, involved, Message.of(ChangingRing.HAND_OVER, number, members));
        tell(cluster, next, Message.of(ChangingRing.SERVE, number, members));
    }

    private static void tell(Cluster cluster, Iterable<String> nodes, Message step) throws IOException {
        for (String node : nodes) {
            NodeAdmin.order(cluster, node, step);
        }
    }
}
