package io.ordeal.targets.narayana;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.arjuna.utils.UuidProcessId;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTAActionStatusServiceXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.ats.jta.xa.XATxConverter;
import com.arjuna.ats.jta.xa.XidImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.transaction.xa.Xid;

/**
 * Narayana's transaction manager, of which a JVM has but one. It is told by its name which transactions are its own, and
 * finds the log that earlier processes of that name have left.
 */
public final class Narayana {
    private static final int PASS_SECONDS = 2;
    private static final int BETWEEN_HALVES_OF_A_PASS_SECONDS = 1;

    private final String name;
    private final RecoveryManager recovery;

    private Narayana(String name, RecoveryManager recovery) {
        this.name = name;
        this.recovery = recovery;
    }

    /** Where decisions to commit are kept. */
    public enum Log {
        /** Forced to the disk before any participant is told. */
        DURABLE,
        /** In memory: a process that is killed takes its decisions with it. */
        VOLATILE
    }

    /**
     * What a manager is told.
     *
     * @param name the same in all of its lives, and nobody else's
     * @param folder of the log
     * @param timeout a transaction that takes longer is rolled back; whole seconds
     * @param orphansAfter what is prepared and in no log is rolled back when it was seen twice, with so much between
     */
    public record Settings(String name, Path folder, Log log, Duration timeout, Duration orphansAfter) {}

    /**
     * Sets the one of this JVM up; nothing is recovered yet.
     *
     * @param participants how recovery reaches them
     */
    public static Narayana ofThisJvm(Settings settings, List<? extends XAResourceRecoveryHelper> participants)
            throws CoreEnvironmentBeanException {
        CoreEnvironmentBean core = arjPropertyManager.getCoreEnvironmentBean();
        core.setNodeIdentifier(settings.name());
        // by default a process is known by a port that it binds
        core.setProcessImplementationClassName(UuidProcessId.class.getName());
        // all stores: that of decisions, and those of lesser things
        for (String store : List.of("default", "communicationStore", "stateStore")) {
            ObjectStoreEnvironmentBean bean = store.equals("default")
                    ? arjPropertyManager.getObjectStoreEnvironmentBean()
                    : BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
            bean.setObjectStoreDir(settings.folder().toString());
            if (settings.log() == Log.VOLATILE) {
                bean.setObjectStoreType(VolatileStore.class.getName());
            }
        }
        CoordinatorEnvironmentBean coordinator = arjPropertyManager.getCoordinatorEnvironmentBean();
        coordinator.setDefaultTimeout((int) settings.timeout().toSeconds());
        coordinator.setTransactionStatusManagerEnable(false);
        JTAEnvironmentBean jta = jtaPropertyManager.getJTAEnvironmentBean();
        jta.setXaRecoveryNodes(List.of(settings.name()));
        jta.setXaResourceOrphanFilterClassNames(List.of(
                JTATransactionLogXAResourceOrphanFilter.class.getName(),
                JTANodeNameXAResourceOrphanFilter.class.getName(),
                JTAActionStatusServiceXAResourceOrphanFilter.class.getName()));
        jta.setOrphanSafetyInterval((int) settings.orphansAfter().toMillis());
        RecoveryEnvironmentBean recovery = recoveryPropertyManager.getRecoveryEnvironmentBean();
        recovery.setRecoveryModuleClassNames(
                List.of(AtomicActionRecoveryModule.class.getName(), XARecoveryModule.class.getName()));
        recovery.setExpiryScannerClassNames(List.of());
        recovery.setRecoveryActivatorClassNames(List.of());
        recovery.setRecoveryListener(false);
        recovery.setPeriodicRecoveryPeriod(PASS_SECONDS);
        recovery.setRecoveryBackoffPeriod(BETWEEN_HALVES_OF_A_PASS_SECONDS);
        // with a thread only when it is asked for: the participants must be known to its first pass
        RecoveryManager manager = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        manager.getModules().stream()
                .filter(XARecoveryModule.class::isInstance)
                .map(XARecoveryModule.class::cast)
                .forEach(module -> participants.forEach(module::addXAResourceRecoveryHelper));
        return new Narayana(settings.name(), manager);
    }

    /** Begins and ends transactions, one at a time in each thread. */
    public TransactionManager transactions() {
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    /** From now on recovers by itself, every few seconds. To be called once. */
    public void recoverNowAndThen() {
        recovery.startRecoveryManagerThread();
    }

    /** Goes over the log and all participants once more; takes seconds. */
    public void recover() {
        recovery.scan();
    }

    /** Whether a transaction is this manager's, of whichever of its lives. */
    public boolean isOwn(Xid transaction) {
        return transaction.getFormatId() == XATxConverter.FORMAT_ID
                && name.equals(XATxConverter.getNodeName(new XidImple(transaction).getXID()));
    }
}
