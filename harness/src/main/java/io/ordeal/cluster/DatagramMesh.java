package io.ordeal.cluster;

import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Failures;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.namespace.ClusterNetwork;
import io.ordeal.namespace.DatagramLoss;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Links of nodes that send each other datagrams, too: while the way of messages is cut, dropped, held or a black hole, these
 * are lost, as nobody sends them again. Whatever else is done to links they pass by.
 */
final class DatagramMesh implements Mesh {
    private final Mesh proxies;
    private final ClusterNetwork network;
    private final Set<String> takers;
    private final AtomicLong count = new AtomicLong();
    private final Set<DatagramLoss> losses = ConcurrentHashMap.newKeySet();

    /**
     * @param proxies that carry connections
     * @param takers the nodes to which datagrams are sent
     */
    DatagramMesh(Mesh proxies, ClusterNetwork network, Set<String> takers) {
        this.proxies = proxies;
        this.network = network;
        this.takers = Set.copyOf(takers);
    }

    @Override
    public Set<Link> links() {
        return proxies.links();
    }

    @Override
    public Break breakWays(Collection<Way> ways, Breakage breakage) throws Exception {
        Break ofLinks = proxies.breakWays(ways, breakage);
        Map<String, Set<String>> lost = losesDatagrams(breakage) ? ways(ways) : Map.of();
        if (lost.isEmpty()) {
            return ofLinks;
        }
        DatagramLoss loss = network.datagramLoss(count.incrementAndGet(), lost);
        try {
            loss.begin();
        } catch (IOException | InterruptedException failed) {
            try {
                ofLinks.heal();
            } catch (Exception alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
        losses.add(loss);
        return new Both(ofLinks, loss);
    }

    private static boolean losesDatagrams(Breakage breakage) {
        return breakage instanceof Breakage.Hold
                || breakage instanceof Breakage.Drop
                || breakage instanceof Breakage.Cut
                || breakage instanceof Breakage.Blackhole;
    }

    /** Those between nodes of which the receiver takes datagrams. */
    private Map<String, Set<String>> ways(Collection<Way> ways) {
        Map<String, Set<String>> lost = new LinkedHashMap<>();
        for (Way way : ways) {
            if (takers.contains(way.to()) && links().contains(new Link(way.from(), way.to())) && isNode(way.from())) {
                lost.computeIfAbsent(way.from(), from -> new LinkedHashSet<>()).add(way.to());
            }
        }
        return lost;
    }

    private boolean isNode(String member) {
        return links().stream().anyMatch(link -> link.to().equals(member));
    }

    /** A break of links, and the datagrams that are lost meanwhile. */
    private final class Both implements Break {
        private final Break ofLinks;
        private final DatagramLoss loss;
        private long lost;

        Both(Break ofLinks, DatagramLoss loss) {
            this.ofLinks = ofLinks;
            this.loss = loss;
        }

        @Override
        public Map<String, Object> done() {
            return ofLinks.done();
        }

        @Override
        public Breakage breakage() {
            return ofLinks.breakage();
        }

        @Override
        public String measure() {
            return ofLinks.measure();
        }

        /** What the proxies did: the evidence is of one measure. Datagrams are told when it is healed. */
        @Override
        public OptionalLong effect() {
            return ofLinks.effect();
        }

        @Override
        public synchronized Map<String, Object> heal() throws Exception {
            Failures failures = new Failures();
            Map<String, Object> told = new LinkedHashMap<>();
            failures.attempt(() -> told.putAll(ofLinks.heal()));
            if (losses.contains(loss)) {
                failures.attempt(() -> lost = loss.lost());
                failures.attempt(() -> {
                    loss.end();
                    losses.remove(loss);
                });
            }
            failures.throwFirst();
            told.put("datagrams-lost", lost);
            return told;
        }
    }

    @Override
    public void healAll() throws Exception {
        Failures failures = new Failures();
        failures.attempt(proxies::healAll);
        for (DatagramLoss loss : losses) {
            failures.attempt(() -> {
                loss.end();
                losses.remove(loss);
            });
        }
        failures.throwFirst();
    }

    @Override
    public Set<Link> framedLinks() {
        return proxies.framedLinks();
    }

    @Override
    public InetSocketAddress entrance(Link link, String port) {
        return proxies.entrance(link, port);
    }

    @Override
    public Optional<String> refusal(Breakage breakage) {
        return proxies.refusal(breakage);
    }

    @Override
    public Optional<Traffic> traffic(Link link) {
        return proxies.traffic(link);
    }

    @Override
    public void close() {
        proxies.close();
    }
}
