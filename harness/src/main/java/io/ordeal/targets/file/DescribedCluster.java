package io.ordeal.targets.file;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes of a file's target.
 *
 * @param nodes all with the same server
 * @param primary what a node is asked to know whether it takes itself for primary; empty if there are none by nature
 */
record DescribedCluster(List<NodeSpec> nodes, Duration readyWithin, Optional<Question> primary)
        implements ClusterDescription {
    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return primary.map(question -> cluster -> primaries(question, cluster));
    }

    /** @throws Exception none of them can be asked: what the last one's trouble is */
    private Set<String> primaries(Question question, Cluster cluster) throws Exception {
        Set<String> primaries = new LinkedHashSet<>();
        int asked = 0;
        Exception trouble = null;
        for (NodeSpec node : nodes) {
            try {
                if (question.ask(cluster, node.name())) {
                    primaries.add(node.name());
                }
                asked++;
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception silent) {
                trouble = silent;
            }
        }
        if (asked == 0 && trouble != null) {
            throw trouble;
        }
        return primaries;
    }
}
