package io.ordeal.targets.textbook;

import static io.ordeal.targets.Eventually.eventually;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.targets.MortalWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Three real nodes of a design, and what a test asks of them. */
final class Nodes implements AutoCloseable {
    static final List<String> NAMES = List.of("n1", "n2", "n3");

    private static final Duration PATIENT = Duration.ofSeconds(60);

    final ProcessCluster cluster;

    private Nodes(ProcessCluster cluster) {
        this.cluster = cluster;
    }

    /** @param folder for what they keep, which nothing else is in */
    static Nodes of(Design design, Path folder) throws Exception {
        return new Nodes(ProcessCluster.start(
                description(design),
                new ClusterSettings(folder, ClusterSettings.userCache(), NAMES.size(), MeshFactory.embedded(1))));
    }

    private static TextbookCluster description(Design design) {
        return switch (design) {
            case LEADER_FOLLOWER, LEADER_FOLLOWER_COPIED -> new TextbookCluster.Led(design, NAMES.size());
            case HASH_RING, HASH_RING_BY_NAME ->
                new TextbookCluster.Changing(design, NAMES.size(), new ToldMembership());
            case HASH_RING_REPLICATED ->
                new TextbookCluster.Changing(design, NAMES.size(), new HandingOverMembership());
            default -> new TextbookCluster(design, NAMES.size());
        };
    }

    /** A client that is at home at a node, by its place in {@link #NAMES}. */
    NodeRegisters client(int home) {
        return new NodeRegisters(MortalWorker.of(cluster, home).hastening(PATIENT));
    }

    /** A connection to a node, round the proxies. */
    NodeConnection direct(String node) {
        return new NodeConnection(cluster.direct(node, NodeProgram.CLIENT_PORT), PATIENT);
    }

    /** What a node itself answers. */
    Message answer(String node, String request) throws Exception {
        try (NodeConnection connection = direct(node)) {
            return connection.answer(Message.of(request.split(" ")));
        }
    }

    void eventuallyAnswers(String node, String request, String answer) throws Exception {
        eventually(
                node + " answers " + request + " by " + answer,
                () -> answer(node, request).toString().equals(answer));
    }

    @Override
    public void close() {
        cluster.close();
    }
}
