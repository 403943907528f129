package io.ordeal.targets.postgres;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL's advisory locks, of a session: given back by it, or when the server knows that it is gone. */
final class AdvisoryLock implements LockClient {
    /** Options of a session that waits for locks: for how long. */
    static final String WAIT = "-c lock_timeout=800ms";

    private final PostgresConnection postgres;

    AdvisoryLock(PostgresConnection postgres) {
        this.postgres = postgres;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        try {
            boolean unused = call("SELECT pg_advisory_lock(hashtext(?)) IS NULL", lock);
            return Optional.of(Grant.plain());
        } catch (DefiniteFailure refused) {
            if (refused.getCause() instanceof SQLException answer
                    && PostgresError.of(answer) == PostgresError.LOCK_NOT_AVAILABLE) {
                // a lock that is granted in the moment in which the wait for it ends is kept by the session, though the
                // statement failed (PostgreSQL, proc.c, LockErrorCleanup): give it back, if it is so
                boolean unusedGiven = call("SELECT pg_advisory_unlock(hashtext(?))", lock);
                return Optional.empty();
            }
            throw refused;
        }
    }

    @Override
    public void release(String lock) throws Exception {
        if (!call("SELECT pg_advisory_unlock(hashtext(?))", lock)) {
            throw new DefiniteFailure("not the holder");
        }
    }

    private boolean call(String sql, String lock) throws Exception {
        return postgres.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, lock);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    @Override
    public void close() {
        postgres.close();
    }
}
