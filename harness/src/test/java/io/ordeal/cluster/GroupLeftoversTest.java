package io.ordeal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cgroup.ControlGroup;
import io.ordeal.cgroup.Controller;
import io.ordeal.cgroup.Freezer;
import io.ordeal.cgroup.GroupWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupLeftoversTest {
    private static final GroupWatch NOBODY = new GroupWatch() {
        @Override
        public void making(Path group) {}

        @Override
        public void removed(Path group) {}
    };

    /** Of a number that no process has: {@code pid_max} is at most 2^22. */
    private static String deadHarness() {
        String mine = Ownership.mine();
        return "ordeal-9999999-1-" + mine.substring(mine.lastIndexOf('-') + 1) + "-" + System.nanoTime() % 1_000_000
                + "-n1";
    }

    @Test
    void whatADeadHarnessLeftFrozenIsKilledAndItsGroupRemovedAndMineIsLeftAlone() throws Exception {
        if (Controller.FREEZER.lacking().isPresent()) {
            // none was made by a user who may not
            assertThat(GroupLeftovers.sweep().removed()).isEmpty();
            return;
        }
        Process sleeper = new ProcessBuilder("sleep", "600").start();
        try (ControlGroup mine =
                ControlGroup.make(Controller.FREEZER, Ownership.mine() + "-" + System.nanoTime() + "-n1", NOBODY)) {
            ControlGroup left = ControlGroup.make(Controller.FREEZER, deadHarness(), NOBODY);
            left.add(sleeper.pid());
            new Freezer(left).freeze();

            GroupLeftovers swept = GroupLeftovers.sweep();

            assertThat(swept.removed()).contains(left.folder()).doesNotContain(mine.folder());
            assertThat(swept.failed()).isEmpty();
            assertThat(swept.living()).isPositive();
            assertThat(swept.below())
                    .contains(Optional.ofNullable(mine.folder().getParent()).orElseThrow());
            assertThat(Files.exists(left.folder())).isFalse();
            assertThat(sleeper.waitFor()).isNotZero();
        } finally {
            sleeper.destroyForcibly();
        }
    }
}
