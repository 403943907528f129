package io.ordeal.cluster;

import static io.ordeal.cluster.Processes.eventually;
import static io.ordeal.cluster.Processes.living;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ordeal.cgroup.Controller;
import io.ordeal.disk.DiskNeeds;
import io.ordeal.disk.LoopDisk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchdogTest {
    @TempDir
    Path folder;

    /** Where there is no list of processes, process groups must do; the child with a session of its own is out of reach. */
    @ParameterizedTest
    @ValueSource(strings = {"/proc", "/no/such/folder"})
    void atTheEndOfThePipeWhatWasAnnouncedIsKilledStoppedOrNot(String proc) throws Exception {
        Watchdog watchdog = Watchdog.start(proc);
        ServerProcess running = sleepers("a", watchdog);
        ServerProcess stopped = sleepers("b", watchdog);
        List<Long> pids = List.of(running.pids(), stopped.pids()).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(pids).hasSize(4);
        stopped.pause();
        watchdog.close();
        eventually("all are gone", () -> living(pids).isEmpty());
    }

    @Test
    void childrenInSessionsOfTheirOwnAreKilledToo() throws Exception {
        Watchdog watchdog = Watchdog.start();
        ServerProcess server = start("c", ShellServer.WITH_CHILDREN, watchdog);
        eventually("all children run", () -> server.pids().size() == 5);
        List<Long> pids = server.pids();
        watchdog.close();
        eventually("all are gone", () -> living(pids).isEmpty());
    }

    /** As the harness' death leaves it: of version 1, what is frozen dies only when it goes on. */
    @Test
    void theirControlGroupsAreUndoneAndRemovedAfterThem() throws Exception {
        Set<Controller> had = EnumSet.allOf(Controller.class);
        had.removeIf(controller -> controller.lacking().isPresent());
        try (Watchdog watchdog = Watchdog.start()) {
            NodeGroups groups = NodeGroups.make("watched", had, watchdog);
            List<Path> folders = groups.folders();
            assertThat(folders).hasSameSizeAs(had).allMatch(Files::isDirectory);
            ServerProcess server = start("d", "sleep 1010 & wait", watchdog, groups);
            eventually("its child runs", () -> server.pids().size() == 2);
            List<Long> pids = server.pids();
            for (Path group : folders) {
                assertThat(Files.readAllLines(group.resolve("cgroup.procs")))
                        .containsExactlyInAnyOrderElementsOf(
                                pids.stream().map(String::valueOf).toList());
            }
            groups.memory()
                    .ifPresent(memory -> assertThatCode(() -> memory.squeeze(0)).doesNotThrowAnyException());
            server.pause();
            watchdog.close();
            eventually("all are gone", () -> living(pids).isEmpty());
            eventually("no group is left", () -> folders.stream().noneMatch(Files::exists));
        }
    }

    @Test
    void whatWasNotAnnouncedOrWasWithdrawnIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "1005").start();
        Process withdrawn = new ProcessBuilder("sleep", "1006").start();
        Process sameNumber = new ProcessBuilder("sleep", "1007").start();
        Process announced = new ProcessBuilder("sleep", "1008").start();
        try {
            Watchdog watchdog = Watchdog.start();
            watchdog.announce(withdrawn.pid(), ProcessTable.startTicks(withdrawn.pid()));
            watchdog.announce(sameNumber.pid(), ProcessTable.startTicks(sameNumber.pid()) - 1);
            watchdog.announce(announced.pid(), ProcessTable.startTicks(announced.pid()));
            watchdog.withdraw(withdrawn.pid());
            watchdog.close();
            eventually("the announced one is gone", () -> !announced.isAlive());
            assertThat(List.of(stranger, withdrawn, sameNumber)).allMatch(Process::isAlive);
        } finally {
            List.of(stranger, withdrawn, sameNumber, announced).forEach(Process::destroyForcibly);
        }
    }

    /** As the harness' death leaves it: a server at work in a disk that stands still. */
    @Test
    void theirDisksAreUnmountedAfterThem() throws Exception {
        if (DiskNeeds.lacking().isPresent()) {
            assertThat(devices()).doesNotContain(folder.getFileName().toString());
            return;
        }
        Watchdog watchdog = Watchdog.start();
        Path gone = Files.createDirectory(folder.resolve("gone"));
        watchdog.mounting(gone);
        watchdog.unmounted(gone);
        Path data = folder.resolve("with a space");
        LoopDisk disk = LoopDisk.make(folder.resolve("a.img"), data, watchdog);
        ServerProcess server = ServerProcess.start(
                List.of("/bin/sh", "-c", "while :; do echo x >>log; done"),
                Map.of(),
                data,
                folder.resolve("a.log"),
                watchdog,
                NodeGroups.none());
        eventually("it writes", () -> Files.exists(data.resolve("log")));
        disk.freeze();
        eventually("it waits", () -> ProcessTable.uninterruptible(server.pid()) == 1);
        watchdog.close();
        eventually("it is gone", () -> living(server.pids()).isEmpty());
        eventually(
                "it is unmounted",
                () -> Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                        .noneMatch(line -> line.contains(folder.getFileName().toString())));
        eventually(
                "its device is free",
                () -> !devices().contains(folder.getFileName().toString()));
    }

    private static String devices() throws IOException {
        StringBuilder backing = new StringBuilder();
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(Path.of("/sys/block"), "loop*")) {
            for (Path device : devices) {
                Path file = device.resolve("loop/backing_file");
                backing.append(Files.exists(file) ? Files.readString(file) : "");
            }
        }
        return backing.toString();
    }

    @Test
    void aServerWhoseHarnessDiesBeforeItWasLetGoNeverRuns() throws Exception {
        Path marker = folder.resolve("ran");
        Process waiting =
                new ProcessBuilder(Session.BEST.awaiting(List.of("/bin/sh", "-c", "echo x >" + marker), false)).start();
        waiting.getOutputStream().close();
        assertThat(waiting.waitFor()).isEqualTo(125);
        assertThat(marker).doesNotExist();
    }

    private ServerProcess sleepers(String name, Watchdog watchdog) throws Exception {
        ServerProcess server = start(name, "sleep 1009 & wait", watchdog);
        eventually("its child runs", () -> server.pids().size() == 2);
        return server;
    }

    private ServerProcess start(String name, String script, Watchdog watchdog) throws Exception {
        return start(name, script, watchdog, NodeGroups.none());
    }

    private ServerProcess start(String name, String script, Watchdog watchdog, NodeGroups groups) throws Exception {
        return ServerProcess.start(
                List.of("/bin/sh", "-c", script, "server", folder.toString()),
                Map.of(),
                folder,
                folder.resolve(name + ".log"),
                watchdog,
                groups);
    }
}
