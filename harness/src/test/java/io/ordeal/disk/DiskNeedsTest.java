package io.ordeal.disk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskNeedsTest {
    private static final Path HERE = Path.of("/proc");

    @TempDir
    Path folder;

    private Path proc;
    private Path dev;

    @BeforeEach
    void aMachineThatHasAll() throws Exception {
        proc = requireNonNull(
                Files.createDirectories(folder.resolve("proc/self")).getParent());
        dev = Files.createDirectory(folder.resolve("dev"));
        Files.writeString(proc.resolve("filesystems"), "nodev\ttmpfs\n\text4\n");
        Files.writeString(proc.resolve("self/status"), "Name:\tjava\nUid:\t0\t0\t0\t0\n");
        Files.createFile(dev.resolve("loop-control"));
    }

    /** What a process of another user has for a status, from a process of another user. */
    private static String statusOfAPlainUser() throws Exception {
        boolean root = Files.readString(HERE.resolve("self/status")).contains("Uid:\t0\t0");
        List<String> command = root
                ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "cat", "/proc/self/status")
                : List.of("cat", "/proc/self/status");
        Process process = new ProcessBuilder(command).start();
        String status = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return status;
    }

    @Test
    void nothingIsLackingWhereAllIsThere() {
        assertThat(DiskNeeds.lacking(proc, dev)).isEmpty();
    }

    @Test
    void aPlainUserIsToldToBeRoot() throws Exception {
        Files.writeString(proc.resolve("self/status"), statusOfAPlainUser());
        assertThat(DiskNeeds.lacking(proc, dev).orElseThrow())
                .contains("needs root")
                .contains("sudo");
    }

    @Test
    void noLoopDeviceAndNoExt4AreTold() throws Exception {
        Files.writeString(proc.resolve("filesystems"), "\txfs\n");
        assertThat(DiskNeeds.lacking(proc, dev).orElseThrow())
                .contains("needs ext4")
                .contains("modprobe ext4");
        Files.delete(dev.resolve("loop-control"));
        assertThat(DiskNeeds.lacking(proc, dev).orElseThrow())
                .contains("needs a loop device")
                .contains("modprobe loop");
        Files.delete(proc.resolve("filesystems"));
        assertThat(DiskNeeds.lacking(proc, dev).orElseThrow()).contains("needs Linux");
    }
}
