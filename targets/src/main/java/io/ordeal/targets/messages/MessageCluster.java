package io.ordeal.targets.messages;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.postgres.PostgresAdmin;
import io.ordeal.targets.postgres.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server, a broker and, perhaps, a relay between the two.
 *
 * @param broker through which messages go
 * @param relay started when the tables and the queue are there
 */
record MessageCluster(Broker broker, Optional<RelayServer> relay) implements ClusterDescription {
    static final String DATABASE = "db";
    static final String BROKER = "broker";
    static final String RELAY = "relay";

    @Override
    public List<NodeSpec> nodes() {
        List<NodeSpec> nodes = new ArrayList<>(
                List.of(new NodeSpec(DATABASE, PostgresServer.primary()), new NodeSpec(BROKER, broker.server(BROKER))));
        relay.ifPresent(program -> nodes.add(new NodeSpec(RELAY, program)));
        return nodes;
    }

    @Override
    public List<List<String>> startOrder() {
        List<List<String>> order = new ArrayList<>(List.of(List.of(DATABASE, BROKER)));
        relay.ifPresent(program -> order.add(List.of(RELAY)));
        return order;
    }

    @Override
    public Duration readyWithin() {
        return broker.readyWithin();
    }

    @Override
    public boolean isReady(Cluster cluster, int group) throws Exception {
        PostgresAdmin.execute(cluster, DATABASE, Orders.TABLES);
        broker.prepare(cluster, BROKER);
        return true;
    }

    @Override
    public boolean isReady(Cluster cluster) throws Exception {
        return isReady(cluster, 0);
    }
}
