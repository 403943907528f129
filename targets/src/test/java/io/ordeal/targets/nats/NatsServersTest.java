package io.ordeal.targets.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.ServersContract;
import io.ordeal.workload.log.LogEntry;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three servers of NATS, and every line of {@link NatsError} brought about on them, and what became of what was to be stored. */
class NatsServersTest extends ServersContract {
    private static final String SUBJECTS = "log.";

    NatsServersTest() {
        super(new NatsCluster(NatsCluster.Stream.LOG, NatsServer.USUAL_SYNC));
    }

    private static Store store(NatsClient client) {
        return new Store() {
            @Override
            public void greet() throws Exception {
                client.read(stream -> stream.lastOf(NatsCluster.LOG));
            }

            @Override
            public void put(String key) throws Exception {
                client.publish(SUBJECTS + key, "", "1");
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    @Override
    protected Store store(InetSocketAddress server, Duration connects, Duration answers) {
        return store(new NatsClient(server, connects.compareTo(answers) < 0 ? connects : answers));
    }

    private NatsClient client(Duration limit) {
        return new NatsClient(cluster().mesh().entrance(new Link("c0", "n1"), NatsServer.CLIENT_PORT), limit);
    }

    @Override
    protected boolean isStored(String key) throws Exception {
        return NatsCluster.ask(cluster(), "n2", stream -> stream.last(NatsCluster.LOG, SUBJECTS + key))
                .isPresent();
    }

    @Override
    protected Enum<?> error(Exception failure) {
        return NatsError.of(failure);
    }

    private NatsLog log(int worker) {
        return new NatsLog(new NatsClient(MortalWorker.of(cluster(), worker)));
    }

    @Override
    protected void write(int worker, String key, long value) throws Exception {
        try (NatsLog log = log(worker)) {
            log.append(key, value);
        }
    }

    @Override
    protected List<Long> read(int worker, String key) throws Exception {
        try (NatsLog log = log(worker)) {
            return log.read(key, 0).stream().map(LogEntry::element).toList();
        }
    }

    /** Who leads answers reads, and it can't be asked. */
    @Override
    protected void assertThatItDoesNotKnow(int server, String key) {
        Exception failure = catchException(() -> assertThat(read(server, key)).isEmpty());
        if (failure != null) {
            assertThat(failure).isInstanceOf(DefiniteFailure.class);
        }
    }

    @Override
    protected String clientPort() {
        return NatsServer.CLIENT_PORT;
    }

    @Override
    protected String nodePort() {
        return NatsServer.ROUTE_PORT;
    }

    /** A number with a suffix where a duration belongs is another duration, with a warning. */
    @Test
    void itsVersionIsWhatIsSaidAndNothingIsSaidOfTheConfiguration() throws Exception {
        assertThat(cluster().versions()).containsEntry("nats", "2.10.27");
        for (String node : NatsCluster.SERVERS) {
            assertThat(Files.readString(run().resolve("nodes").resolve(node).resolve("nats.log")))
                    .contains("Server is ready")
                    .doesNotContain("invalid use of field");
        }
    }

    @Test
    void entriesAreReadFromAnOffsetOnAndOfOneLogAlone() throws Exception {
        try (NatsLog log = log(0)) {
            long first = log.append(key(), 1);
            long second = log.append(key(), 2);
            log.append("other-" + key(), 3);
            assertThat(log.read(key(), 0)).containsExactly(new LogEntry(first, 1), new LogEntry(second, 2));
            assertThat(log.read(key(), first + 1)).containsExactly(new LogEntry(second, 2));
            assertThat(log.read(key(), second + 1)).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotSayThatItServesIsAProof() throws Exception {
        cluster().mesh().breakWays(List.of(answers()), new Breakage.Hold());
        try (Store store = store(client(SHORT))) {
            assertThatItProves("no connection in time", failureOfPut(store));
        }
        cluster().mesh().healAll();
        assertThat(isStored(key())).isFalse();
    }

    @Test
    void whereNobodyListensNothingIsStored() throws Exception {
        try (NatsClient client = client(PATIENT)) {
            assertThatItProves(
                    "nobody listens", catchException(() -> client.publish("nobody.listens." + key(), "", "1")));
        }
    }

    @Test
    void whatIsToFollowAnotherThanTheLastIsNotStored() throws Exception {
        String subject = SUBJECTS + key();
        try (NatsClient client = client(PATIENT)) {
            long first = client.publish(subject, NatsCluster.expecting(0), "1");
            for (long other : List.of(0L, first + 7)) {
                assertThatItProves(
                        "another message is the last",
                        catchException(() -> client.publish(subject, NatsCluster.expecting(other), "2")));
            }
            client.publish(subject, NatsCluster.expecting(first), "3");
        }
    }

    @Test
    void whatJetStreamRefusesForOtherReasonsProvesNothing() throws Exception {
        try (NatsClient client = client(PATIENT)) {
            // a header that makes no sense to it
            assertThatItIsUnknown(
                    "OTHER", catchException(() -> client.publish(SUBJECTS + key(), "Nats-Rollup: nonsense", "1")));
        }
    }
}
