package io.ordeal.targets.file;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.PrimaryFinder;
import io.ordeal.cluster.container.ContainerProgram;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes of a file's target.
 *
 * @param primary what a node is asked to know whether it takes itself for primary; empty if there are none by nature
 * @param asked the nodes that are asked that
 */
record DescribedCluster(
        List<NodeSpec> nodes,
        List<List<String>> startOrder,
        Duration readyWithin,
        Optional<Question> primary,
        List<String> asked,
        List<String> targetsOfFaults,
        Map<String, String> refusedFaults)
        implements ClusterDescription {
    /** Whether they run in containers. */
    boolean isOfImages() {
        return nodes.stream()
                .anyMatch(node -> node.program() instanceof ContainerProgram
                        || (node.program() instanceof DescribedServer server && server.isImage()));
    }

    /** Whether nodes send datagrams to each other. */
    boolean hasDatagrams() {
        return nodes.stream().flatMap(node -> node.program().ports().stream()).anyMatch(Port::datagrams);
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return primary.map(question -> cluster -> primaries(question, cluster));
    }

    /** @throws Exception none of them can be asked: what the last one's trouble is */
    private Set<String> primaries(Question question, Cluster cluster) throws Exception {
        Set<String> primaries = new LinkedHashSet<>();
        int answered = 0;
        Exception trouble = null;
        for (String node : asked) {
            try {
                if (question.ask(cluster, node)) {
                    primaries.add(node);
                }
                answered++;
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception silent) {
                trouble = silent;
            }
        }
        if (answered == 0 && trouble != null) {
            throw trouble;
        }
        return primaries;
    }
}
