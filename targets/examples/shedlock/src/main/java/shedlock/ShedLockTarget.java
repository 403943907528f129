package shedlock;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.*;
import io.ordeal.targets.embedded.H2ServerSyncTarget;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** ShedLock with its JDBC provider, over an H2 server. */
public final class ShedLockTarget implements Target {
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final String LATE = "ShedLock's README, Behavior 5: after lockAtMostFor more than one process will hold it";

    public String name() { return "shedlock"; }

    public String summary() { return "ShedLock 7.6.0 by JDBC, with the database's time, over an H2 server"; }

    public ClusterDescription cluster() { return new H2ServerSyncTarget().cluster(); }

    public ClientFactories newClients() { return ClientFactories.of(LockClient.class, Client::new).withLease(AT_MOST); }

    public List<Expectation> expectations() {
        return List.of(
                Expectation.holds("lock", Set.of(), "ShedLock's README: at most once at the same time"),
                Expectation.holds("lock", Set.of("kill", "partition"), "the transactions of its database"),
                Expectation.mayBreak("lock", Set.of("client-pause"), "overlapping-holds", LATE),
                Expectation.mayBreak("guarded-set", Set.of("client-pause"), "lost-update", LATE));
    }

    private static final class Client implements LockClient {
        private final LockProvider provider;
        private Optional<SimpleLock> held = Optional.empty();

        Client(ClientContext context) {
            InetSocketAddress server = context.endpoint(context.homeNode(), "client");
            DataSource source = new DriverManagerDataSource("jdbc:h2:tcp://" + server.getHostString() + ":" + server.getPort()
                    + "/./ordeal;NETWORK_TIMEOUT=2000;LOCK_TIMEOUT=1000;DB_CLOSE_DELAY=-1;WRITE_DELAY=0", "sa", "");
            JdbcTemplate database = new JdbcTemplate(source);
            database.execute("create table if not exists shedlock(name varchar(64) primary key, locked_by varchar(255),"
                    + " lock_until timestamp(3), locked_at timestamp(3))");
            provider = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                    .withJdbcTemplate(database).withLockedByValue("process " + context.process()).usingDbTime().build());
        }

        public Optional<Grant> acquire(String lock) {
            held = provider.lock(new LockConfiguration(Instant.now(), lock, AT_MOST, Duration.ZERO));
            return held.map(granted -> Grant.plain());
        }

        public void release(String lock) throws DefiniteFailure {
            held.orElseThrow(() -> new DefiniteFailure("not the holder")).unlock();
            held = Optional.empty();
        }
    }
}
