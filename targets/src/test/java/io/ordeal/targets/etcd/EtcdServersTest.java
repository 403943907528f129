package io.ordeal.targets.etcd;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.cluster.Cluster;
import io.ordeal.targets.FencedLockContract;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.ServersContract;
import io.ordeal.targets.parts.PlainHttp;
import io.ordeal.workload.lock.FencedLockClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** etcd's three members, and every line of {@link EtcdError} brought about on them: what is said of it, and what was done. */
class EtcdServersTest extends ServersContract implements FencedLockContract {
    EtcdServersTest() {
        super(new EtcdCluster());
    }

    @Override
    protected Store store(InetSocketAddress server, Duration connects, Duration answers) {
        EtcdGateway gateway = new EtcdGateway(PlainHttp.newClient(connects), server, answers);
        return new Store() {
            @Override
            public void greet() throws Exception {
                gateway.call(EtcdCall.STATUS, EtcdJson.object());
            }

            @Override
            public void put(String key) throws Exception {
                try {
                    gateway.callWithLeader(EtcdCall.PUT, EtcdJson.put(key, "1"));
                } catch (IOException | EtcdException failed) {
                    throw EtcdError.exception(failed);
                }
            }
        };
    }

    private EtcdGateway gateway(String node) {
        return new EtcdGateway(PlainHttp.newClient(PATIENT), cluster().direct(node, EtcdServer.CLIENT_PORT), PATIENT);
    }

    private Optional<String> value(String node, String key) throws Exception {
        var found = gateway(node)
                .call(EtcdCall.RANGE, EtcdJson.key(key).put("serializable", true))
                .path("kvs")
                .path(0);
        return found.isMissingNode() ? Optional.empty() : Optional.of(EtcdJson.decode(found.path("value")));
    }

    @Override
    protected boolean isStored(String key) throws Exception {
        return value("n2", key).isPresent();
    }

    @Override
    protected Enum<?> error(Exception failure) {
        return EtcdError.of(failure);
    }

    private EtcdConnection connection(int worker) {
        return new EtcdConnection(PlainHttp.newClient(Duration.ofSeconds(5)), MortalWorker.of(cluster(), worker));
    }

    @Override
    protected void write(int worker, String key, long value) throws Exception {
        new EtcdRegister(connection(worker), false).write(key, value);
    }

    @Override
    protected List<Long> read(int worker, String key) throws Exception {
        return new EtcdRegister(connection(worker), false)
                .read(key).stream().boxed().toList();
    }

    @Override
    protected void assertThatItDoesNotKnow(int server, String key) throws Exception {
        eventually(
                "it knows no leader",
                () -> EtcdAdmin.status(cluster(), EtcdCluster.MEMBERS.get(server))
                        .leader()
                        .equals(EtcdAdmin.NOBODY));
        assertThat(connection(server).readThere(key).path("kvs").isMissingNode())
                .isTrue();
    }

    @Override
    public FencedLockClient lock(int worker) {
        return new EtcdFencedLock(connection(worker));
    }

    @Override
    protected String clientPort() {
        return EtcdServer.CLIENT_PORT;
    }

    @Override
    protected String nodePort() {
        return EtcdServer.PEER_PORT;
    }

    private static void assertThatItIs(EtcdError error, Exception failure) {
        assertThat(EtcdError.of(failure)).as("%s", failure).isEqualTo(error);
        assertThat(EtcdError.exception(failure) == failure).isNotEqualTo(error.isDefinite());
    }

    private interface Deed {
        void to(String node) throws Exception;
    }

    private static void othersThanN1(Deed deed) throws Exception {
        deed.to("n2");
        deed.to("n3");
    }

    @Test
    void itsVersionIsWhatIsSaidAndEachPairIsConnectedBothWays() throws Exception {
        assertThat(cluster().versions()).containsEntry("etcd", "3.5.16");
        assertThat(EtcdAdmin.status(cluster(), "n1").version()).isEqualTo("3.5.16");
        for (String from : EtcdCluster.MEMBERS) {
            for (String to : EtcdCluster.MEMBERS) {
                if (!from.equals(to)) {
                    eventually(from + "→" + to + " is used", () -> openConnections(from, to) > 0);
                }
            }
        }
    }

    @Test
    void aMemberWithoutALeaderRefusesAtOnce() throws Exception {
        othersThanN1(cluster()::kill);
        eventually(
                "n1 knows no leader",
                () -> EtcdAdmin.status(cluster(), "n1").leader().equals(EtcdAdmin.NOBODY));
        assertThatItProves("knows no leader", failureOfPut(store()));
        othersThanN1(cluster()::start);
        eventuallyReady();
        // what is written now comes after all that was proposed before
        gateway("n1").call(EtcdCall.PUT, EtcdJson.put("after-" + key(), "1"));
        assertThat(value("n1", key())).isEmpty();
    }

    @Test
    void whatHangsOnALeaseThatIsGoneIsNotWritten() throws Exception {
        ObjectNode put = EtcdJson.put(key(), "1").put("lease", "4711");
        assertThatItIs(
                EtcdError.LEASE_NOT_FOUND, catchException(() -> gateway("n1").callWithLeader(EtcdCall.PUT, put)));
        assertThatItIs(
                EtcdError.LEASE_NOT_FOUND,
                catchException(() -> gateway("n1")
                        .callWithLeader(EtcdCall.LEASE_REVOKE, EtcdJson.object().put("ID", "4711"))));
        gateway("n1").call(EtcdCall.PUT, EtcdJson.put("after-" + key(), "1"));
        assertThat(value("n1", key())).isEmpty();
    }

    @Test
    void aMemberThatWaitsInVainForTheOthersDoesNotKnow() throws Exception {
        othersThanN1(cluster()::pause);
        // whether it leads or follows: it is proposed, or on its way to be
        assertThatItIs(
                EtcdError.PROPOSAL_TIMED_OUT,
                catchException(() -> gateway("n1").call(EtcdCall.PUT, EtcdJson.put(key(), "1"))));
    }

    @Test
    void aMemberThatIsStoppedDoesNotKnow() throws Exception {
        EtcdGateway gateway = gateway("n1");
        gateway.call(EtcdCall.STATUS, EtcdJson.object());
        othersThanN1(cluster()::pause);
        CompletableFuture<Exception> failure = CompletableFuture.supplyAsync(
                () -> catchException(() -> gateway.call(EtcdCall.PUT, EtcdJson.put(key(), "1"))));
        eventually("it is proposed", () -> metrics().contains("etcd_server_proposals_pending 1"));
        ProcessHandle.of(cluster().pids("n1").get(0)).orElseThrow().destroy();
        assertThatItIs(EtcdError.STOPPED, failure.get());
        eventually("it has ended", () -> cluster().state("n1") == Cluster.State.ENDED);
    }

    private String metrics() throws Exception {
        InetSocketAddress address = cluster().direct("n1", EtcdServer.CLIENT_PORT);
        URI metrics = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/metrics");
        return PlainHttp.newClient(PATIENT)
                .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
    }
}
