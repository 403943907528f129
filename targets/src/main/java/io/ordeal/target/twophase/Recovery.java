package io.ordeal.target.twophase;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.arjuna.utils.UuidProcessId;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTAActionStatusServiceXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.internal.jta.xa.XID;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.ats.jta.xa.XATxConverter;
import com.arjuna.ats.jta.xa.XidImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * Narayana's recovery, of one coordinator among several that share the participants: it looks at transactions that carry
 * this coordinator's name and at no others. Its settings are the JVM's, hence one of these a process.
 */
final class Recovery implements AutoCloseable {
    /** A transaction that nobody knows is rolled back when it was seen twice, with so much between. */
    private static final int ORPHAN_MILLIS = 500;

    private static final int PAUSE_BETWEEN_PASSES_SECONDS = 1;
    private static final int SCANS = 2;

    private final RecoveryManager manager;
    private final List<Helper> helpers;
    private final String coordinator;

    private Recovery(RecoveryManager manager, List<Helper> helpers, String coordinator) {
        this.manager = manager;
        this.helpers = helpers;
        this.coordinator = coordinator;
    }

    /**
     * Sets the transaction manager of this JVM up; nothing is recovered yet.
     *
     * @param coordinator the same in all of its lives
     * @param store of decisions
     */
    static Recovery begin(String coordinator, Path store, List<XaParticipant> participants)
            throws CoreEnvironmentBeanException {
        arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(coordinator);
        // by default a process is known by a port that it binds, the same for all on a machine
        arjPropertyManager.getCoreEnvironmentBean().setProcessImplementationClassName(UuidProcessId.class.getName());
        arjPropertyManager.getCoordinatorEnvironmentBean().setTransactionStatusManagerEnable(false);
        for (String name : new String[] {null, "stateStore", "communicationStore"}) {
            store(name).setObjectStoreDir(store.toString());
        }
        JTAEnvironmentBean jta = jtaPropertyManager.getJTAEnvironmentBean();
        jta.setXaRecoveryNodes(List.of(coordinator));
        jta.setOrphanSafetyInterval(ORPHAN_MILLIS);
        jta.setXaResourceOrphanFilterClassNames(List.of(
                JTATransactionLogXAResourceOrphanFilter.class.getName(),
                JTANodeNameXAResourceOrphanFilter.class.getName(),
                JTAActionStatusServiceXAResourceOrphanFilter.class.getName()));
        RecoveryEnvironmentBean recovery = recoveryPropertyManager.getRecoveryEnvironmentBean();
        recovery.setRecoveryModuleClassNames(
                List.of(AtomicActionRecoveryModule.class.getName(), XARecoveryModule.class.getName()));
        recovery.setExpiryScannerClassNames(List.of());
        recovery.setRecoveryActivatorClassNames(List.of());
        recovery.setRecoveryListener(false);
        recovery.setRecoveryBackoffPeriod(PAUSE_BETWEEN_PASSES_SECONDS);
        RecoveryManager manager = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        manager.initialize();
        List<Helper> helpers = participants.stream().map(Helper::new).toList();
        manager.getModules().forEach(module -> {
            if (module instanceof XARecoveryModule xa) {
                helpers.forEach(xa::addXAResourceRecoveryHelper);
            }
        });
        return new Recovery(manager, helpers, coordinator);
    }

    private static ObjectStoreEnvironmentBean store(@Nullable String name) {
        return name == null
                ? arjPropertyManager.getObjectStoreEnvironmentBean()
                : BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, name);
    }

    /**
     * Finishes whatever this coordinator has left; takes a second at least.
     *
     * @throws SQLException something is still prepared, or a participant can't be asked
     */
    void finish() throws SQLException {
        helpers.forEach(Helper::giveUp);
        for (int scan = 0; scan < SCANS && prepared() > 0; scan++) {
            manager.scan();
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
                    count += isOurs(xid) ? 1 : 0;
                }
            } catch (XAException e) {
                helper.giveUp();
                throw new SQLException("participant " + helper.participant.name() + " can't be asked", e);
            }
        }
        return count;
    }

    private boolean isOurs(Xid xid) {
        XID narayanas = new XidImple(xid).getXID();
        return xid.getFormatId() == XATxConverter.FORMAT_ID && coordinator.equals(XATxConverter.getNodeName(narayanas));
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
