package io.ordeal.targets.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Three servers with one stream, kept by all three. Who leads it is the primary.
 *
 * @param stream what is made when they are up
 * @param syncInterval when servers sync what they wrote, as their configuration has it
 */
record NatsCluster(Stream stream, String syncInterval) implements ClusterDescription {
    static final List<String> SERVERS = List.of("n1", "n2", "n3");

    static final String LOG = "log";
    static final String REGISTERS = "KV_registers";
    static final String KEYS_OF_REGISTERS = "$KV.registers.";
    static final String LOCKS = "KV_locks";
    static final String KEYS_OF_LOCKS = "$KV.locks.";

    /** The header of the mark that a deleted key leaves. */
    static final String DELETES = "KV-Operation: DEL";

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Elections take some seconds: the servers' own, and the stream's. */
    private static final Duration READY = Duration.ofMinutes(2);

    /** Longer than servers take to tell each other of themselves, every ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The streams that targets use. */
    enum Stream {
        LOG(NatsCluster.LOG, "log.>", false, Duration.ZERO),
        REGISTERS(NatsCluster.REGISTERS, KEYS_OF_REGISTERS + ">", true, Duration.ZERO),
        LOCKS(NatsCluster.LOCKS, KEYS_OF_LOCKS + ">", true, NatsLock.TTL);

        final String title;
        private final String subjects;
        private final boolean bucket;
        private final Duration longest;

        Stream(String title, String subjects, boolean bucket, Duration longest) {
            this.title = title;
            this.subjects = subjects;
            this.bucket = bucket;
            this.longest = longest;
        }

        private ObjectNode configuration() {
            ObjectNode configuration = JetStream.object()
                    .put("name", title)
                    .put("num_replicas", SERVERS.size())
                    .put("storage", "file")
                    .put("retention", "limits")
                    .put("discard", "new")
                    .put("max_age", longest.toNanos())
                    // nobody numbers his messages to be told of those that come twice
                    .put("duplicate_window", Duration.ofMillis(100).toNanos());
            configuration.putArray("subjects").add(subjects);
            return bucket ? configuration.put("max_msgs_per_subject", 1).put("allow_direct", true) : configuration;
        }
    }

    /** The header by which what is stored is stored only after one message, the last under its subject; 0 = after none. */
    static String expecting(long number) {
        return "Nats-Expected-Last-Subject-Sequence: " + number;
    }

    @Override
    public List<NodeSpec> nodes() {
        return SERVERS.stream()
                .map(name -> new NodeSpec(name, new NatsServer(syncInterval)))
                .toList();
    }

    @Override
    public Duration readyWithin() {
        return READY;
    }

    /**
     * Whether the stream is there, on all three, and each server says the same of who leads it. Makes it, once the servers
     * have found each other; whoever makes it again has it as it is.
     */
    @Override
    public boolean isReady(Cluster cluster) throws Exception {
        Set<String> leaders = new LinkedHashSet<>();
        for (String node : SERVERS) {
            JsonNode info;
            try {
                info = info(cluster, node);
            } catch (NatsException none) {
                if (none.code() == NatsException.STREAM_NOT_FOUND) {
                    make(cluster, node);
                }
                return false;
            }
            leaders.add(info.path("leader").asText());
            if (info.path("replicas").size() != SERVERS.size() - 1) {
                return false;
            }
            for (JsonNode replica : info.path("replicas")) {
                if (!replica.path("current").asBoolean()) {
                    return false;
                }
            }
        }
        return leaders.size() == 1 && SERVERS.containsAll(leaders);
    }

    /**
     * Makes the stream. Now and then servers that all have their connections and a leader do not hear what they tell each
     * other of themselves, and who places streams finds no place for as long as they run: in 2 of some 60 starts at a load of
     * 10, in none of 80 at 25. Where that lasts longer than an election does, each is started anew, one after the other, and
     * the next call makes the stream. That connections are the reason of which one goes when both ends dial at once is a
     * guess by their logs; it came with one connection for all accounts ({@code pool_size: -1}), too, and with a server's own
     * address among its routes.
     */
    private void make(Cluster cluster, String node) throws Exception {
        long begun = System.nanoTime();
        while (true) {
            try {
                ask(cluster, node, nats -> nats.api("STREAM.CREATE." + stream.title, stream.configuration()));
                return;
            } catch (NatsException refused) {
                if (refused.code() != NatsException.NO_SUITABLE_PEERS) {
                    throw refused;
                }
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    for (String server : SERVERS) {
                        cluster.kill(server);
                        cluster.start(server);
                    }
                    return;
                }
                Thread.sleep(LIMIT.toMillis());
            }
        }
    }

    /** Who leads the stream, and who follows, by the word of whom a server can reach. */
    private JsonNode info(Cluster cluster, String node) throws IOException, NatsException {
        return ask(cluster, node, nats -> nats.api("STREAM.INFO." + stream.title, JetStream.object()))
                .path("cluster");
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(this::leaders);
    }

    /** By the word of those who answer; none during an election. Who is killed or paused is not asked. */
    private Set<String> leaders(Cluster cluster) throws IOException, InterruptedException {
        return PrimaryFinder.byTheWordOf(SERVERS, cluster, node -> {
            try {
                return Optional.of(info(cluster, node).path("leader").asText()).filter(SERVERS::contains);
            } catch (NatsException nobodyLeads) {
                return Optional.empty();
            }
        });
    }

    /** Asks a server round the proxies. */
    static <T> T ask(Cluster cluster, String node, NatsClient.Question<T> question) throws IOException, NatsException {
        try (NatsConnection connection =
                NatsConnection.open(cluster.direct(node, NatsServer.CLIENT_PORT), LIMIT, LIMIT)) {
            return question.ask(new JetStream(connection, LIMIT));
        }
    }
}
