package io.ordeal.targets.cassandra;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.mesh.Link;
import io.ordeal.targets.NodesContract;
import io.ordeal.workload.lock.LockClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Three nodes of Cassandra, and every line of {@link CassandraError} brought about on them: what is said of it, and what was done. */
class CassandraNodesTest extends NodesContract {
    private static final Duration ANSWERS = Duration.ofSeconds(20);

    CassandraNodesTest() {
        super(new CassandraCluster());
    }

    @Override
    protected Store store(InetSocketAddress node, Duration connects, Duration answers) {
        CassandraConnection cassandra = new CassandraConnection(node, connects, answers);
        return new Store() {
            @Override
            public void greet() throws Exception {
                assertThat(cassandra.connected()).isNotNull();
            }

            @Override
            public void put(String key) throws Exception {
                cassandra.write(CassandraRegister.update(key, 1), Consistency.QUORUM);
            }

            @Override
            public void close() {
                cassandra.close();
            }
        };
    }

    private CassandraConnection connection(int worker) {
        return new CassandraConnection(
                cluster().mesh().entrance(new Link("c" + worker, nodes().get(worker)), CassandraServer.CLIENT_PORT),
                ANSWERS,
                ANSWERS);
    }

    private OptionalLong at(String node, String key) throws Exception {
        try (CqlConnection cql = CassandraCluster.connect(cluster(), node)) {
            return CassandraRegister.value(cql.execute(CassandraRegister.select(key), Consistency.ONE));
        }
    }

    @Override
    protected boolean isStored(String key) throws Exception {
        for (String node : CassandraCluster.NODES) {
            if (at(node, key).isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected Enum<?> error(Exception failure) {
        return CassandraError.of(failure, false);
    }

    @Override
    protected void write(int worker, String key, long value) throws Exception {
        try (CassandraRegister register = new CassandraRegister(connection(worker), Consistency.QUORUM)) {
            register.write(key, value);
        }
    }

    @Override
    protected List<Long> read(int worker, String key) throws Exception {
        try (CassandraRegister register = new CassandraRegister(connection(worker), Consistency.QUORUM)) {
            return register.read(key).stream().boxed().toList();
        }
    }

    @Override
    protected String clientPort() {
        return CassandraServer.CLIENT_PORT;
    }

    @Override
    protected String nodePort() {
        return CassandraServer.PEER_PORT;
    }

    @Test
    void dataStaysAndNobodyGoesRoundTheProxies() throws Exception {
        assertThat(cluster().versions()).containsEntry("cassandra", "5.0.9");
        assertThatNothingGoesRoundTheProxies();
        assertThat(openConnections("n1", "n2") + openConnections("n2", "n1")).isPositive();
        write(0, key(), 42);
        cluster().kill("n1");
        cluster().start("n1");
        eventuallyReady();
        assertThatNothingGoesRoundTheProxies();
        for (int worker = 0; worker < 3; worker++) {
            assertThat(read(worker, key())).containsExactly(42L);
        }
    }

    /** It looks for who is alive before it tells anybody; under a condition it says the same, and that is no proof. */
    @Test
    void whereTooFewAreAliveNothingIsWritten() throws Exception {
        cluster().kill("n2");
        cluster().kill("n3");
        try (Store store = store()) {
            eventually("n1 has noticed", () -> failureOfPut(store) instanceof DefiniteFailure);
            String late = "late-" + key();
            Exception failure = catchException(() -> store.put(late));
            assertThatItProves("too few replicas are alive", failure);
            assertThat(at("n1", late)).isEmpty();
        }
        try (CqlConnection cql = CassandraCluster.connect(cluster(), "n1")) {
            Exception failure = catchException(
                    () -> cql.execute(CassandraRegister.update(key(), 2) + " IF EXISTS", Consistency.QUORUM));
            assertThat(CassandraError.of(failure, true)).isEqualTo(CassandraError.UNAVAILABLE_TO_PAXOS);
            assertThat(CassandraError.exception(failure, true)).isSameAs(failure);
        }
    }

    @Test
    void whatTooFewHaveAnsweredMayBeWritten() throws Exception {
        cluster().pause("n2");
        cluster().pause("n3");
        try (Store store = store()) {
            assertThatItIsUnknown("WRITE_TIMEOUT", failureOfPut(store));
            assertThat(at("n1", key())).hasValue(1);
        }
    }

    @Test
    void aConditionThatIsNotAgreedOnInTimeProvesNothing() throws Exception {
        cluster().pause("n2");
        cluster().pause("n3");
        try (CqlConnection cql = CassandraCluster.connect(cluster(), "n1")) {
            Exception failure = catchException(
                    () -> cql.execute(CassandraRegister.update(key(), 2) + " IF EXISTS", Consistency.QUORUM));
            assertThat(CassandraError.of(failure, true))
                    .as("%s", failure)
                    .isIn(CassandraError.WRITE_TIMEOUT, CassandraError.READ_TIMEOUT);
            assertThat(CassandraError.exception(failure, true)).isSameAs(failure);
        }
    }

    @Test
    void writesAndConditionsAreSeenByAll() throws Exception {
        try (PaxosRegister one = new PaxosRegister(connection(0));
                PaxosRegister other = new PaxosRegister(connection(1))) {
            assertThat(one.read(key())).isEmpty();
            assertThat(one.compareAndSet(key(), 1, 2)).isFalse();
            one.write(key(), 1);
            assertThat(other.read(key())).hasValue(1);
            assertThat(other.compareAndSet(key(), 2, 3)).isFalse();
            assertThat(other.compareAndSet(key(), 1, 3)).isTrue();
            other.write(key(), 4);
            assertThat(one.read(key())).hasValue(4);
        }
    }

    @Test
    void oneHasTheLockUntilItGivesItUpOrItRunsOut() throws Exception {
        try (LockClient one = new PaxosLock(connection(0), 0, 1);
                LockClient other = new PaxosLock(connection(1), 1, 2)) {
            assertThat(one.acquire(key())).isPresent();
            assertThat(other.acquire(key())).isEmpty();
            assertThatItProves("not the holder: 0-1 is", catchException(() -> other.release(key())));
            one.release(key());
            assertThat(other.acquire(key())).isPresent();
            eventually("it has run out", () -> one.acquire(key()).isPresent());
            assertThatItProves("not the holder", catchException(() -> other.release(key())));
        }
    }

    /** A node knows where the others are by what they tell: it must not be where they really are. */
    @Test
    void nodesKnowEachOtherByTheirLinks() throws Exception {
        for (String node : CassandraCluster.NODES) {
            assertThat(cluster().announced(node, CassandraServer.PEER_PORT))
                    .isPresent()
                    .get()
                    .isNotEqualTo(cluster().direct(node, CassandraServer.PEER_PORT));
        }
    }
}
