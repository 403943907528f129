package io.ordeal.cluster.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.ordeal.cluster.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What harnesses that were killed have left with the engine.
 *
 * <p>Only what carries Ordeal's labels is looked at, and only what belongs to a harness that is certainly dead is removed.
 *
 * @param containers how many were removed
 * @param networks how many were removed
 * @param runs whose they were
 * @param living containers and networks that were left alone, as their harness lives or can't be seen from here
 */
public record Leftovers(int containers, int networks, Set<String> runs, int living) {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    public Leftovers {
        runs = Set.copyOf(runs);
    }

    /**
     * Removes them.
     *
     * @throws ClusterException no engine answers
     */
    public static Leftovers sweep() throws ClusterException {
        return sweep(Engine.connect());
    }

    static Leftovers sweep(Engine engine) throws ClusterException {
        DockerClient client = engine.client();
        Set<String> runs = new TreeSet<>();
        List<String> containers = new ArrayList<>();
        List<String> networks = new ArrayList<>();
        int living = 0;
        String ours = RunLabels.OURS + "=true";
        try {
            for (Container each : client.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(ours))
                    .exec()) {
                living += collect(each.getId(), each.getLabels(), containers, runs);
            }
            for (Network each :
                    client.listNetworksCmd().withFilter("label", List.of(ours)).exec()) {
                living += collect(each.getId(), each.getLabels(), networks, runs);
            }
        } catch (DockerException e) {
            throw new ClusterException("the Docker engine doesn't say what it has: " + e.getMessage(), e);
        }
        containers.forEach(engine::remove);
        int removed = 0;
        for (String network : networks) {
            try {
                engine.removeNetwork(network);
                removed++;
            } catch (DockerException e) {
                LOG.warn("the network {} can't be removed", network, e);
            }
        }
        if (!runs.isEmpty()) {
            LOG.info("removed {} containers and {} networks that {} left", containers.size(), removed, runs);
        }
        return new Leftovers(containers.size(), removed, runs, living);
    }

    /** 1 if it is left alone. */
    private static int collect(
            String id, @Nullable Map<String, String> labels, List<String> orphans, Set<String> runs) {
        if (labels == null || !RunLabels.isOrphan(labels)) {
            return 1;
        }
        orphans.add(id);
        runs.add(labels.getOrDefault(RunLabels.RUN, "?"));
        return 0;
    }
}
