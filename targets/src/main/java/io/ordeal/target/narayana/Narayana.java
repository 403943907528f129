package io.ordeal.target.messages;

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
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTAActionStatusServiceXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.ordeal.client.ClientContext;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.util.List;

/**
 * Narayana's transaction manager, of which a JVM has but one. It is told by a worker's name which transactions are its own,
 * and finds the log that the worker's earlier processes have left in the worker's folder.
 */
final class Narayana {
    private static final int PASS_SECONDS = 2;
    private static final int BETWEEN_HALVES_OF_A_PASS_SECONDS = 1;

    private final RecoveryManager recovery;

    private Narayana(RecoveryManager recovery) {
        this.recovery = recovery;
    }

    /** Where decisions to commit are kept. */
    enum Log {
        /** Forced to the disk before any participant is told. */
        DURABLE,
        /** In memory: a process that is killed takes its decisions with it. */
        VOLATILE
    }

    /**
     * Sets the one of this JVM up, and begins to recover.
     *
     * @param helper gives the participants
     */
    static Narayana start(ClientContext context, Log log, XaRecovery helper) throws CoreEnvironmentBeanException {
        String node = "w" + context.worker();
        CoreEnvironmentBean core = arjPropertyManager.getCoreEnvironmentBean();
        core.setNodeIdentifier(node);
        // all stores: that of decisions, and those of lesser things
        for (String store : List.of("default", "communicationStore", "stateStore")) {
            ObjectStoreEnvironmentBean bean = store.equals("default")
                    ? arjPropertyManager.getObjectStoreEnvironmentBean()
                    : BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
            bean.setObjectStoreDir(context.folder().resolve("transactions").toString());
            if (log == Log.VOLATILE) {
                bean.setObjectStoreType(VolatileStore.class.getName());
            }
        }
        CoordinatorEnvironmentBean coordinator = arjPropertyManager.getCoordinatorEnvironmentBean();
        coordinator.setDefaultTimeout((int) context.operationTimeout().toSeconds());
        coordinator.setTransactionStatusManagerEnable(false);
        JTAEnvironmentBean jta = jtaPropertyManager.getJTAEnvironmentBean();
        jta.setXaRecoveryNodes(List.of(node));
        jta.setXaResourceOrphanFilterClassNames(List.of(
                JTATransactionLogXAResourceOrphanFilter.class.getName(),
                JTANodeNameXAResourceOrphanFilter.class.getName(),
                JTAActionStatusServiceXAResourceOrphanFilter.class.getName()));
        // what is prepared and in no log is rolled back only when no operation can be about to log it
        Duration safety = context.operationTimeout().plusSeconds(1);
        jta.setOrphanSafetyInterval((int) safety.toMillis());
        RecoveryEnvironmentBean recovery = recoveryPropertyManager.getRecoveryEnvironmentBean();
        recovery.setRecoveryModuleClassNames(
                List.of(AtomicActionRecoveryModule.class.getName(), XARecoveryModule.class.getName()));
        recovery.setExpiryScannerClassNames(List.of());
        recovery.setRecoveryActivatorClassNames(List.of());
        recovery.setRecoveryListener(false);
        recovery.setPeriodicRecoveryPeriod(PASS_SECONDS);
        recovery.setRecoveryBackoffPeriod(BETWEEN_HALVES_OF_A_PASS_SECONDS);
        RecoveryManager.delayRecoveryManagerThread();
        RecoveryManager manager = RecoveryManager.manager(RecoveryManager.INDIRECT_MANAGEMENT);
        manager.getModules().stream()
                .filter(XARecoveryModule.class::isInstance)
                .map(XARecoveryModule.class::cast)
                .forEach(module -> module.addXAResourceRecoveryHelper(helper));
        manager.startRecoveryManagerThread();
        return new Narayana(manager);
    }

    TransactionManager transactions() {
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    /** Goes over the log and all participants once more; takes seconds. */
    void recover() {
        recovery.scan();
    }
}
