package io.ordeal.cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Servers that are never started here: they run already, all alike, as many as endpoints are given.
 *
 * @param product what they are, e.g. {@code nacos}
 * @param port on which clients reach each of them
 * @param why they are not started, as a sentence goes on behind {@code as}
 * @param count how many they are
 */
public record GivenServers(String product, Port port, String why, int count) implements ClusterDescription {
    public GivenServers {
        if (!port.users().includeClients()) {
            throw new IllegalArgumentException("clients must reach a server by its port, not nodes alone: " + port);
        }
        if (count < 1) {
            throw new IllegalArgumentException("there is one server at least, not " + count);
        }
    }

    /** One of them, until it is said how many there are. */
    public GivenServers(String product, Port port, String why) {
        this(product, port, why, 1);
    }

    @Override
    public List<NodeSpec> nodes() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new NodeSpec("n" + number, new Given(this)))
                .toList();
    }

    @Override
    public Optional<String> whyNotStarted() {
        return Optional.of(why);
    }

    @Override
    public ClusterDescription atEndpoints(int given) {
        return new GivenServers(product, port, why, Math.max(1, given));
    }

    private IllegalStateException notStarted() {
        return new IllegalStateException(product + " is not started here, as " + why);
    }

    /** What is known of each: where clients reach it. */
    private record Given(GivenServers of) implements ServerProgram {
        @Override
        public Software software() {
            return new Software(of.product, cache -> {
                throw of.notStarted();
            });
        }

        @Override
        public List<Port> ports() {
            return List.of(of.port);
        }

        /** It tells nobody here. */
        @Override
        public Addressing addressing() {
            return Addressing.CONFIGURED;
        }

        @Override
        public Launch launch(NodeEnvironment environment) {
            throw of.notStarted();
        }

        @Override
        public boolean isUp(Cluster cluster, String node) {
            throw of.notStarted();
        }
    }
}
