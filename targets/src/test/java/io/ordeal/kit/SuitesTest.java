package io.ordeal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import io.ordeal.targets.jvm.JvmElectionOlderTermTarget;
import io.ordeal.targets.jvm.JvmElectionOneTermTarget;
import io.ordeal.targets.jvm.JvmElectionResignedByOtherTarget;
import io.ordeal.targets.jvm.JvmElectionTarget;
import io.ordeal.targets.jvm.JvmElectionTwoLeadersTarget;
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
import io.ordeal.targets.jvm.JvmRegisterLostUpdateTarget;
import io.ordeal.targets.jvm.JvmRegisterStaleReadTarget;
import io.ordeal.targets.jvm.JvmRegisterTarget;
import io.ordeal.targets.jvm.JvmSetLostTarget;
import io.ordeal.targets.jvm.JvmSetTarget;
import io.ordeal.targets.jvm.JvmTransactionsDirtyReadTarget;
import io.ordeal.targets.jvm.JvmTransactionsLongForkTarget;
import io.ordeal.targets.jvm.JvmTransactionsLostUpdateTarget;
import io.ordeal.targets.jvm.JvmTransactionsTarget;
import io.ordeal.targets.jvm.JvmTransactionsWriteSkewTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The suites on what lives inside this JVM: what is right passes all rules that can be tried there, and each mutant is caught by
 * the rule that is named here. A rule that breaks on an original, or does not on a mutant, tells its run's folder.
 */
class SuitesTest {
    @TempDir
    static Path results;

    /** All at once, as most of the time of a trial inside this JVM is waiting. */
    private static KitRun all;

    @BeforeAll
    static void run() {
        all = KitRun.ofAll(
                List.of(
                        selectClass(Lock.class),
                        selectClass(Register.class),
                        selectClass(Transactions.class),
                        selectClass(Queue.class),
                        selectClass(Election.class),
                        selectClass(Elements.class),
                        selectClass(Counter.class),
                        selectClass(Log.class),
                        selectMethod(TwoLeaders.class, "c01PlainUseWorks"),
                        selectMethod(TwoLeaders.class, "e01OneLeaderAtATime"),
                        selectMethod(ResignedByOther.class, "e01OneLeaderAtATime"),
                        selectMethod(OneTerm.class, "e05TermsRise"),
                        selectMethod(OlderTerm.class, "e05TermsRise"),
                        selectMethod(LostElement.class, "q01IsDelivered"),
                        selectMethod(Twice.class, "q02IsDeliveredOnce"),
                        selectMethod(OutOfNowhere.class, "q01IsDelivered"),
                        selectMethod(LostAdd.class, "s01IsKept"),
                        selectMethod(Uncounted.class, "n01CountsEachAddOnce"),
                        selectMethod(Retrying.class, "j01EntriesStay"),
                        selectMethod(Skipping.class, "j01EntriesStay"),
                        selectMethod(Truncating.class, "j01EntriesStay"),
                        selectMethod(Fenced.class, "f01TokensRise"),
                        selectMethod(Fenced.class, "f02TokensRiseWhileHoldersArePaused"),
                        selectMethod(Forgetful.class, "f01TokensRise"),
                        selectMethod(Absent.class, "c01PlainUseWorks"),
                        selectMethod(Absent.class, "l01HoldsExcludeEachOther"),
                        selectMethod(Absent.class, "l03UnderAPartition"),
                        selectMethod(Absent.class, "l09FlawsAreNoticed"),
                        selectMethod(Once.class, "r09FlawsAreNoticed"),
                        selectMethod(Lonely.class, "l09FlawsAreNoticed"),
                        selectMethod(TwoHolders.class, "c01PlainUseWorks"),
                        selectMethod(TwoHolders.class, "l01HoldsExcludeEachOther"),
                        selectMethod(TwoHolders.class, "l02WhatItGuardsIsKept"),
                        selectMethod(TwoHolders.class, "l05WhileItsHolderIsPaused"),
                        selectMethod(ReleaseByOther.class, "l01HoldsExcludeEachOther"),
                        selectMethod(StaleRead.class, "r01IsLinearizable"),
                        selectMethod(LostWrite.class, "r02CompareAndSetIsOneStep"),
                        selectMethod(DirtyRead.class, "t01IsStrictlySerializable"),
                        selectMethod(WriteSkew.class, "t02NoWriteSkew"),
                        selectMethod(LostUpdate.class, "t03NoMoneyIsLost"),
                        selectMethod(LongFork.class, "t04NoLongFork")),
                results);
    }

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

    @ParameterizedTest
    @MethodSource("right")
    void whatIsRightPasses(Class<?> suite, int rules) {
        KitRun run = all.in(suite);
        assertThat(run.failed()).as("%s", run.everythingThrown()).isEmpty();
        assertThat(run.everythingThrown()).doesNotContain("It is not so");
        assertThat(run.passed()).hasSize(rules);
        assertThat(run.aborted())
                .as("there is no network, and no server")
                .allMatch(
                        name -> name.matches(
                                "C0[2-7] .*|\\[1\\] (lock|register|list-append|queue|leader-election|set|counter|log) × (partition|kill|pause)"));
    }

    /** With as many rules, and flaws that must be noticed, as can be tried inside this JVM. */
    static Stream<Arguments> right() {
        return Stream.of(
                arguments(Lock.class, 7),
                arguments(Register.class, 6),
                arguments(Transactions.class, 8),
                arguments(Queue.class, 6),
                arguments(Election.class, 8),
                arguments(Elements.class, 5),
                arguments(Counter.class, 5),
                arguments(Log.class, 5));
    }

    @Test
    void aPassTellsWhatItIsWorth() {
        assertThat(all.in(Lock.class).told())
                .containsPattern("worth = '0 violations in [0-9,]+ holds, [0-9,]+ of them contended'")
                .containsPattern("contended; felt: [0-9]+ faults?'");
        assertThat(all.in(Register.class).told())
                .containsPattern("worth = '0 violations in [0-9,]+ ok operations, [0-9,]+ of them contended'")
                .containsPattern("noticed = 'invalid: nonlinearizable'");
    }

    static final class Fenced implements FencedLockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new NumberedLocks(token -> token + 1);
        }
    }

    /** Numbers that begin anew, as after a restart without a disk. */
    static final class Forgetful implements FencedLockBackendSuite, UntilBroken {
        @Override
        public Target target() {
            return new NumberedLocks(token -> (token + 1) % 10);
        }
    }

    @Test
    void fencingTokensMustRise() {
        assertThat(all.in(Fenced.class).passed()).hasSize(2);
        assertThat(all.in(Forgetful.class).everythingThrown())
                .startsWith("F01 (required, stochastic)")
                .contains("It is not so: invalid: token-not-rising")
                .contains("numbered-locks is the test's own, so name the jar");
    }

    /** As one whose image no engine is there for. */
    static final class Absent implements LockBackendSuite, Briefly {
        @Override
        public Target target() {
            return new NumberedLocks(token -> token + 1, List.of("there is nothing to run it with"));
        }
    }

    /** Else a suite that tried nothing would be as green as one that found nothing. */
    @Test
    void aRuleThatTakesNothingAndCannotBeTriedFails() {
        KitRun run = all.in(Absent.class);
        assertThat(run.passed()).isEmpty();
        assertThat(run.failed()).hasSize(5);
        assertThat(run.aborted()).containsExactly("[1] lock × partition");
        assertThat(run.everythingThrown())
                .contains("L01 (required, stochastic): at most one process holds a lock")
                .contains("It could not be tried", "there is nothing to run it with");
    }

    /** Where a write that is repeated is no harm, a client that repeats them can't be found out. */
    static final class Once implements RegisterBackendSuite, Briefly {
        @Override
        public Target target() {
            return new OnceRegisters();
        }
    }

    @Test
    void aFlawThatGetsAwayFailsTheSuite() {
        KitRun run = all.in(Once.class);
        assertThat(run.passed()).doesNotContain("[3] repeats-writes");
        assertThat(run.message("[3] repeats-writes"))
                .startsWith("R09 (required, stochastic)")
                .contains("would not have been noticed, though it did so")
                .contains("the trial is valid");
    }

    /** One worker, with whom nobody competes: its trials tell nothing, and what tells nothing has noticed nothing. */
    @OrdealTest(concurrency = 1)
    static final class Lonely implements LockBackendSuite {
        @Override
        public Target target() {
            return new JvmLockTarget();
        }

        @Override
        public RunOptions options() {
            return LockBackendSuite.super.options().withTime(Duration.ofSeconds(1));
        }
    }

    @Test
    void aTrialThatToldNothingHasNoticedNoFlaw() {
        assertThat(all.in(Lonely.class).message("[2] takes-refusals-for-grants"))
                .startsWith("L09 (required, stochastic)")
                .contains("would not have been noticed", "the trial is unknown: the run tested too little");
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

    @ParameterizedTest
    @MethodSource("mutants")
    void eachMutantIsCaughtByANamedRule(Class<?> suite, String told) {
        KitRun run = all.in(suite);
        assertThat(run.passed()).isEmpty();
        assertThat(run.everythingThrown()).contains(told).doesNotContain("Nothing is known");
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                arguments(TwoHolders.class, "C01 (required): the plainest use works"),
                arguments(TwoHolders.class, "a lock that one client holds is granted to another: acquire lock900001"),
                arguments(TwoHolders.class, "L01 (required, stochastic): at most one process holds a lock"),
                arguments(TwoHolders.class, "It is not so: invalid: overlapping-holds"),
                arguments(TwoHolders.class, "Look first: whether acquire is one atomic step"),
                arguments(TwoHolders.class, "next: ./ordeal replay " + results.resolve("jvm-lock-two-holders")),
                arguments(TwoHolders.class, "L02 (required, stochastic)"),
                arguments(ReleaseByOther.class, "L01 (required, stochastic)"),
                arguments(LostElement.class, "Q01 (required, stochastic)"),
                arguments(OutOfNowhere.class, "It is not so: invalid: unexpected"),
                arguments(LostAdd.class, "S01 (required, stochastic): what was added is in the set"),
                arguments(Uncounted.class, "N01 (required, stochastic): a read returns the sum"),
                arguments(Retrying.class, "It is not so: invalid: duplicate"),
                arguments(Skipping.class, "J01 (required, stochastic): entries stay"),
                arguments(Truncating.class, "J01 (required, stochastic): entries stay"),
                arguments(TwoLeaders.class, "while one client leads, another is elected: campaign election900001"),
                arguments(TwoLeaders.class, "E01 (required, stochastic): at most one process takes itself"),
                arguments(ResignedByOther.class, "It is not so: invalid: two-leaders"),
                arguments(OneTerm.class, "It is not so: invalid: two-leaders-of-one-term"),
                arguments(OlderTerm.class, "E05 (required, stochastic): every leader's term is its own"),
                arguments(StaleRead.class, "R01 (required, stochastic)"),
                arguments(LostWrite.class, "R02 (required, stochastic)"),
                arguments(DirtyRead.class, "T01 (required, stochastic)"),
                arguments(WriteSkew.class, "T02 (required, stochastic)"),
                arguments(LostUpdate.class, "T03 (required, stochastic)"),
                arguments(LongFork.class, "T04 (required, stochastic): all readers see writes in one order"));
    }

    /** It breaks by itself here, and nobody claims that it does not. */
    @Test
    void anOptionalRuleThatIsBrokenIsToldAndFailsNothing() {
        assertThat(all.in(TwoHolders.class).aborted()).hasSize(1);
        assertThat(all.in(TwoHolders.class).everythingThrown())
                .contains("L05 (optional, stochastic)")
                .contains("Look first: a lease that runs out");
    }
}
