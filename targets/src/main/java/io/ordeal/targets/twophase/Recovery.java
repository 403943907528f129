package io.ordeal.targets.twophase;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import io.ordeal.targets.narayana.Narayana;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The recovery of one coordinator among several that share the participants: it looks at transactions that carry this
 * coordinator's name and at no others.
 */
final class Recovery implements AutoCloseable {
    private static final Duration ORPHANS_AFTER = Duration.ofMillis(500);

    /** As Narayana has it where it is told nothing. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final int SCANS = 2;

    private final String coordinator;
    private final List<Helper> helpers;
    private final Narayana narayana;

    /**
     * Sets the transaction manager of this JVM up; nothing is recovered yet.
     *
     * @param coordinator the same in all of its lives
     * @param store of decisions
     */
    Recovery(String coordinator, Path store, List<XaParticipant> participants) throws CoreEnvironmentBeanException {
        this.coordinator = coordinator;
        helpers = participants.stream().map(Helper::new).toList();
        narayana = Narayana.ofThisJvm(
                new Narayana.Settings(coordinator, store, Narayana.Log.DURABLE, TIMEOUT, ORPHANS_AFTER), helpers);
    }

    /** Begins and ends transactions. */
    TransactionManager transactions() {
        return narayana.transactions();
    }

    /**
     * Finishes whatever this coordinator has left; takes a second at least.
     *
     * @throws SQLException something is still prepared, or a participant can't be asked
     */
    void finish() throws SQLException {
        helpers.forEach(Helper::giveUp);
        for (int scan = 0; scan < SCANS && prepared() > 0; scan++) {
            narayana.recover();
        }
        int left = prepared();
        if (left > 0) {
            throw new SQLException(left + " transactions of " + coordinator + " are still prepared");
        }
    }

    /** How many branches of this coordinator are prepared, on all participants. */
    private int prepared() throws SQLException {
        int count = 0;
        for (Helper helper : helpers) {
            try {
                for (Xid xid : helper.resource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
                    count += narayana.isOwn(xid) ? 1 : 0;
                }
            } catch (XAException e) {
                helper.giveUp();
                throw new SQLException("participant " + helper.participant.name() + " can't be asked", e);
            }
        }
        return count;
    }

    @Override
    public void close() {
        helpers.forEach(Helper::giveUp);
    }

    /**
     * A participant's connection for recovery. Narayana asks for it more than once in a scan, and goes on using what it was
     * given first: it stays the same until {@link #giveUp}.
     */
    private static final class Helper implements XAResourceRecoveryHelper {
        private final XaParticipant participant;
        private @Nullable XAConnection open;

        Helper(XaParticipant participant) {
            this.participant = participant;
        }

        @Override
        public boolean initialise(String unused) {
            return true;
        }

        @Override
        public XAResource[] getXAResources() throws SQLException {
            return new XAResource[] {resource()};
        }

        XAResource resource() throws SQLException {
            XAConnection connection = open;
            if (connection == null) {
                connection = participant.connect();
                open = connection;
            }
            return connection.getXAResource();
        }

        /** The next who asks gets another. */
        void giveUp() {
            XAConnection connection = open;
            open = null;
            if (connection != null) {
                XaParticipant.giveUp(connection);
            }
        }
    }
}
