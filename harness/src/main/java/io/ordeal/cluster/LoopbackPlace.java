package io.ordeal.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A place on loopback, which all nodes share: each port is a free one, leased. */
final class LoopbackPlace implements NodePlace {
    private final String node;
    private final InetAddress address;
    private final InetAddress source;

    /** Whether links to here have its ports, at other addresses of loopback. */
    private final boolean shared;

    private final Map<String, PortLease> listening = new LinkedHashMap<>();
    private final Map<String, PortLease> announced = new LinkedHashMap<>();

    private LoopbackPlace(String node, InetAddress address, InetAddress source, boolean shared) {
        this.shared = shared;
        this.node = node;
        this.address = address;
        this.source = source;
    }

    /**
     * Takes a port for each that a node's server has, and another for each that it announces.
     *
     * @param address of this node alone: which it announces, and from which it connects if it can
     * @throws IOException there are not enough; none is kept
     */
    static LoopbackPlace take(NodeSpec spec, InetAddress address) throws IOException {
        ServerProgram.Addressing addressing = spec.program().addressing();
        InetAddress source = addressing == ServerProgram.Addressing.ANNOUNCED ? address : Loopback.SERVERS;
        LoopbackPlace place = new LoopbackPlace(spec.name(), address, source, addressing.hasOnePort());
        try {
            for (Port port : spec.program().ports()) {
                place.listening.put(port.name(), PortLease.take());
                if (addressing.isAnnounced()) {
                    place.announced.put(
                            port.name(), addressing.hasOnePort() ? place.lease(port.name()) : PortLease.take());
                }
            }
            return place;
        } catch (IOException e) {
            place.close();
            throw e;
        }
    }

    @Override
    public InetAddress source() {
        return source;
    }

    @Override
    public InetSocketAddress listen(String port) {
        return new InetSocketAddress(Loopback.SERVERS, lease(port).port());
    }

    @Override
    public Optional<InetSocketAddress> toAll(String port) {
        lease(port);
        return Optional.ofNullable(announced.get(port)).map(lease -> new InetSocketAddress(address, lease.port()));
    }

    private PortLease lease(String port) {
        PortLease lease = listening.get(port);
        if (lease == null) {
            throw new IllegalArgumentException(
                    "node " + node + " has no port named " + port + ", but " + listening.keySet());
        }
        return lease;
    }

    @Override
    public Optional<String> takenPort() {
        return listening.entrySet().stream()
                .filter(entry -> !isFree(entry.getValue().port()))
                .map(entry -> "port " + entry.getValue().port() + " (" + entry.getKey() + ")")
                .findFirst();
    }

    private boolean isFree(int port) {
        return shared ? PortLease.isFreeForServers(port) : PortLease.isFree(port);
    }

    @Override
    public List<String> entering(List<String> command) {
        return command;
    }

    @Override
    public void close() {
        Stream.concat(listening.values().stream(), announced.values().stream()).forEach(PortLease::close);
    }
}
