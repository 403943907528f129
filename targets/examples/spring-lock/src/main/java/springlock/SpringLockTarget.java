package springlock;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.*;
import io.ordeal.targets.embedded.H2ServerSyncTarget;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Spring Integration's JdbcLockRegistry, over an H2 server. */
public final class SpringLockTarget implements Target {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);
    private static final String LATE = "Spring Integration's reference, JDBC Lock Registry: locks expire after their time to live";

    public String name() { return "spring-lock"; }

    public String summary() { return "Spring Integration 7.1.2's JdbcLockRegistry over an H2 server"; }

    public ClusterDescription cluster() { return new H2ServerSyncTarget().cluster(); }

    public ClientFactories newClients() { return ClientFactories.of(LockClient.class, Client::new).withLease(TIME_TO_LIVE); }

    public List<Expectation> expectations() {
        return List.of(
                Expectation.holds("lock", Set.of(), "JdbcLockRegistry's Javadoc: the locks taken will be global"),
                Expectation.holds("lock", Set.of("kill", "partition"), "the transactions of its database"),
                Expectation.mayBreak("lock", Set.of("client-pause"), "overlapping-holds", LATE),
                Expectation.mayBreak("guarded-set", Set.of("client-pause"), "lost-update", LATE));
    }

    private static final class Client implements LockClient {
        private final JdbcLockRegistry registry;

        Client(ClientContext context) {
            InetSocketAddress server = context.endpoint(context.homeNode(), "client");
            DataSource source = new DriverManagerDataSource("jdbc:h2:tcp://" + server.getHostString() + ":" + server.getPort()
                    + "/./ordeal;NETWORK_TIMEOUT=2000;LOCK_TIMEOUT=1000;DB_CLOSE_DELAY=-1;WRITE_DELAY=0", "sa", "");
            new JdbcTemplate(source).execute("create table if not exists int_lock(lock_key char(36), region varchar(100),"
                    + " client_id char(36), created_date timestamp, expired_after timestamp, primary key (lock_key, region))");
            DefaultLockRepository repository = new DefaultLockRepository(source);
            repository.setTransactionManager(new JdbcTransactionManager(source));
            repository.afterPropertiesSet();
            repository.afterSingletonsInstantiated();
            registry = new JdbcLockRegistry(repository, TIME_TO_LIVE);
        }

        public Optional<Grant> acquire(String lock) throws InterruptedException {
            return registry.obtain(lock).tryLock(200, TimeUnit.MILLISECONDS) ? Optional.of(Grant.plain()) : Optional.empty();
        }

        public void release(String lock) throws DefiniteFailure {
            try {
                registry.obtain(lock).unlock();
            } catch (IllegalMonitorStateException notMine) { throw new DefiniteFailure("not the holder"); }
        }
    }
}
