package io.ordeal.kit;

import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import io.ordeal.targets.jvm.JvmElectionOlderTermTarget;
import io.ordeal.targets.jvm.JvmElectionOneTermTarget;
import io.ordeal.targets.jvm.JvmElectionResignedByOtherTarget;
import io.ordeal.targets.jvm.JvmElectionTarget;
import io.ordeal.targets.jvm.JvmElectionTwoLeadersTarget;
import io.ordeal.targets.jvm.JvmJobDuplicatedTarget;
import io.ordeal.targets.jvm.JvmJobLostTarget;
import io.ordeal.targets.jvm.JvmJobPartialTarget;
import io.ordeal.targets.jvm.JvmJobTarget;
import io.ordeal.targets.jvm.JvmJobUnexpectedTarget;
import io.ordeal.targets.jvm.JvmLockReleaseByOtherTarget;
import io.ordeal.targets.jvm.JvmLockTarget;
import io.ordeal.targets.jvm.JvmLockTwoHoldersTarget;
import io.ordeal.targets.jvm.JvmLogRetryTarget;
import io.ordeal.targets.jvm.JvmLogSkipTarget;
import io.ordeal.targets.jvm.JvmLogTarget;
import io.ordeal.targets.jvm.JvmLogTruncationTarget;
import io.ordeal.targets.jvm.JvmQueueDuplicatesTarget;
import io.ordeal.targets.jvm.JvmQueueLostTarget;
import io.ordeal.targets.jvm.JvmQueueTarget;
import io.ordeal.targets.jvm.JvmQueueUnexpectedTarget;
import io.ordeal.targets.jvm.JvmReentrantLockFreedAtOnceTarget;
import io.ordeal.targets.jvm.JvmReentrantLockTarget;
import io.ordeal.targets.jvm.JvmReentrantLockTokensApartTarget;
import io.ordeal.targets.jvm.JvmRegisterLostUpdateTarget;
import io.ordeal.targets.jvm.JvmRegisterStaleReadTarget;
import io.ordeal.targets.jvm.JvmRegisterTarget;
import io.ordeal.targets.jvm.JvmSemaphoreTarget;
import io.ordeal.targets.jvm.JvmSemaphoreTooManyTarget;
import io.ordeal.targets.jvm.JvmSetLostTarget;
import io.ordeal.targets.jvm.JvmSetTarget;
import io.ordeal.targets.jvm.JvmSharedLockHeedlessTarget;
import io.ordeal.targets.jvm.JvmSharedLockTarget;
import io.ordeal.targets.jvm.JvmTransactionsDirtyReadTarget;
import io.ordeal.targets.jvm.JvmTransactionsLongForkTarget;
import io.ordeal.targets.jvm.JvmTransactionsLostUpdateTarget;
import io.ordeal.targets.jvm.JvmTransactionsTarget;
import io.ordeal.targets.jvm.JvmTransactionsWriteSkewTarget;
import java.time.Duration;

/** The suites of what lives inside this JVM: of what is right, and of each mutant. {@link SuitesTest} plays them. */
final class JvmSuites {
    private JvmSuites() {}

    /** Short trials: what is wrong with the mutants shows in a second. */
    interface Briefly extends BackendSuite {
        @Override
        default RunOptions options() {
            return BackendSuite.super.options().withTime(Duration.ofSeconds(2));
        }
    }

    /** What is broken ends a trial at its first violation, however long it could go on. */
    interface UntilBroken extends BackendSuite {
        @Override
        default RunOptions options() {
            return BackendSuite.super.options().withTime(Duration.ofSeconds(30));
        }
    }

    static final class Lock implements LockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmLockTarget();
        }
    }

    static final class Register implements RegisterBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmRegisterTarget();
        }
    }

    static final class Queue implements QueueBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmQueueTarget();
        }
    }

    static final class Election implements LeaderElectionBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmElectionTarget();
        }
    }

    static final class Transactions implements TransactionBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmTransactionsTarget();
        }
    }

    static final class Elements implements SetBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmSetTarget();
        }
    }

    static final class Counter implements CounterBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmSetTarget();
        }
    }

    static final class Log implements LogBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmLogTarget();
        }
    }

    static final class Permits implements SemaphoreBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmSemaphoreTarget();
        }
    }

    static final class Shares implements ReadWriteLockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmSharedLockTarget();
        }
    }

    static final class TwoHolders implements LockBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmLockTwoHoldersTarget();
        }
    }

    static final class ReleaseByOther implements LockBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmLockReleaseByOtherTarget();
        }
    }

    static final class LostElement implements QueueBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmQueueLostTarget();
        }
    }

    static final class Twice implements QueueBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmQueueDuplicatesTarget();
        }
    }

    static final class OutOfNowhere implements QueueBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmQueueUnexpectedTarget();
        }
    }

    static final class OneTooMany implements SemaphoreBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmSemaphoreTooManyTarget();
        }
    }

    static final class Heedless implements ReadWriteLockBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmSharedLockHeedlessTarget();
        }
    }

    static final class LostAdd implements SetBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmSetLostTarget();
        }
    }

    static final class Uncounted implements CounterBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmSetLostTarget();
        }
    }

    static final class Retrying implements LogBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmLogRetryTarget();
        }
    }

    static final class Skipping implements LogBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmLogSkipTarget();
        }
    }

    static final class Truncating implements LogBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmLogTruncationTarget();
        }
    }

    static final class TwoLeaders implements LeaderElectionBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmElectionTwoLeadersTarget();
        }
    }

    static final class ResignedByOther implements LeaderElectionBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmElectionResignedByOtherTarget();
        }
    }

    static final class OneTerm implements LeaderElectionBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmElectionOneTermTarget();
        }
    }

    static final class OlderTerm implements LeaderElectionBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmElectionOlderTermTarget();
        }
    }

    static final class StaleRead implements RegisterBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmRegisterStaleReadTarget();
        }
    }

    static final class LostWrite implements RegisterBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmRegisterLostUpdateTarget();
        }
    }

    static final class DirtyRead implements TransactionBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmTransactionsDirtyReadTarget();
        }
    }

    static final class WriteSkew implements TransactionBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmTransactionsWriteSkewTarget();
        }
    }

    static final class LostUpdate implements TransactionBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmTransactionsLostUpdateTarget();
        }
    }

    static final class LongFork implements TransactionBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmTransactionsLongForkTarget();
        }
    }

    static final class Reentrant implements ReentrantFencedLockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmReentrantLockTarget();
        }
    }

    static final class FreedAtOnce implements ReentrantLockBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmReentrantLockFreedAtOnceTarget();
        }
    }

    static final class TokensApart implements ReentrantFencedLockBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmReentrantLockTokensApartTarget();
        }
    }

    static final class Jobs implements JobBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmJobTarget();
        }
    }

    static final class JobTwice implements JobBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmJobDuplicatedTarget();
        }
    }

    static final class JobLost implements JobBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmJobLostTarget();
        }
    }

    static final class JobPartial implements JobBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmJobPartialTarget();
        }
    }

    static final class JobOfAnother implements JobBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new JvmJobUnexpectedTarget();
        }
    }
}
