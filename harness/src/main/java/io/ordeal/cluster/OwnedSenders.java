package io.ordeal.cluster;

import io.ordeal.mesh.Senders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Nodes that connect from any address, told apart by whose processes hold the socket at the other end.
 *
 * @param nodes that may connect
 */
record OwnedSenders(List<ProcessNode> nodes) implements Senders {
    OwnedSenders {
        nodes = List.copyOf(nodes);
    }

    @Override
    public Optional<String> find(InetSocketAddress from, InetSocketAddress to) throws IOException {
        Optional<String> socket = SocketTable.inode(from, to);
        if (socket.isEmpty()) {
            return Optional.empty();
        }
        for (ProcessNode node : nodes) {
            for (long pid : node.pids()) {
                if (SocketTable.holds(pid, socket.get())) {
                    return Optional.of(node.name());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String rule() {
        return "a process of one of " + nodes.stream().map(ProcessNode::name).toList() + " must hold its other end";
    }
}
