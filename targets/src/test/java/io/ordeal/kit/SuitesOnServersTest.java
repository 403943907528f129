package io.ordeal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ordeal.targets.Target;
import io.ordeal.targets.redis.RedisRegisterTarget;
import io.ordeal.targets.zookeeper.ZooKeeperFencedTarget;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules that take a network and servers, on those that keep what they promise. Five trials on eleven servers at once, so that it is run
 * with those of whole systems.
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

    static final class Locks implements FencedLockBackendSuite {
        @Override
        public Target target() {
            return new ZooKeeperFencedTarget();
        }
    }

    @Test
    void rulesUnderFaultsArePassedByWhatKeepsThem() {
        KitRun run = KitRun.ofAll(
                List.of(
                        selectMethod(Registers.class, "r03UnderAPartition"),
                        selectMethod(Registers.class, "r04UnderKills"),
                        selectMethod(Locks.class, "l03UnderAPartition"),
                        selectMethod(Locks.class, "l04UnderKills"),
                        selectMethod(Locks.class, "f03TokensRiseUnderKills")),
                results);
        assertThat(run.everythingThrown()).isEmpty();
        assertThat(run.passed())
                .containsExactlyInAnyOrder(
                        "[1] register × partition",
                        "[1] register × kill",
                        "[1] lock × partition",
                        "[1] lock × kill",
                        "[1] fenced-lock × kill");
        assertThat(run.told()).contains("0 violations in").contains("felt: ");
    }
}
