package io.ordeal.targets.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.artemis.ArtemisXaSession;
import io.ordeal.targets.narayana.Narayana;
import io.ordeal.targets.parts.SteppingXaResource;
import io.ordeal.workload.outbox.OutboxClient;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** The row and the message are two branches of one transaction, which Narayana coordinates: prepare, log, commit. */
final class XaMessages extends Application {
    private final XaResources resources;
    private final Narayana narayana;
    private @Nullable XAConnection database;
    private @Nullable ArtemisXaSession session;

    private XaMessages(ClientContext context, Narayana.Log log) throws Exception {
        super(context, Broker.ARTEMIS);
        this.resources = new XaResources(context);
        // what is prepared and in no log is rolled back only when no operation can be about to log it
        Duration orphansAfter = context.operationTimeout().plusSeconds(1);
        this.narayana = Narayana.ofThisJvm(
                new Narayana.Settings(
                        "w" + context.worker(),
                        context.folder().resolve("transactions"),
                        log,
                        context.operationTimeout(),
                        orphansAfter),
                List.of(new XaRecovery(resources)));
        narayana.recoverNowAndThen();
    }

    @Override
    public void publish(long id) throws Exception {
        TransactionManager transactions = begun(id);
        context.step("written");
        try {
            transactions.commit();
        } catch (RollbackException rolledBack) {
            drop();
            throw new DefiniteFailure("rolled back before any decision: " + rolledBack.getMessage(), rolledBack);
        } catch (Exception unknown) {
            drop();
            throw unknown;
        }
    }

    @Override
    public void abandon(long id) throws Exception {
        TransactionManager transactions = begun(id);
        context.step("written");
        try {
            transactions.rollback();
        } catch (SystemException noDecisionAnyway) {
            // nobody has decided to commit, and what is not prepared goes with its connection
            drop();
        }
    }

    /** Begins a transaction, and writes row and message in it. */
    private TransactionManager begun(long id) throws Exception {
        TransactionManager transactions = narayana.transactions();
        transactions.begin();
        try {
            XAConnection rows = database == null ? resources.openDatabase() : database;
            database = rows;
            ArtemisXaSession messages = session == null ? resources.openBroker() : session;
            session = messages;
            Transaction transaction = transactions.getTransaction();
            transaction.enlistResource(stepping(rows.getXAResource(), "row", MessageCluster.DATABASE));
            try (Connection jdbc = rows.getConnection()) {
                Orders.insert(jdbc, id);
            }
            transaction.enlistResource(stepping(messages.resource(), "message", MessageCluster.BROKER));
            messages.send(id);
            return transactions;
        } catch (Exception failed) {
            rollBack(transactions);
            throw new DefiniteFailure("failed before the commit was asked for: " + failed.getMessage(), failed);
        }
    }

    private SteppingXaResource stepping(XAResource resource, String name, String node) {
        return new SteppingXaResource(resource, what -> context.step(what + " " + name, node));
    }

    private void rollBack(TransactionManager transactions) {
        try {
            transactions.rollback();
        } catch (SystemException | IllegalStateException noDecisionAnyway) {
            // as above
        }
        drop();
    }

    @Override
    public void recover() {
        narayana.recover();
    }

    /** The branches that are prepared, of whoever began them. */
    @Override
    public List<String> unfinished() throws Exception {
        List<String> branches = new ArrayList<>();
        XAConnection rows = resources.openDatabase();
        try {
            branches.addAll(prepared("row", rows.getXAResource()));
        } finally {
            rows.close();
        }
        try (ArtemisXaSession messages = resources.openBroker()) {
            branches.addAll(prepared("message", messages.resource()));
        }
        return branches;
    }

    private static List<String> prepared(String branch, XAResource resource) throws XAException {
        return Arrays.stream(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                .map(xid -> branch + " of " + HexFormat.of().formatHex(xid.getGlobalTransactionId()))
                .toList();
    }

    /** Gives both connections up, whichever of them failed; the next transaction opens others. */
    private void drop() {
        XAConnection rows = database;
        ArtemisXaSession messages = session;
        database = null;
        session = null;
        if (rows != null) {
            try {
                rows.close();
            } catch (SQLException alreadyBroken) {
                // it is given up in any case
            }
        }
        if (messages != null) {
            messages.close();
        }
    }

    @Override
    public void close() throws Exception {
        drop();
        super.close();
    }

    /** As a process of its own. */
    public static final class Program extends ApplicationProgram {
        public Program() {
            super(Broker.ARTEMIS);
        }

        @Override
        OutboxClient application(ClientContext context, Broker through) throws Exception {
            return new XaMessages(context, Narayana.Log.DURABLE);
        }
    }

    /** As a process of its own, which forgets its decisions when it is killed. */
    public static final class ForgetfulProgram extends ApplicationProgram {
        public ForgetfulProgram() {
            super(Broker.ARTEMIS);
        }

        @Override
        OutboxClient application(ClientContext context, Broker through) throws Exception {
            return new XaMessages(context, Narayana.Log.VOLATILE);
        }
    }
}
