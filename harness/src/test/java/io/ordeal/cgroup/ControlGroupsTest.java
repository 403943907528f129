package io.ordeal.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the trees of this machine; where groups can't be made, that this is said. */
@Timeout(120)
class ControlGroupsTest {
    private static final int OUT_OF_MEMORY = 137;

    private final List<Path> announced = new ArrayList<>();
    private final List<Path> gone = new ArrayList<>();
    private final GroupWatch watch = new GroupWatch() {
        @Override
        public void making(Path group) {
            assertThat(group).doesNotExist();
            announced.add(group);
        }

        @Override
        public void removed(Path group) {
            assertThat(group).doesNotExist();
            gone.add(group);
        }
    };

    private static String name() {
        return "ordeal-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    }

    @ParameterizedTest
    @EnumSource(Controller.class)
    void whoMayNotMakeGroupsIsTold(Controller controller) {
        Optional<String> lacking = controller.lacking();
        if (Files.isWritable(Path.of("/sys/fs/cgroup"))
                && Path.of("/sys/fs/cgroup/blkio").toFile().exists()) {
            assertThat(lacking).isEmpty();
        }
        lacking.ifPresent(why -> assertThat(why).startsWith("needs ").contains(": run it "));
        assertThat(controller.lacking()).isSameAs(lacking);
    }

    /** Of version 1 and of version 2, which freezes without a controller, wherever they are mounted. */
    @Test
    void aFrozenProcessDoesNothingUntilItIsThawed(@TempDir Path folder) throws Exception {
        List<Hierarchy> trees = new ArrayList<>();
        Hierarchy.ofVersion1(Controller.FREEZER, Hierarchy.PROC).ifPresent(trees::add);
        try {
            trees.add(Hierarchy.ofVersion2(Controller.FREEZER, Hierarchy.PROC));
        } catch (IOException notMounted) {
            assertThat(notMounted).hasMessageContaining("is mounted");
        }
        trees.removeIf(tree -> !Files.isWritable(tree.parent().resolve("cgroup.procs")));
        assertThat(trees.isEmpty()).isEqualTo(Controller.FREEZER.lacking().isPresent());
        for (Hierarchy tree : trees) {
            Path log = folder.resolve("log-" + tree.isV2());
            try (ControlGroup group = ControlGroup.make(Controller.FREEZER, tree, name(), watch)) {
                assertThat(group.isV2()).isEqualTo(tree.isV2());
                Freezer freezer = new Freezer(group);
                assertThat(freezer.name()).isEqualTo(tree.isV2() ? "cgroup-v2-freezer" : "cgroup-v1-freezer");
                Process busy = new ProcessBuilder("/bin/sh", "-c", "read x; while :; do echo x; done")
                        .redirectOutput(log.toFile())
                        .start();
                try {
                    group.add(busy.pid());
                    busy.getOutputStream().write('\n');
                    busy.getOutputStream().flush();
                    until(() -> Files.size(log) > 0);
                    assertThat(freezer.isFrozen()).isFalse();
                    freezer.freeze();
                    assertThat(freezer.isFrozen()).isTrue();
                    long before = Files.size(log);
                    freezer.freeze();
                    assertThat(Files.size(log)).isEqualTo(before);
                    freezer.thaw();
                    until(() -> Files.size(log) > before);
                } finally {
                    busy.destroyForcibly().waitFor();
                }
            }
        }
        assertThat(gone).isEqualTo(announced);
    }

    @Test
    void whoNeedsMoreMemoryThanItMayHaveIsKilledAndThatIsCounted() throws Exception {
        if (Controller.MEMORY.lacking().isPresent()) {
            assertThatThrownBy(() -> ControlGroup.make(Controller.MEMORY, name(), watch))
                    .isInstanceOf(IOException.class);
            return;
        }
        try (ControlGroup group = ControlGroup.make(Controller.MEMORY, name(), watch)) {
            MemoryLimit memory = new MemoryLimit(group);
            // a shell's variable is memory that it can't give back
            Process greedy = new ProcessBuilder("/bin/sh", "-c", "x=0123456789abcdef; read y; while :; do x=$x$x; done")
                    .redirectErrorStream(true)
                    .start();
            try {
                group.add(greedy.pid());
                long limit = memory.squeeze(1 << 20);
                assertThat(limit).isBetween(1L << 20, 64L << 20);
                assertThat(memory.refetched()).isZero();
                assertThat(memory.killed()).isZero();
                greedy.getOutputStream().write('\n');
                greedy.getOutputStream().flush();
                assertThat(greedy.waitFor()).isEqualTo(OUT_OF_MEMORY);
                assertThat(memory.killed()).isEqualTo(1);
                memory.release();
            } finally {
                greedy.destroyForcibly().waitFor();
            }
        }
        assertThat(gone).isEqualTo(announced);
    }

    /** Squeezed with nothing to spare, which the kernel may refuse, and released, a process has what it wants. */
    @Test
    void whatIsReleasedIsLimitedNoMore() throws Exception {
        if (Controller.MEMORY.lacking().isPresent()) {
            assertThat(Controller.MEMORY.lacking().get()).contains("run it");
            return;
        }
        try (ControlGroup group = ControlGroup.make(Controller.MEMORY, name(), watch)) {
            MemoryLimit memory = new MemoryLimit(group);
            Process greedy = new ProcessBuilder(
                            "/bin/sh", "-c", "read y; x=0123456789abcdef; while [ ${#x} -lt 9000000 ]; do x=$x$x; done")
                    .start();
            try {
                group.add(greedy.pid());
                memory.squeeze(0);
                memory.release();
                greedy.getOutputStream().write('\n');
                greedy.getOutputStream().flush();
                assertThat(greedy.waitFor()).isZero();
                assertThat(memory.killed()).isZero();
            } finally {
                greedy.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void groupsAreFoundWhereAPartOfTheTreeIsMounted(@TempDir Path proc) throws IOException {
        Path self = Files.createDirectories(proc.resolve("self"));
        Path memory = Files.createDirectories(proc.resolve("memory"));
        Path unified = Files.createDirectories(proc.resolve("unified/user/session"));
        Files.writeString(self.resolve("cgroup"), "4:cpu,memory:/docker/abc/inner\n0::/user/session\n");
        Files.writeString(self.resolve("mountinfo"), """
                30 20 0:26 /docker/abc %s rw - cgroup cgroup rw,cpu,memory
                31 20 0:27 / %s rw - cgroup2 cgroup2 rw
                """.formatted(memory, proc.resolve("unified")));
        assertThat(Hierarchy.of(Controller.MEMORY, proc)).isEqualTo(new Hierarchy(false, memory.resolve("inner")));
        assertThat(Hierarchy.of(Controller.FREEZER, proc)).isEqualTo(new Hierarchy(true, unified));

        // of version 2, the group above hands the controller down, and the own one can't
        Files.createDirectory(unified.resolve("cgroup.subtree_control"));
        assertThatThrownBy(() -> Hierarchy.of(Controller.BLOCK_IO, proc))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't hand io down");
        Files.writeString(proc.resolve("unified/user/cgroup.subtree_control"), "cpu io\n");
        assertThat(Hierarchy.of(Controller.BLOCK_IO, proc))
                .isEqualTo(new Hierarchy(true, proc.resolve("unified/user")));
        assertThat(Set.of(Hierarchy.ofVersion1(Controller.FREEZER, proc))).containsExactly(Optional.empty());
    }

    private static void until(Condition condition) throws Exception {
        while (!condition.holds()) {
            Thread.sleep(1);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
