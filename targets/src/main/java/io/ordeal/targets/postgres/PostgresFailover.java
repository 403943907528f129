package io.ordeal.targets.postgres;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a primary and its standbys, as pg_auto_failover's monitor or Patroni do in far more words: when the primary
 * has been away for a while and a majority of the servers is there, the standby that has received most of the log becomes
 * primary, and the others are told to follow it. An old primary that comes back is closed to clients; there is no
 * pg_rewind here, so that it stays out.
 *
 * <p>Until it comes back, an old primary that is cut off goes on as if nothing had happened, with those clients that reach
 * it.
 */
final class PostgresFailover {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFailover.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(1_200);

    /** Whether it replays, how much of the log it has, and, of one that writes, the timeline on which it does. */
    private static final String STATE = """
            SELECT pg_is_in_recovery(),
                CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_receive_lsn(), '0/0') ELSE pg_current_wal_lsn() END
                    - '0/0'::pg_lsn,
                CASE WHEN pg_is_in_recovery() THEN ''
                    ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END""";

    private final Map<String, InetSocketAddress> servers;
    private final Map<String, Connection> connections = new HashMap<>();
    /** Whom each standby was last told to follow. */
    private final Map<String, String> following = new HashMap<>();

    private Optional<Primary> primary = Optional.empty();
    private long primarySeenNanos = System.nanoTime();

    /** @param servers where each is reached, by name */
    PostgresFailover(Map<String, InetSocketAddress> servers) {
        this.servers = new LinkedHashMap<>(servers);
    }

    /** The server that is to write, and its timeline, as its files are named: eight hexadecimal digits. */
    private record Primary(String server, String timeline) {}

    /**
     * A server's own word.
     *
     * @param received the place in the log up to which it has it
     * @param timeline empty while it replays
     */
    private record State(boolean replays, long received, String timeline) {}

    /** Looks once, and does what is to be done. */
    void look() {
        Map<String, State> states = new LinkedHashMap<>();
        for (String server : servers.keySet()) {
            state(server).ifPresent(state -> states.put(server, state));
        }
        states.forEach((server, state) -> {
            if (!state.replays
                    && primary.map(known -> known.timeline.compareTo(state.timeline) < 0)
                            .orElse(true)) {
                LOG.warn("{} is primary on timeline {}", server, state.timeline);
                primary = Optional.of(new Primary(server, state.timeline));
            }
        });
        if (primary.map(known -> states.containsKey(known.server)).orElse(false)) {
            primarySeenNanos = System.nanoTime();
        } else if (System.nanoTime() - primarySeenNanos > PATIENCE.toNanos() && 2 * states.size() > servers.size()) {
            promoteBest(states);
            return;
        }
        primary.ifPresent(known -> states.forEach((server, state) -> {
            if (state.replays) {
                follow(server, known.server);
            } else if (!server.equals(known.server)) {
                fence(server);
            }
        }));
    }

    private Optional<State> state(String server) {
        try {
            return Optional.of(PostgresAdmin.ask(
                    connection(server), STATE, row -> new State(row.getBoolean(1), row.getLong(2), row.getString(3))));
        } catch (SQLException unreachable) {
            drop(server);
            return Optional.empty();
        }
    }

    private void promoteBest(Map<String, State> states) {
        states.entrySet().stream()
                .filter(entry -> entry.getValue().replays)
                .max(Comparator.comparingLong(entry -> entry.getValue().received))
                .map(Map.Entry::getKey)
                .ifPresent(best -> {
                    LOG.warn("{} is away: promoting {} of {}", primary, best, states);
                    attempt(best, "SELECT pg_promote(false)");
                    // the next look finds it on a timeline of its own
                    primarySeenNanos = System.nanoTime();
                });
    }

    private void follow(String server, String leader) {
        if (leader.equals(following.get(server))) {
            return;
        }
        try {
            String how = PostgresAdmin.ask(
                    connection(server),
                    "SELECT current_setting('" + PostgresServer.followSetting(leader) + "')",
                    row -> row.getString(1));
            if (attempt(
                    server,
                    "ALTER SYSTEM SET primary_conninfo = '" + how.replace("'", "''") + "'",
                    "SELECT pg_reload_conf()")) {
                LOG.warn("{} follows {}", server, leader);
                following.put(server, leader);
            }
        } catch (SQLException unreachable) {
            drop(server);
        }
    }

    /** Closes an old primary to clients; those that are there are thrown out. */
    private void fence(String server) {
        LOG.warn("{} is no longer primary: closing it", server);
        attempt(
                server,
                // whoever it would wait for follows another by now
                "SET synchronous_commit = local",
                "ALTER DATABASE " + PostgresConnection.DATABASE + " ALLOW_CONNECTIONS false",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + PostgresConnection.DATABASE
                        + "'");
    }

    private boolean attempt(String server, String... statements) {
        try (Statement statement = connection(server).createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
            return true;
        } catch (SQLException failed) {
            LOG.warn("{}: {}", server, failed.getMessage());
            drop(server);
            return false;
        }
    }

    private Connection connection(String server) throws SQLException {
        Connection open = connections.get(server);
        if (open == null) {
            InetSocketAddress address = servers.get(server);
            if (address == null) {
                throw new SQLException("there is no server " + server + ", but " + servers.keySet());
            }
            open = PostgresConnection.open(address, TIMEOUT, PostgresConnection.OTHER_DATABASE, "");
            connections.put(server, open);
        }
        return open;
    }

    private void drop(String server) {
        Connection open = connections.remove(server);
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException alreadyBroken) {
                LOG.debug("{} was closed already", server, alreadyBroken);
            }
        }
    }
}
