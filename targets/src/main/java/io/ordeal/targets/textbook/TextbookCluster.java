package io.ordeal.targets.textbook;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Nodes of one design. */
class TextbookCluster implements ClusterDescription {
    private final List<NodeSpec> nodes;

    /** @param count of nodes, at least one */
    TextbookCluster(Design design, int count) {
        this(design, count, 0);
    }

    private TextbookCluster(Design design, int members, int reserves) {
        nodes = IntStream.rangeClosed(1, members + reserves)
                .mapToObj(number -> new NodeSpec("n" + number, new NodeProgram(design, number <= members)))
                .toList();
    }

    @Override
    public List<NodeSpec> nodes() {
        return nodes;
    }

    /** Without those that may join. */
    List<String> names() {
        return nodes.stream().map(NodeSpec::name).toList();
    }

    /** One whose nodes join and leave: there is one more of them than are members at first. */
    static final class Changing extends TextbookCluster {
        private final int count;
        private final Membership membership;

        Changing(Design design, int count, Membership membership) {
            super(design, count, 1);
            this.count = count;
            this.membership = membership;
        }

        @Override
        List<String> names() {
            return super.names().subList(0, count);
        }

        @Override
        public List<String> reserves() {
            return super.names().subList(count, count + 1);
        }

        @Override
        public Optional<Membership> membership() {
            return Optional.of(membership);
        }
    }

    /** One whose nodes have a leader, by their own words. */
    static final class Led extends TextbookCluster {
        Led(Design design, int count) {
            super(design, count);
        }

        /** Whether all follow one, and take all for alive. */
        @Override
        public boolean isReady(Cluster cluster) throws IOException {
            Set<String> leaders = new LinkedHashSet<>();
            for (String node : names()) {
                Message status = NodeAdmin.status(cluster, node);
                leaders.add(status.word(1));
                if (!status.word(2).equals(String.join(",", names()))) {
                    return false;
                }
            }
            return leaders.size() == 1 && names().containsAll(leaders);
        }

        @Override
        public Optional<PrimaryFinder> primaryFinder() {
            return Optional.of(this::leaders);
        }

        /**
         * Those that lead, by their own word; two while one has not heard of the other. Who is killed or paused is not asked.
         *
         * @throws IOException none of the others answers
         */
        private Set<String> leaders(Cluster cluster) throws IOException, InterruptedException {
            return PrimaryFinder.byTheWordOf(
                    names(),
                    cluster,
                    node -> Optional.of(node)
                            .filter(NodeAdmin.status(cluster, node).word(1)::equals));
        }
    }
}
