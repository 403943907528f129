package io.ordeal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ordeal.targets.Target;
import io.ordeal.targets.nats.NatsLogTarget;
import io.ordeal.targets.redis.RedisLeaderTarget;
import io.ordeal.targets.redis.RedisRegisterTarget;
import io.ordeal.targets.redis.RedisSetTarget;
import io.ordeal.targets.zookeeper.ZooKeeperFencedTarget;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that take a network and servers, on those that keep what they promise: some of registers and of locks, all of elections.
 * A dozen trials on as many servers, so that it is run with those of whole systems.
 */
@Tag("systems")
class SuitesOnServersTest {
    @TempDir
    Path results;

    static final class Registers implements RegisterBackendSuite {
        @Override
        public Target target() {
            return new RedisRegisterTarget();
        }
    }

    static final class Elections implements LeaderElectionBackendSuite {
        @Override
        public Target target() {
            return new RedisLeaderTarget();
        }
    }

    static final class Locks implements FencedLockBackendSuite {
        @Override
        public Target target() {
            return new ZooKeeperFencedTarget();
        }
    }

    static final class Sets implements SetBackendSuite {
        @Override
        public Target target() {
            return new RedisSetTarget();
        }
    }

    static final class Counters implements CounterBackendSuite {
        @Override
        public Target target() {
            return new RedisSetTarget();
        }
    }

    static final class Logs implements LogBackendSuite {
        @Override
        public Target target() {
            return new NatsLogTarget();
        }
    }

    /** What is promised of data that only grow, on one server. */
    @Test
    void whatGrowsIsPassedByWhatKeepsIt() {
        KitRun run = KitRun.ofAll(List.of(selectClass(Sets.class), selectClass(Counters.class)), results);
        assertThatAllIsPassed(run.in(Sets.class));
        assertThatAllIsPassed(run.in(Counters.class));
    }

    /** Likewise, on three. */
    @Test
    void logsArePassedByWhatKeepsThem() {
        assertThatAllIsPassed(KitRun.ofAll(List.of(selectClass(Logs.class)), 2, results));
    }

    private static void assertThatAllIsPassed(KitRun run) {
        assertThat(run.everythingThrown()).isEmpty();
        assertThat(run.passed())
                .as("seven rules of clients, four of backends, three flaws that must be noticed")
                .hasSize(14);
        assertThat(run.told()).contains("0 violations in").contains("felt: ");
    }

    @Test
    void rulesUnderFaultsArePassedByWhatKeepsThem() {
        KitRun run = KitRun.ofAll(
                List.of(
                        selectMethod(Registers.class, "r03UnderAPartition"),
                        selectMethod(Registers.class, "r04UnderKills"),
                        selectClass(Elections.class),
                        selectMethod(Locks.class, "l03UnderAPartition"),
                        selectMethod(Locks.class, "l04UnderKills"),
                        selectMethod(Locks.class, "f03TokensRiseUnderKills")),
                results);
        assertThat(run.in(Registers.class).everythingThrown()).isEmpty();
        assertThat(run.in(Registers.class).passed())
                .containsExactlyInAnyOrder("[1] register × partition", "[1] register × kill");
        assertThat(run.in(Locks.class).everythingThrown()).isEmpty();
        assertThat(run.in(Locks.class).passed())
                .containsExactlyInAnyOrder("[1] lock × partition", "[1] lock × kill", "[1] fenced-lock × kill");
        KitRun elections = run.in(Elections.class);
        assertThat(elections.failed()).as("%s", elections.everythingThrown()).isEmpty();
        assertThat(elections.passed())
                .contains(
                        "[1] leader-election × no faults",
                        "[1] leader-election × partition",
                        "[1] leader-election × kill",
                        "[1] drops-resignations",
                        "[2] takes-defeats-for-victories",
                        "[3] resigns-at-once")
                .filteredOn(name -> name.matches("C0[1-7] .*"))
                .hasSize(7);
        assertThat(elections.message("[1] leader-terms × no faults")).contains("TermedLeaderElectionClient");
        assertThat(elections.told()).containsPattern("0 violations in [0-9,]+ elections, [0-9,]+ of them contended");
        assertThat(run.told()).contains("0 violations in").contains("felt: ");
    }
}
