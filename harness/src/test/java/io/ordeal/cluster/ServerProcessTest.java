package io.ordeal.cluster;

import static io.ordeal.cluster.Processes.eventually;
import static io.ordeal.cluster.Processes.living;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cgroup.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerProcessTest {
    /** The shell, two sleeps, the second shell and its sleep. */
    private static final int FAMILY = 5;

    @TempDir
    Path folder;

    private Watchdog watchdog;

    @BeforeEach
    void startWatchdog() throws IOException {
        watchdog = Watchdog.start();
    }

    @AfterEach
    void stopWatchdog() {
        watchdog.close();
    }

    private ServerProcess family(Session session) throws Exception {
        List<String> command = List.of("/bin/sh", "-c", ShellServer.WITH_CHILDREN, "server", folder.toString());
        ServerProcess server = ServerProcess.start(
                session, command, Map.of(), folder, folder.resolve("server.log"), watchdog, NodeGroups.none());
        eventually("all children run", () -> server.pids().size() == FAMILY);
        return server;
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void killEndsEveryChildWhateverItsSession(Session session) throws Exception {
        ServerProcess server = family(session);
        List<Long> pids = server.pids();
        server.kill();
        assertThat(living(pids)).isEmpty();
        assertThat(server.isAlive()).isFalse();
        server.kill();
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void pauseStopsEveryChildAndResumeLetsThemGoOn(Session session) throws Exception {
        ServerProcess server = family(session);
        List<Long> pids = server.pids();
        server.pause();
        // a process was once seen running for a moment after it had been seen standing
        eventually("all stand still", () -> pids.stream().allMatch(pid -> Processes.stateOf(pid) == 'T'));
        assertThat(server.pids()).containsExactlyInAnyOrderElementsOf(pids);
        server.pause();
        server.resume();
        eventually("nothing stands still", () -> pids.stream().allMatch(pid -> Processes.stateOf(pid) != 'T'));
        server.pause();
        server.kill();
        assertThat(living(pids)).isEmpty();
    }

    /** In a freezer's group none is in the state of a stopped process, none does anything, and all can be killed. */
    @Test
    void whereThereIsAFreezerAllStandAtOnceAndAFrozenServerCanBeKilled() throws Exception {
        try (NodeGroups groups = NodeGroups.make("frozen", Set.of(), watchdog)) {
            if (groups.freezer().isEmpty()) {
                assertThat(Controller.FREEZER.lacking()).isPresent();
                return;
            }
            Path log = folder.resolve("busy.log");
            ServerProcess server = ServerProcess.start(
                    List.of("/bin/sh", "-c", "while :; do (echo x); done"), Map.of(), folder, log, watchdog, groups);
            eventually("it writes", () -> Files.size(log) > 0);
            server.pause();
            assertThat(groups.freezer().get().isFrozen()).isTrue();
            long before = Files.size(log);
            List<Long> pids = server.pids();
            assertThat(pids).noneMatch(pid -> Processes.stateOf(pid) == 'T');
            server.whileStopped(() -> assertThat(Files.size(log)).isEqualTo(before), true);
            assertThat(server.pids()).isEqualTo(pids);
            server.resume();
            eventually("it goes on", () -> Files.size(log) > before);
            server.whileStopped(
                    () -> {
                        long standing = Files.size(log);
                        assertThat(server.pids()).allMatch(pid -> Processes.stateOf(pid) == 'T');
                        assertThat(Files.size(log)).isEqualTo(standing);
                    },
                    false);
            server.pause();
            List<Long> frozen = server.pids();
            server.kill();
            assertThat(living(frozen)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void aServerIsInAnotherProcessGroupThanTheHarness(Session session) throws Exception {
        ServerProcess server = family(session);
        ProcessTable.Entry self = entry(ProcessHandle.current().pid());
        ProcessTable.Entry leader = entry(server.pid());
        assertThat(leader.group()).isEqualTo(server.pid()).isNotEqualTo(self.group());
        if (session == Session.OF_ITS_OWN) {
            assertThat(leader.session()).isEqualTo(server.pid());
        }
        server.kill();
    }

    @Test
    void childrenOfALeaderThatEndedByItselfAreKilledToo() throws Exception {
        ServerProcess server = ServerProcess.start(
                List.of("/bin/sh", "-c", "sleep 1003 & sleep 1004 & exit 3"),
                Map.of(),
                folder,
                folder.resolve("server.log"),
                watchdog,
                NodeGroups.none());
        eventually("the leader has ended", () -> !server.isAlive());
        assertThat(server.exitCode()).isEqualTo(3);
        List<Long> orphans = server.pids();
        assertThat(orphans).hasSize(2);
        server.kill();
        assertThat(living(orphans)).isEmpty();
    }

    @Test
    void whatAProgramSaysIsInItsLogAndSoIsWhyItCouldNotStart() throws Exception {
        Path log = folder.resolve("server.log");
        ServerProcess missing =
                ServerProcess.start(List.of("/nowhere/server"), Map.of(), folder, log, watchdog, NodeGroups.none());
        eventually("it has ended", () -> !missing.isAlive());
        assertThat(missing.exitCode()).isEqualTo(127);
        assertThat(log).content().contains("/nowhere/server").contains("not found");
    }

    @Test
    void withoutItsWatchdogNoServerIsStarted() throws Exception {
        watchdog.close();
        Path marker = folder.resolve("started");
        assertThatThrownBy(() -> ServerProcess.start(
                        List.of("/bin/sh", "-c", "echo x >" + marker),
                        Map.of(),
                        folder,
                        folder.resolve("server.log"),
                        watchdog,
                        NodeGroups.none()))
                .isInstanceOf(IOException.class);
        assertThat(Files.exists(marker)).isFalse();
    }

    @Test
    void aNumberThatBecameAnothersIsForgotten() {
        long self = ProcessHandle.current().pid();
        Map<Long, Long> known = new HashMap<>(Map.of(self, ProcessTable.startTicks(self) + 1));
        assertThat(ProcessTable.read().familyOf(known)).isEmpty();
        assertThat(known).isEmpty();
    }

    private static ProcessTable.Entry entry(long pid) throws IOException {
        return ProcessTable.Entry.parse(Files.readString(Path.of("/proc/" + pid + "/stat")));
    }
}
