package io.ordeal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real ext4; where none can be mounted, each asserts that none is. */
@Timeout(120)
class LoopDiskTest {
    @TempDir
    Path folder;

    private final RecordingWatch watch = new RecordingWatch();
    private Optional<LoopDisk> made = Optional.empty();
    private Path data;

    private static final class RecordingWatch implements MountWatch {
        private final List<String> events = new ArrayList<>();

        @Override
        public void mounting(Path at) {
            events.add("mounting");
        }

        @Override
        public void unmounted(Path at) {
            events.add("unmounted");
        }
    }

    @BeforeEach
    void disk() throws Exception {
        data = folder.resolve("with a space/data");
        Files.createDirectories(data);
        if (DiskNeeds.lacking().isEmpty()) {
            made = Optional.of(make());
        } else {
            assertThatThrownBy(this::make).isInstanceOf(IOException.class);
            assertThat(mounts()).isEmpty();
        }
    }

    private LoopDisk make() throws Exception {
        return LoopDisk.make(folder.resolve("disk.img"), data, watch);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        made.ifPresent(LoopDisk::close);
        assertThat(mounts()).isEmpty();
    }

    private List<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .filter(line -> line.contains(folder.getFileName().toString()))
                .toList();
    }

    private static void write(Path file, int bytes, boolean sync) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap("x".repeat(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            if (sync) {
                channel.force(true);
            }
        }
    }

    @Test
    void aPowerLossTakesWhatWasNotSyncedAndNothingElse() throws Exception {
        if (made.isEmpty()) {
            return;
        }
        LoopDisk disk = made.get();
        write(data.resolve("synced"), 10_000, true);
        write(data.resolve("half"), 5_000, true);
        write(data.resolve("half"), 4_000, false);
        write(data.resolve("never"), 3_000, false);
        assertThat(disk.losePower()).isEqualTo(new PowerLoss(true, 1, 7_000));
        assertThat(data.resolve("synced")).hasSize(10_000);
        assertThat(data.resolve("half")).hasSize(5_000);
        assertThat(data.resolve("never")).doesNotExist();
        // in order again, and a second loss has nothing to take
        assertThat(disk.losePower()).isEqualTo(new PowerLoss(true, 0, 0));
        assertThat(watch.events).containsExactly("mounting", "unmounted", "mounting", "unmounted", "mounting");
    }

    @Test
    void whatIsOverwrittenAndNotSyncedIsLostToo() throws Exception {
        if (made.isEmpty()) {
            return;
        }
        Path file = data.resolve("table");
        write(file, 20_000, true);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), 5_000);
        }
        assertThat(made.get().losePower()).isEqualTo(new PowerLoss(true, 0, 4_096));
        assertThat(Files.readAllBytes(file)).containsOnly('x');
    }

    @Test
    void aDeadDiskRefusesWritesUntilItIsRevived() throws Exception {
        if (made.isEmpty()) {
            return;
        }
        LoopDisk disk = made.get();
        write(data.resolve("before"), 10, true);
        assertThat(disk.refusesWrites()).isFalse();
        disk.die();
        assertThat(disk.isDead()).isTrue();
        assertThat(disk.refusesWrites()).isTrue();
        assertThatThrownBy(() -> write(data.resolve("after"), 10, true)).isInstanceOf(IOException.class);
        disk.revive();
        assertThat(disk.refusesWrites()).isFalse();
        assertThat(data.resolve("before")).hasSize(10);
        assertThat(data.resolve("after")).doesNotExist();
    }

    /** Servers live on, and tell their clients what fsync has told them. */
    @Test
    void whatWasSyncedInTheMidstOfADeathIsKept() throws Exception {
        if (made.isEmpty()) {
            return;
        }
        LoopDisk disk = made.get();
        for (int round = 0; round < 30; round++) {
            Path file = data.resolve("log" + round);
            AtomicInteger synced = new AtomicInteger();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> appendUntilRefused(file, synced));
            while (synced.get() < round) {
                Thread.onSpinWait();
            }
            disk.die();
            writing.join();
            disk.revive();
            assertThat(Files.size(file)).as("round %d", round).isGreaterThanOrEqualTo(100L * synced.get());
        }
    }

    private static void appendUntilRefused(Path file, AtomicInteger synced) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                channel.write(ByteBuffer.allocate(100));
                channel.force(false);
                synced.incrementAndGet();
            }
        } catch (IOException dead) {
            // as it should be
        }
    }

    @Test
    void whoWritesToAFrozenDiskWaits() throws Exception {
        if (made.isEmpty()) {
            return;
        }
        LoopDisk disk = made.get();
        disk.freeze();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try {
                write(data.resolve("file"), 10, true);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Thread.sleep(200);
        assertThat(writing).isNotDone();
        disk.thaw();
        writing.get(60, TimeUnit.SECONDS);
        assertThat(data.resolve("file")).hasSize(10);
    }

    @Test
    void aFullDiskHasNoRoomUntilSomeIsMade() throws Exception {
        if (made.isEmpty()) {
            return;
        }
        LoopDisk disk = made.get();
        assertThat(disk.fill()).isGreaterThan(400L << 20);
        assertThat(disk.refusesWrites()).isTrue();
        assertThatThrownBy(() -> write(data.resolve("file"), 100_000, true)).hasMessageContaining("No space left");
        disk.makeRoom();
        assertThat(disk.refusesWrites()).isFalse();
        write(data.resolve("file"), 100_000, true);
    }

    @Test
    void whatItHeldStaysWhenItIsGone() throws Exception {
        if (made.isEmpty()) {
            return;
        }
        assertThat(data).isEmptyDirectory();
        Files.createDirectory(data.resolve("sub"));
        write(data.resolve("sub/file"), 10, false);
        made.get().die();
        made.get().close();
        assertThat(data.resolve("sub/file")).hasSize(10);
        assertThat(folder.resolve("disk.img")).doesNotExist();
        assertThat(mounts()).isEmpty();
    }
}
