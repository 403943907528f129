package io.ordeal.targets.consul;

import static io.ordeal.targets.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.FencedLockContract;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.ServersContract;
import io.ordeal.targets.parts.PlainHttp;
import io.ordeal.workload.leader.Leadership;
import io.ordeal.workload.lock.FencedLockClient;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Consul's three servers, and every line of {@link ConsulError} brought about on them: what is said of it, and what was done. */
class ConsulServersTest extends ServersContract implements FencedLockContract {
    ConsulServersTest() {
        super(new ConsulCluster());
    }

    @Override
    protected Store store(InetSocketAddress server, Duration connects, Duration answers) {
        ConsulHttp http = new ConsulHttp(PlainHttp.newClient(connects), server, answers);
        return new Store() {
            @Override
            public void greet() throws Exception {
                http.leader();
            }

            @Override
            public void put(String key) throws Exception {
                try {
                    http.put("/v1/kv/" + key, "1");
                } catch (IOException | ConsulException failed) {
                    throw ConsulError.exception(failed);
                }
            }
        };
    }

    private ConsulHttp server(String node) {
        return new ConsulHttp(PlainHttp.newClient(PATIENT), cluster().direct(node, ConsulServer.CLIENT_PORT), PATIENT);
    }

    private boolean isStored(String node, String key) throws Exception {
        return server(node).read(key, ReadMode.STALE).isPresent();
    }

    @Override
    protected boolean isStored(String key) throws Exception {
        return isStored("n2", key);
    }

    @Override
    protected Enum<?> error(Exception failure) {
        return ConsulError.of(failure);
    }

    private ConsulConnection connection(int worker) {
        return new ConsulConnection(PlainHttp.newClient(Duration.ofSeconds(5)), MortalWorker.of(cluster(), worker));
    }

    private ConsulRegister register(int worker, ReadMode mode) {
        return new ConsulRegister(connection(worker), mode);
    }

    @Override
    protected void write(int worker, String key, long value) throws Exception {
        register(worker, ReadMode.DEFAULT).write(key, value);
    }

    @Override
    protected List<Long> read(int worker, String key) throws Exception {
        return register(worker, ReadMode.CONSISTENT).read(key).stream().boxed().toList();
    }

    @Override
    protected void assertThatItDoesNotKnow(int server, String key) throws Exception {
        assertThat(register(server, ReadMode.STALE).read(key)).isEmpty();
    }

    @Override
    public FencedLockClient lock(int worker) {
        return new ConsulFencedLock(connection(worker));
    }

    @Override
    protected String clientPort() {
        return ConsulServer.CLIENT_PORT;
    }

    @Override
    protected String nodePort() {
        return ConsulServer.PEER_PORT;
    }

    /** Gossip's datagrams go to where nobody takes them: the harness can have each of their addresses for itself. */
    @Test
    void itsVersionIsWhatIsSaidAndNoDatagramArrives() throws Exception {
        assertThat(cluster().versions()).containsEntry("consul", "1.8.7");
        assertThat(ConsulAdmin.version(cluster(), "n1")).startsWith("1.8.7");
        for (String node : ConsulCluster.SERVERS) {
            InetSocketAddress announced =
                    cluster().announced(node, ConsulServer.GOSSIP_PORT).orElseThrow();
            assertThat(announced).isNotEqualTo(cluster().direct(node, ConsulServer.GOSSIP_PORT));
            try (DatagramSocket nobodyElse = new DatagramSocket(announced)) {
                assertThat(nobodyElse.isBound()).isTrue();
            }
        }
    }

    @Test
    void aServerWithoutALeaderHasDoneNothing() throws Exception {
        cluster().kill("n2");
        cluster().kill("n3");
        eventually(
                "n1 knows no leader", () -> ConsulAdmin.leader(cluster(), "n1").isEmpty());
        assertThatItProves("knows no leader", failureOfPut(store()));
        cluster().start("n2");
        cluster().start("n3");
        eventuallyReady();
        // what is written now comes after all that was asked for before
        server("n1").put("/v1/kv/after-" + key(), "1");
        assertThat(isStored("n1", key())).isFalse();
    }

    @Test
    void aLockForASessionThatIsGoneIsNotGranted() throws Exception {
        Exception failure = catchException(
                () -> server("n1").put("/v1/kv/" + key() + "?acquire=00000000-0000-0000-0000-000000000000", "1"));
        assertThat(ConsulError.of(failure)).isEqualTo(ConsulError.INVALID_SESSION);
        assertThatItProves("no such session", ConsulError.exception(failure));
        server("n1").put("/v1/kv/after-" + key(), "1");
        assertThat(isStored("n1", key())).isFalse();
    }

    @Test
    void aLeaderThatIsDeposedDoesNotKnow() throws Exception {
        String leader = leader();
        // its followers hear nothing more of it, and it finds that out only with the write in its log
        for (String node : ConsulCluster.SERVERS) {
            if (!node.equals(leader)) {
                cluster().pause(node);
            }
        }
        assertThatItIsUnknown(
                "LEADERSHIP_LOST", catchException(() -> server(leader).put("/v1/kv/" + key(), "1")));
    }

    @Test
    void oneLeadsUntilItResignsOrItsQuestionsAreNotAnswered() throws Exception {
        ConsulElection one = new ConsulElection(connection(0));
        ConsulElection other = new ConsulElection(connection(1));
        assertThat(one.leads("c")).isEmpty();
        long first = term(one, "c");
        assertThat(one.leads("c")).contains(Leadership.inTerm(first));
        assertThat(isElected(other, "c")).isFalse();
        one.resign("c");
        assertThat(one.leads("c")).isEmpty();
        long second = term(one, "c");
        assertThat(second).isGreaterThan(first);
        cluster().mesh().breakWays(List.of(new Way("c0", "n1"), new Way("n1", "c0")), new Breakage.Cut());
        eventually("it leads no more", () -> one.leads("c").isEmpty());
        assertThat(term(other, "c")).isGreaterThan(second);
        cluster().mesh().healAll();
        assertThat(one.leads("c")).isEmpty();
        other.resign("c");
    }

    private static long term(ConsulElection candidate, String election) throws Exception {
        Leadership[] office = new Leadership[1];
        eventually("it is elected", () -> {
            office[0] = candidate.campaign(election).orElse(null);
            return office[0] != null;
        });
        return requireNonNull(office[0]).term().orElseThrow();
    }

    /** Not so if it is refused, or not even heard, as during an election of the servers. */
    private static boolean isElected(ConsulElection candidate, String election) throws Exception {
        try {
            return candidate.campaign(election).isPresent();
        } catch (DefiniteFailure unheard) {
            return false;
        }
    }
}
