package io.ordeal.targets.messages;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.targets.artemis.ArtemisConnection;
import io.ordeal.targets.artemis.ArtemisServer;
import io.ordeal.targets.parts.MessageBroker;
import io.ordeal.targets.rabbitmq.RabbitMessages;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Through which broker messages go, and whether who sends one waits for the broker's word. */
enum Broker {
    /** Artemis: what was sent is on its disk. */
    ARTEMIS(List.of(ArtemisServer.PORT), Duration.ofMinutes(2)) {
        @Override
        ServerProgram server(String node) {
            return new ArtemisServer();
        }

        /** It has the queue by its configuration. */
        @Override
        void prepare(Cluster cluster, String node) {}

        @Override
        MessageBroker connect(List<InetSocketAddress> at, Duration timeout) {
            return ArtemisConnection.to(at.get(0), timeout);
        }
    },

    /** RabbitMQ: what was sent is confirmed. */
    RABBITMQ(RabbitMessages.PORTS, RabbitMessages.READY) {
        @Override
        ServerProgram server(String node) {
            return RabbitMessages.server(node);
        }

        @Override
        void prepare(Cluster cluster, String node) throws Exception {
            RabbitMessages.prepare(cluster, node);
        }

        @Override
        MessageBroker connect(List<InetSocketAddress> at, Duration timeout) {
            return RabbitMessages.confirmed(at, timeout);
        }
    },

    /** RabbitMQ: what was sent is on its way, as its clients have it unless they ask for more. */
    RABBITMQ_UNCONFIRMED(RabbitMessages.PORTS, RabbitMessages.READY) {
        @Override
        ServerProgram server(String node) {
            return RABBITMQ.server(node);
        }

        @Override
        void prepare(Cluster cluster, String node) throws Exception {
            RABBITMQ.prepare(cluster, node);
        }

        @Override
        MessageBroker connect(List<InetSocketAddress> at, Duration timeout) {
            return RabbitMessages.unconfirmed(at, timeout);
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // a list that can't be changed, of strings
    private final List<String> ports;

    private final Duration readyWithin;

    Broker(List<String> ports, Duration readyWithin) {
        this.ports = ports;
        this.readyWithin = readyWithin;
    }

    /** The ports that a process must reach, in the order of {@link #connect}. */
    List<String> ports() {
        return ports;
    }

    /** How long it may take until it serves. */
    Duration readyWithin() {
        return readyWithin;
    }

    /** The broker as a cluster's node. */
    abstract ServerProgram server(String node);

    /** Makes the queue, unless it is there. */
    abstract void prepare(Cluster cluster, String node) throws Exception;

    /**
     * A process' way to it; nothing is connected yet.
     *
     * @param at the addresses of {@link #ports}
     * @param timeout for connecting, and for each answer
     */
    abstract MessageBroker connect(List<InetSocketAddress> at, Duration timeout);
}
