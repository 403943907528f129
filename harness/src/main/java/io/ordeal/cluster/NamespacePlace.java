package io.ordeal.cluster;

import io.ordeal.namespace.NetworkNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A place in a network namespace of the node's own: its ports have their usual numbers, and nobody else can have them.
 *
 * @param source the node's address
 */
record NamespacePlace(NodeSpec spec, NetworkNamespace namespace, InetAddress source) implements NodePlace {
    @Override
    public InetSocketAddress listen(String port) {
        return spec.program().ports().stream()
                .filter(each -> each.name().equals(port))
                .map(each -> new InetSocketAddress(source, each.number()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("node " + spec.name() + " has no port named " + port
                        + ", but "
                        + spec.program().ports().stream().map(Port::name).toList()));
    }

    @Override
    public Optional<InetSocketAddress> toAll(String port) {
        return Optional.of(listen(port));
    }

    @Override
    public Optional<String> takenPort() {
        return Optional.empty();
    }

    @Override
    public List<String> entering(List<String> command) throws IOException {
        return namespace.entering(command);
    }

    /** It goes with the cluster's network. */
    @Override
    public void close() {}
}
