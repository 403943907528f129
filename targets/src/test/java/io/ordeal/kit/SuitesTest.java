package io.ordeal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import io.ordeal.targets.jvm.JvmLockReleaseByOtherTarget;
import io.ordeal.targets.jvm.JvmLockTarget;
import io.ordeal.targets.jvm.JvmLockTwoHoldersTarget;
import io.ordeal.targets.jvm.JvmRegisterLostUpdateTarget;
import io.ordeal.targets.jvm.JvmRegisterStaleReadTarget;
import io.ordeal.targets.jvm.JvmRegisterTarget;
import io.ordeal.targets.jvm.JvmTransactionsDirtyReadTarget;
import io.ordeal.targets.jvm.JvmTransactionsLongForkTarget;
import io.ordeal.targets.jvm.JvmTransactionsLostUpdateTarget;
import io.ordeal.targets.jvm.JvmTransactionsTarget;
import io.ordeal.targets.jvm.JvmTransactionsWriteSkewTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suites on what lives inside this JVM: what is right passes all rules that can be tried there, and each mutant is caught by
 * the rule that is named here. A rule that breaks on an original, or does not on a mutant, tells its run's folder.
 */
class SuitesTest {
    @TempDir
    Path results;

    /** Short trials: what is wrong with the mutants shows in a second. */
    interface Briefly extends BackendSuite {
        @Override
        default RunOptions options() {
            return BackendSuite.super.options().withTime(Duration.ofSeconds(3));
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

    static final class Transactions implements TransactionBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmTransactionsTarget();
        }
    }

    @Test
    void whatIsRightPasses() {
        KitRun run = KitRun.ofAll(
                List.of(selectClass(Lock.class), selectClass(Register.class), selectClass(Transactions.class)),
                results);
        assertThat(run.everythingThrown().lines().filter(line -> line.contains("It is not so")))
                .as("%s", run.everythingThrown())
                .isEmpty();
        assertThat(run.failed()).isEmpty();
        assertThat(run.aborted())
                .as("there is no network, and no server")
                .allMatch(name -> name.matches("C0[2-6] .*|\\[1\\] (lock|register|list-append) × (partition|kill)"));
        assertThat(run.passed()).hasSize(21);
        assertThat(run.told())
                .containsPattern("worth = '0 violations in [0-9,]+ holds, [0-9,]+ of them contended'")
                .containsPattern("worth = '0 violations in [0-9,]+ ok operations, [0-9,]+ of them contended'")
                .containsPattern("contended; felt: [0-9]+ faults?'");
    }

    static final class Fenced implements FencedLockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new NumberedLocks(token -> token + 1);
        }
    }

    /** Numbers that begin anew, as after a restart without a disk. */
    static final class Forgetful implements FencedLockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new NumberedLocks(token -> (token + 1) % 10);
        }
    }

    @Test
    void fencingTokensMustRise() {
        KitRun run = KitRun.ofAll(
                List.of(
                        selectMethod(Fenced.class, "f01TokensRise"),
                        selectMethod(Fenced.class, "f02TokensRiseWhileHoldersArePaused"),
                        selectMethod(Forgetful.class, "f01TokensRise")),
                results);
        assertThat(run.passed()).hasSize(2);
        assertThat(run.everythingThrown())
                .startsWith("F01 (required, stochastic)")
                .contains("It is not so: invalid: token-not-rising")
                .contains("numbered-locks is the test's own, so name the jar");
    }

    static final class TwoHolders implements LockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmLockTwoHoldersTarget();
        }
    }

    static final class ReleaseByOther implements LockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmLockReleaseByOtherTarget();
        }
    }

    /** It breaks by itself here, and nobody claims that it does not. */
    @Test
    void anOptionalRuleThatIsBrokenIsToldAndFailsNothing() {
        KitRun run = KitRun.of(selectMethod(TwoHolders.class, "l05WhileItsHolderIsPaused"), results);
        assertThat(run.failed()).isEmpty();
        assertThat(run.aborted()).hasSize(1);
        assertThat(run.message("[1]"))
                .startsWith("L05 (optional, stochastic)")
                .contains("Look first: a lease that runs out");
    }

    static final class StaleRead implements RegisterBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmRegisterStaleReadTarget();
        }
    }

    static final class LostWrite implements RegisterBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmRegisterLostUpdateTarget();
        }
    }

    static final class DirtyRead implements TransactionBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmTransactionsDirtyReadTarget();
        }
    }

    static final class WriteSkew implements TransactionBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmTransactionsWriteSkewTarget();
        }
    }

    static final class LostUpdate implements TransactionBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmTransactionsLostUpdateTarget();
        }
    }

    static final class LongFork implements TransactionBackendSuite, Briefly {
        @Override
        public Target target() {
            return new JvmTransactionsLongForkTarget();
        }
    }

    @Test
    void eachMutantIsCaughtByANamedRule() {
        KitRun run = KitRun.ofAll(
                List.of(
                        selectMethod(TwoHolders.class, "c01PlainUseWorks"),
                        selectMethod(TwoHolders.class, "l01HoldsExcludeEachOther"),
                        selectMethod(TwoHolders.class, "l02WhatItGuardsIsKept"),
                        selectMethod(ReleaseByOther.class, "l01HoldsExcludeEachOther"),
                        selectMethod(StaleRead.class, "r01IsLinearizable"),
                        selectMethod(LostWrite.class, "r02CompareAndSetIsOneStep"),
                        selectMethod(DirtyRead.class, "t01IsStrictlySerializable"),
                        selectMethod(WriteSkew.class, "t02NoWriteSkew"),
                        selectMethod(LostUpdate.class, "t03NoMoneyIsLost"),
                        selectMethod(LongFork.class, "t04NoLongFork")),
                results);
        assertThat(run.passed()).isEmpty();
        assertThat(run.aborted()).isEmpty();
        Stream.of(
                        "C01 (required): the plainest use works",
                        "a lock that one client holds is granted to another: acquire lock900001 came back :ok",
                        "L01 (required, stochastic): at most one process holds a lock, and only its holder releases it. It is"
                                + " not so: invalid: overlapping-holds",
                        "release-by-other\n  Look first",
                        "L02 (required, stochastic): no update is lost of what the lock guards. It is not so: invalid:"
                                + " lost-update",
                        "R01 (required, stochastic)",
                        "R02 (required, stochastic)",
                        "T01 (required, stochastic)",
                        "T02 (required, stochastic)",
                        "T03 (required, stochastic)",
                        "T04 (required, stochastic): all readers see writes in one order. It is not so: invalid: long-fork",
                        "Look first: whether acquire is one atomic step",
                        "next: ./ordeal replay " + results.resolve("jvm-lock-two-holders"))
                .forEach(told -> assertThat(run.everythingThrown()).contains(told));
        assertThat(run.everythingThrown()).doesNotContain("tested nothing");
    }
}
