package io.ordeal.targets;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of systems whose servers have a leader: leaders change and data stays, and one that is cut off is reached no other way. */
public abstract class ServersContract extends NodesContract {
    protected ServersContract(ClusterDescription description) {
        super(description);
    }

    /** The only one that takes itself for leader. */
    protected final String leader() throws Exception {
        Set<String> leaders = cluster().primaries().orElseThrow();
        assertThat(leaders).hasSize(1);
        return leaders.iterator().next();
    }

    /** One that leads after another, who may not know it yet. */
    protected final String newLeaderThan(String old) throws Exception {
        String[] found = new String[1];
        eventually("another leads", () -> {
            found[0] = cluster().primaries().orElseThrow().stream()
                    .filter(each -> !each.equals(old))
                    .findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    /** The leader has a connection with each follower, whoever opened it. */
    protected final void assertThatLinksAreUsed() throws Exception {
        String leader = leader();
        for (String follower : nodes()) {
            if (!follower.equals(leader)) {
                assertThat(openConnections(leader, follower) + openConnections(follower, leader))
                        .as("%s↔%s", leader, follower)
                        .isPositive();
            }
        }
    }

    @Test
    protected void leadersChangeDataStaysAndNobodyGoesRoundTheProxies() throws Exception {
        assertThatNothingGoesRoundTheProxies();
        assertThatLinksAreUsed();
        write(0, key(), 42);

        String first = leader();
        cluster().kill(first);
        String second = newLeaderThan(first);
        cluster().start(first);
        eventuallyReady();
        assertThatNothingGoesRoundTheProxies();

        cluster().pause(second);
        assertThat(cluster().state(second)).isEqualTo(Cluster.State.PAUSED);
        newLeaderThan(second);
        cluster().resume(second);
        eventuallyReady();
        assertThatNothingGoesRoundTheProxies();

        for (String node : nodes()) {
            cluster().kill(node);
        }
        for (String node : nodes()) {
            // up without the others, of whom none is there yet
            cluster().start(node);
        }
        eventuallyReady();
        assertThatNothingGoesRoundTheProxies();
        assertThatLinksAreUsed();
        for (int worker = 0; worker < 3; worker++) {
            int reader = worker;
            eventually(
                    "worker " + reader + " reads it", () -> read(reader, key()).equals(List.of(42L)));
        }
    }

    @Test
    final void aLeaderThatIsCutOffIsReachedNoOtherWay() throws Exception {
        String old = leader();
        List<Way> ways = nodes().stream()
                .filter(node -> !node.equals(old))
                .flatMap(node -> Stream.of(new Way(node, old), new Way(old, node)))
                .toList();
        Mesh.Break cut = cluster().mesh().breakWays(ways, new Breakage.Blackhole());
        int there = nodes().indexOf(old);
        newLeaderThan(old);
        eventually("the others write", () -> {
            write((there + 1) % 3, key(), 7);
            return true;
        });
        assertThatNothingGoesRoundTheProxies();
        assertThatItDoesNotKnow(there, key());
        cut.heal();
        eventuallyReady();
        eventually("it knows", () -> read(there, key()).equals(List.of(7L)));
    }

    /** That what the others have written meanwhile is not to be had of a server that is cut off, nor by its worker. */
    protected abstract void assertThatItDoesNotKnow(int server, String key) throws Exception;
}
