package io.ordeal.cluster;

import io.ordeal.mesh.Link;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * What the links of a cluster are made of.
 *
 * @param passages a proxy each
 * @param announcements what listens at the addresses that servers announce
 */
public record MeshPlan(List<Passage> passages, List<Announcement> announcements) {
    public MeshPlan {
        passages = List.copyOf(passages);
        announcements = List.copyOf(announcements);
    }

    /**
     * A link's way to one port of its receiver.
     *
     * @param port the port's name
     * @param upstream where the receiver really listens
     */
    public record Passage(Link link, String port, InetSocketAddress upstream) {}

    /**
     * An address that a server announces to all: who connects there is led to its own passage, and told by the address
     * from which it connects.
     *
     * @param port the port's name
     * @param address where to listen
     * @param senders the nodes that may connect, by the addresses from which they do; others are refused
     */
    public record Announcement(String node, String port, InetSocketAddress address, Map<InetAddress, String> senders) {
        public Announcement {
            senders = Map.copyOf(senders);
        }
    }
}
