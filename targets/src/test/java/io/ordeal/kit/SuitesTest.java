package io.ordeal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import io.ordeal.targets.jvm.JvmLockTarget;
import io.ordeal.trial.Catalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
                        selectClass(JvmSuites.Lock.class),
                        selectClass(JvmSuites.Register.class),
                        selectClass(JvmSuites.Transactions.class),
                        selectClass(JvmSuites.Queue.class),
                        selectClass(JvmSuites.Election.class),
                        selectClass(JvmSuites.Elements.class),
                        selectClass(JvmSuites.Counter.class),
                        selectClass(JvmSuites.Log.class),
                        selectClass(JvmSuites.Permits.class),
                        selectClass(JvmSuites.Shares.class),
                        selectMethod(JvmSuites.TwoLeaders.class, "c01PlainUseWorks"),
                        selectMethod(JvmSuites.TwoLeaders.class, "e01OneLeaderAtATime"),
                        selectMethod(JvmSuites.ResignedByOther.class, "e01OneLeaderAtATime"),
                        selectMethod(JvmSuites.OneTerm.class, "e05TermsRise"),
                        selectMethod(JvmSuites.OlderTerm.class, "e05TermsRise"),
                        selectMethod(JvmSuites.LostElement.class, "q01IsDelivered"),
                        selectMethod(JvmSuites.Twice.class, "q02IsDeliveredOnce"),
                        selectMethod(JvmSuites.OutOfNowhere.class, "q01IsDelivered"),
                        selectMethod(JvmSuites.OneTooMany.class, "c01PlainUseWorks"),
                        selectMethod(JvmSuites.OneTooMany.class, "p01HoldsAreAsPromised"),
                        selectMethod(JvmSuites.Heedless.class, "c01PlainUseWorks"),
                        selectMethod(JvmSuites.Heedless.class, "w01HoldsAreAsPromised"),
                        selectMethod(JvmSuites.LostAdd.class, "s01IsKept"),
                        selectMethod(JvmSuites.Uncounted.class, "n01CountsEachAddOnce"),
                        selectMethod(JvmSuites.Retrying.class, "j01EntriesStay"),
                        selectMethod(JvmSuites.Skipping.class, "j01EntriesStay"),
                        selectMethod(JvmSuites.Truncating.class, "j01EntriesStay"),
                        selectMethod(Fenced.class, "f01TokensRise"),
                        selectMethod(Fenced.class, "f02TokensRiseWhileHoldersArePaused"),
                        selectMethod(Forgetful.class, "f01TokensRise"),
                        selectMethod(Absent.class, "c01PlainUseWorks"),
                        selectMethod(Absent.class, "l01HoldsExcludeEachOther"),
                        selectMethod(Absent.class, "l03UnderAPartition"),
                        selectMethod(Absent.class, "l09FlawsAreNoticed"),
                        selectMethod(Once.class, "r09FlawsAreNoticed"),
                        selectMethod(Lonely.class, "l09FlawsAreNoticed"),
                        selectMethod(JvmSuites.TwoHolders.class, "c01PlainUseWorks"),
                        selectMethod(JvmSuites.TwoHolders.class, "l01HoldsExcludeEachOther"),
                        selectMethod(JvmSuites.TwoHolders.class, "l02WhatItGuardsIsKept"),
                        selectMethod(JvmSuites.TwoHolders.class, "l05WhileItsHolderIsPaused"),
                        selectMethod(JvmSuites.ReleaseByOther.class, "l01HoldsExcludeEachOther"),
                        selectMethod(JvmSuites.StaleRead.class, "r01IsLinearizable"),
                        selectMethod(JvmSuites.LostWrite.class, "r02CompareAndSetIsOneStep"),
                        selectMethod(JvmSuites.DirtyRead.class, "t01IsStrictlySerializable"),
                        selectMethod(JvmSuites.WriteSkew.class, "t02NoWriteSkew"),
                        selectMethod(JvmSuites.LostUpdate.class, "t03NoMoneyIsLost"),
                        selectMethod(JvmSuites.LongFork.class, "t04NoLongFork"),
                        selectClass(JvmSuites.Reentrant.class),
                        selectMethod(JvmSuites.FreedAtOnce.class, "v01HeldUntilTheLastRelease"),
                        selectMethod(JvmSuites.TokensApart.class, "v05TokensRiseOverHolds"),
                        selectClass(JvmSuites.Jobs.class),
                        selectMethod(JvmSuites.JobTwice.class, "b01OutputIsWrittenOnce"),
                        selectMethod(JvmSuites.JobLost.class, "b01OutputIsWrittenOnce"),
                        selectMethod(JvmSuites.JobPartial.class, "b01OutputIsWrittenOnce"),
                        selectMethod(JvmSuites.JobOfAnother.class, "b01OutputIsWrittenOnce")),
                results);
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
                                "C0[2-7] .*|\\[1\\] (lock|register|list-append|queue|leader-election|set|counter|log|semaphore|read-write-lock|fenced-lock|reentrant-lock|reentrant-fenced-lock|job) × (partition|kill|pause)"));
    }

    /** With as many rules, and flaws that must be noticed, as can be tried inside this JVM. */
    static Stream<Arguments> right() {
        return Stream.of(
                arguments(JvmSuites.Lock.class, 7),
                arguments(JvmSuites.Register.class, 6),
                arguments(JvmSuites.Transactions.class, 8),
                arguments(JvmSuites.Queue.class, 6),
                arguments(JvmSuites.Election.class, 8),
                arguments(JvmSuites.Elements.class, 5),
                arguments(JvmSuites.Counter.class, 5),
                arguments(JvmSuites.Log.class, 5),
                arguments(JvmSuites.Permits.class, 6),
                arguments(JvmSuites.Shares.class, 6),
                arguments(JvmSuites.Reentrant.class, 12),
                arguments(JvmSuites.Jobs.class, 1));
    }

    @Test
    void aPassTellsWhatItIsWorth() {
        assertThat(all.in(JvmSuites.Lock.class).told())
                .containsPattern("worth = '0 violations in [0-9,]+ holds, [0-9,]+ of them contended'")
                .containsPattern("contended; felt: [0-9]+ faults?'");
        assertThat(all.in(JvmSuites.Register.class).told())
                .containsPattern("worth = '0 violations in [0-9,]+ ok operations, [0-9,]+ of them contended'")
                .containsPattern("noticed = 'invalid: nonlinearizable'");
    }

    static final class Fenced implements FencedLockBackendSuite, JvmSuites.Briefly {
        @Override
        public Target target() {
            return new NumberedLocks(token -> token + 1);
        }
    }

    /** Numbers that begin anew, as after a restart without a disk. */
    static final class Forgetful implements FencedLockBackendSuite, JvmSuites.UntilBroken {
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
    static final class Absent implements LockBackendSuite, JvmSuites.Briefly {
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
    static final class Once implements RegisterBackendSuite, JvmSuites.Briefly {
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

    @ParameterizedTest
    @MethodSource("mutants")
    void eachMutantIsCaughtByANamedRule(Class<?> suite, String told) {
        KitRun run = all.in(suite);
        assertThat(run.passed()).isEmpty();
        assertThat(run.everythingThrown()).contains(told).doesNotContain("Nothing is known");
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                arguments(JvmSuites.TwoHolders.class, "C01 (required): the plainest use works"),
                arguments(
                        JvmSuites.TwoHolders.class,
                        "a lock that one client holds is granted to another: acquire lock900001"),
                arguments(JvmSuites.TwoHolders.class, "L01 (required, stochastic): at most one process holds a lock"),
                arguments(JvmSuites.TwoHolders.class, "It is not so: invalid: overlapping-holds"),
                arguments(JvmSuites.TwoHolders.class, "Look first: whether acquire is one atomic step"),
                arguments(
                        JvmSuites.TwoHolders.class, "next: ./ordeal replay " + results.resolve("jvm-lock-two-holders")),
                arguments(JvmSuites.TwoHolders.class, "L02 (required, stochastic)"),
                arguments(JvmSuites.ReleaseByOther.class, "L01 (required, stochastic)"),
                arguments(JvmSuites.LostElement.class, "Q01 (required, stochastic)"),
                arguments(JvmSuites.Twice.class, "Q02 (optional, stochastic): nothing is delivered twice"),
                arguments(JvmSuites.OutOfNowhere.class, "It is not so: invalid: unexpected"),
                arguments(
                        JvmSuites.OneTooMany.class,
                        "of a semaphore of two permits, both of which are held, another is granted"),
                arguments(JvmSuites.OneTooMany.class, "P01 (required, stochastic): at most two processes hold"),
                arguments(JvmSuites.Heedless.class, "a lock that others share is granted to one alone"),
                arguments(
                        JvmSuites.Heedless.class, "W01 (required, stochastic): whoever holds a lock is alone with it"),
                arguments(JvmSuites.FreedAtOnce.class, "V01 (required, stochastic): a lock is held until its holder"),
                arguments(JvmSuites.TokensApart.class, "V05 (required, stochastic): the fencing tokens of a hold"),
                arguments(JvmSuites.JobTwice.class, "It is not so: invalid: duplicated"),
                arguments(JvmSuites.JobLost.class, "B01 (required, stochastic): a job that succeeded has each"),
                arguments(JvmSuites.JobPartial.class, "It is not so: invalid: partial-output"),
                arguments(JvmSuites.JobOfAnother.class, "It is not so: invalid: unexpected"),
                arguments(JvmSuites.LostAdd.class, "S01 (required, stochastic): what was added is in the set"),
                arguments(JvmSuites.Uncounted.class, "N01 (required, stochastic): a read returns the sum"),
                arguments(JvmSuites.Retrying.class, "It is not so: invalid: duplicate"),
                arguments(JvmSuites.Skipping.class, "J01 (required, stochastic): entries stay"),
                arguments(JvmSuites.Truncating.class, "J01 (required, stochastic): entries stay"),
                arguments(
                        JvmSuites.TwoLeaders.class,
                        "while one client leads, another is elected: campaign election900001"),
                arguments(JvmSuites.TwoLeaders.class, "E01 (required, stochastic): at most one process takes itself"),
                arguments(JvmSuites.ResignedByOther.class, "It is not so: invalid: two-leaders"),
                arguments(JvmSuites.OneTerm.class, "It is not so: invalid: two-leaders-of-one-term"),
                arguments(JvmSuites.OlderTerm.class, "E05 (required, stochastic): every leader's term is its own"),
                arguments(JvmSuites.StaleRead.class, "R01 (required, stochastic)"),
                arguments(JvmSuites.LostWrite.class, "R02 (required, stochastic)"),
                arguments(JvmSuites.DirtyRead.class, "T01 (required, stochastic)"),
                arguments(JvmSuites.WriteSkew.class, "T02 (required, stochastic)"),
                arguments(JvmSuites.LostUpdate.class, "T03 (required, stochastic)"),
                arguments(JvmSuites.LongFork.class, "T04 (required, stochastic): all readers see writes in one order"));
    }

    /** Whatever is added to them has its suite, too. */
    @Test
    void everyTargetInsideThisJvmIsPlayed() throws Exception {
        Set<String> played = new TreeSet<>();
        for (Arguments one : Stream.concat(right(), mutants()).toList()) {
            Class<?> suite = (Class<?>) one.get()[0];
            played.add(((BackendSuite) suite.getDeclaredConstructor().newInstance())
                    .target()
                    .name());
        }
        assertThat(Catalog.onClassPath().targets())
                .extracting(Target::name)
                .filteredOn(name -> name.startsWith("jvm-"))
                .containsExactlyInAnyOrderElementsOf(played);
    }

    /** It breaks by itself here, and nobody claims that it does not. */
    @Test
    void anOptionalRuleThatIsBrokenIsToldAndFailsNothing() {
        assertThat(all.in(JvmSuites.TwoHolders.class).aborted()).hasSize(1);
        assertThat(all.in(JvmSuites.TwoHolders.class).everythingThrown())
                .contains("L05 (optional, stochastic)")
                .contains("Look first: a lease that runs out");
    }
}
