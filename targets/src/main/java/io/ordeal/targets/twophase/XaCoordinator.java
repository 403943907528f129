package io.ordeal.targets.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.transfer.Transfer;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.XAConnection;

/**
 * Transfers as a transaction manager of the trade makes them, Narayana: each participant is an XA resource, the decision is
 * in its object store in this coordinator's folder, and its recovery finishes what earlier lives have left.
 */
final class XaCoordinator extends Coordinator {
    private static final Duration RECOVER_AGAIN_AFTER = Duration.ofSeconds(2);

    private final Recovery recovery;
    private final TransactionManager transactions;
    private final Map<String, XAConnection> connections = new LinkedHashMap<>();
    private final Map<String, XaParticipant> sources = new LinkedHashMap<>();

    /** Whether something may have been left that is not finished: by an earlier life at first. */
    private boolean leftOver = true;

    private long recoveredNanos = System.nanoTime() - RECOVER_AGAIN_AFTER.toNanos();

    XaCoordinator(ClientContext context) throws Exception {
        super(context);
        for (String node : context.nodes()) {
            sources.put(node, new XaParticipant(node, name(), context));
        }
        recovery = new Recovery(name(), context.folder().resolve("narayana"), List.copyOf(sources.values()));
        transactions = recovery.transactions();
    }

    @Override
    public void transfer(Transfer transfer) throws Exception {
        recoverNowAndThen();
        begin();
        try {
            List<Participant> participants = of(transfer);
            for (int i = 0; i < participants.size(); i++) {
                String participant = participants.get(i).name();
                XAConnection connection = connection(participant);
                transactions
                        .getTransaction()
                        .enlistResource(new XaBranch(connection.getXAResource(), this, participants, i));
                try (Connection jdbc = connection.getConnection()) {
                    Branch.make(jdbc, participant, transfer);
                }
            }
        } catch (SQLException | RollbackException refused) {
            rollBack();
            throw new DefiniteFailure("commit was never asked for: " + refused.getMessage(), refused);
        }
        try {
            transactions.commit();
        } catch (RollbackException rolledBack) {
            // a participant did not say yes, and there is no decision to commit in the store
            leftOver = true;
            giveUpConnections();
            throw new DefiniteFailure("rolled back: " + rolledBack.getMessage(), rolledBack);
        } catch (Exception unknown) {
            leftOver = true;
            giveUpConnections();
            throw unknown;
        }
    }

    private void begin() throws DefiniteFailure {
        try {
            transactions.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new DefiniteFailure("no transaction was begun: " + e.getMessage(), e);
        }
    }

    private void rollBack() {
        try {
            transactions.rollback();
        } catch (SystemException | RuntimeException e) {
            // what was not prepared is rolled back by its server
            giveUpConnections();
        }
    }

    private XAConnection connection(String participant) throws SQLException {
        XAConnection before = connections.get(participant);
        if (before != null) {
            return before;
        }
        XAConnection connection =
                Objects.requireNonNull(sources.get(participant), participant).connect();
        connections.put(participant, connection);
        return connection;
    }

    private void giveUpConnections() {
        for (XAConnection connection : connections.values()) {
            XaParticipant.giveUp(connection);
        }
        connections.clear();
    }

    /** A participant that can't be reached is tried again now and then, while work goes on. */
    private void recoverNowAndThen() throws InterruptedException {
        if (!leftOver || System.nanoTime() - recoveredNanos < RECOVER_AGAIN_AFTER.toNanos()) {
            return;
        }
        recoveredNanos = System.nanoTime();
        try {
            recover();
        } catch (SQLException later) {
            // something is still left over
        }
    }

    @Override
    public void recover() throws SQLException, InterruptedException {
        giveUpConnections();
        for (Participant participant : all()) {
            participant.fence();
        }
        recovery.finish();
        leftOver = false;
    }

    /** A branch could not be committed or rolled back now. */
    void isLeftOver() {
        leftOver = true;
    }

    @Override
    public void close() throws Exception {
        giveUpConnections();
        recovery.close();
        super.close();
    }
}
