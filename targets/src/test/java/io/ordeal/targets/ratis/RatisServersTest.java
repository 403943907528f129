package io.ordeal.targets.ratis;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.ServersContract;
import io.ordeal.targets.parts.PlainHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Ratis' three servers, and every line of {@link RatisError} brought about on them: what is said of it, and what was done. */
class RatisServersTest extends ServersContract {
    RatisServersTest() {
        super(new RatisCluster());
    }

    @Override
    protected Store store(InetSocketAddress server, Duration connects, Duration answers) {
        RatisHttp http = new RatisHttp(PlainHttp.newClient(connects), server, answers);
        return new Store() {
            @Override
            public void greet() throws Exception {
                assertThat(http.status().version()).isNotEmpty();
            }

            @Override
            public void put(String key) throws Exception {
                try {
                    String unused = http.change(RatisRegister.command(key, 1));
                } catch (IOException | RatisException failed) {
                    throw RatisError.exception(failed);
                }
            }
        };
    }

    private RatisHttp server(String node) {
        return new RatisHttp(PlainHttp.newClient(PATIENT), cluster().direct(node, RatisServer.CLIENT_PORT), PATIENT);
    }

    private void set(String node, String key) throws Exception {
        assertThat(server(node).change(RatisRegister.command(key, 1))).isEqualTo("ok");
    }

    private boolean isStored(String node, String key) throws Exception {
        return !server(node).read(ReadMode.STALE, RatisRegister.query(key)).isEmpty();
    }

    @Override
    protected boolean isStored(String key) throws Exception {
        return isStored("n2", key);
    }

    @Override
    protected Enum<?> error(Exception failure) {
        return RatisError.of(failure);
    }

    private RatisRegister register(int worker, ReadMode mode) {
        return new RatisRegister(
                new RatisConnection(PlainHttp.newClient(Duration.ofSeconds(5)), MortalWorker.of(cluster(), worker)),
                mode);
    }

    @Override
    protected void write(int worker, String key, long value) throws Exception {
        register(worker, ReadMode.LINEARIZABLE).write(key, value);
    }

    @Override
    protected List<Long> read(int worker, String key) throws Exception {
        return register(worker, ReadMode.LINEARIZABLE).read(key).stream()
                .boxed()
                .toList();
    }

    @Override
    protected void assertThatItDoesNotKnow(int server, String key) throws Exception {
        assertThat(register(server, ReadMode.STALE).read(key)).isEmpty();
    }

    @Override
    protected String clientPort() {
        return RatisServer.CLIENT_PORT;
    }

    @Override
    protected String nodePort() {
        return RatisServer.PEER_PORT;
    }

    private List<String> followers() throws Exception {
        List<String> followers = new ArrayList<>(RatisCluster.SERVERS);
        followers.remove(leader());
        return followers;
    }

    @Test
    void itsVersionIsWhatIsSaid() throws Exception {
        assertThat(cluster().versions()).containsEntry("ratis", "3.3.0");
        assertThat(RatisAdmin.status(cluster(), "n1").version()).isEqualTo("3.3.0");
    }

    @Test
    void aServerWithoutALeaderHasDoneNothing() throws Exception {
        cluster().kill("n2");
        cluster().kill("n3");
        eventually(
                "n1 knows no leader",
                () -> RatisAdmin.status(cluster(), "n1").leader().isEmpty());
        assertThatItProves("knows no leader", failureOfPut(store()));
        cluster().start("n2");
        cluster().start("n3");
        eventuallyReady();
        // what is written now comes after all that was asked for before
        set("n1", "after-" + key());
        assertThat(isStored("n1", key())).isFalse();
    }

    /** Each message takes so long that some time goes by between an election and the first entry that is agreed on. */
    @Test
    void aLeaderThatIsNotReadyHasDoneNothing() throws Exception {
        Duration late = Duration.ofMillis(150);
        String old = leader();
        List<String> others = followers();
        cluster().kill(old);
        cluster()
                .mesh()
                .breakWays(
                        List.of(new Way(others.get(0), others.get(1)), new Way(others.get(1), others.get(0))),
                        new Breakage.Latency(late, Duration.ZERO));
        List<String> keys = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        eventually("one that has just begun is asked", () -> {
            String key = key() + "-" + keys.size();
            keys.add(key);
            Exception failure = catchException(() -> set(others.get(keys.size() % 2), key));
            if (failure == null || RatisError.of(failure) != RatisError.LEADER_NOT_READY) {
                return false;
            }
            failures.add(failure);
            return true;
        });
        assertThatItProves("is not ready", RatisError.exception(failures.get(0)));
        cluster().mesh().healAll();
        cluster().start(old);
        eventuallyReady();
        set("n1", "after-" + key());
        assertThat(isStored("n1", keys.get(keys.size() - 1))).isFalse();
    }

    /** The same answer as of who has done nothing; and now and then what it had in its log is kept by the next. */
    @Test
    void whatALeaderThatIsDeposedHasNotDoneMayBeDoneYet() throws Exception {
        int[] tries = new int[1];
        eventually("one is stored", () -> {
            eventuallyReady();
            String key = key() + "-" + tries[0]++;
            String leader = leader();
            List<String> followers = followers();
            for (String node : followers) {
                cluster().pause(node);
            }
            assertThatItIsUnknown("NOT_LEADER", catchException(() -> set(leader, key)));
            for (String node : followers) {
                cluster().resume(node);
            }
            eventuallyReady();
            return isStored(leader, key);
        });
    }

    @Test
    void whatTheLeaderDoesNotAnswerTheServerDoesNotKnow() throws Exception {
        String leader = leader();
        String follower = followers().get(0);
        cluster().pause(leader);
        assertThatItIsUnknown("NOT_HANDED_BACK", catchException(() -> set(follower, key())));
    }

    @Test
    void whatTheLeaderEndsWithTheServerDoesNotKnow() throws Exception {
        String leader = leader();
        String follower = followers().get(0);
        cluster().pause(leader);
        CompletableFuture<Exception> failure =
                CompletableFuture.supplyAsync(() -> catchException(() -> set(follower, key())));
        // it is with the leader, or on the way
        Thread.sleep(SHORT.toMillis());
        cluster().kill(leader);
        assertThatItIsUnknown("NOT_HANDED_BACK", failure.get());
    }
}
