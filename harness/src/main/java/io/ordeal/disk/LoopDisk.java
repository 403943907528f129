package io.ordeal.disk;

import io.ordeal.tool.Command;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ext4 in a file, mounted at a folder by a loop device. It is made in about 50 ms and takes as much room as is written.
 *
 * <p>It is in order, or one of three things is wrong with it, each undone by itself: it is dead ({@link #die}, {@link
 * #revive}), it stalls ({@link #freeze}, {@link #thaw}), it is full ({@link #fill}, {@link #makeRoom}). All may be called
 * from any thread, and again.
 */
public final class LoopDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopDisk.class);

    /** Room for PostgreSQL's first 40 MB and all of the log that it keeps; only what is written is taken. */
    private static final long BYTES = 512L << 20;

    private static final String WITNESS = ".ordeal-witness";
    private static final String FILLING = ".ordeal-filling";
    private static final int BLOCK = 4096;

    /** A process that was killed closes its files a moment after it is gone from the table. */
    private static final long UNMOUNT_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path image;
    private final Path folder;
    private final MountWatch watch;
    private boolean mounted;
    private boolean dead;
    private boolean frozen;
    private boolean full;

    private LoopDisk(Path image, Path folder, MountWatch watch) {
        this.image = image;
        this.folder = folder;
        this.watch = watch;
    }

    /**
     * Makes a disk and mounts it.
     *
     * @param image the file that it is in; made
     * @param folder where it is mounted; made if it isn't there
     * @throws IOException it can't be had here; {@link DiskNeeds#lacking} may know why
     */
    public static LoopDisk make(Path image, Path folder, MountWatch watch) throws IOException, InterruptedException {
        LoopDisk disk = new LoopDisk(image.toAbsolutePath(), folder.toAbsolutePath(), watch);
        Files.createDirectories(disk.folder);
        try (RandomAccessFile file = new RandomAccessFile(disk.image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        try {
            // -m 0: no room is kept back for root, which servers often are here
            Command.run("mkfs.ext4", "-q", "-F", "-m", 0, "-E", "lazy_itable_init=1,lazy_journal_init=1", disk.image)
                    .require();
            disk.mount();
            // a server may refuse to make its data folder where there is something
            Files.deleteIfExists(disk.folder.resolve("lost+found"));
            return disk;
        } catch (IOException | InterruptedException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    /** Where it is mounted. */
    public Path folder() {
        return folder;
    }

    /** The file that it is in. */
    public Path image() {
        return image;
    }

    /** The block device that it is now, as {@code 7:3}, its major and minor number; see stat(2) and makedev(3). */
    public synchronized String device() throws IOException {
        long number = ((Number) Files.getAttribute(folder, "unix:dev")).longValue();
        return ((number >> 8) & 0xfff) + ":" + ((number & 0xff) | ((number >> 12) & 0xfff00));
    }

    private void mount() throws IOException, InterruptedException {
        watch.mounting(folder);
        mounted = true;
        // no barriers: the machine under the loop device does not fail, so a flush of it would cost time and keep
        // nothing
        Command.run("mount", "-t", "ext4", "-o", "loop,noatime,barrier=0", image, folder)
                .require();
        dead = false;
    }

    private void unmount() throws IOException, InterruptedException {
        if (!mounted) {
            return;
        }
        long deadline = System.nanoTime() + UNMOUNT_PATIENCE_NANOS;
        while (isMounted()) {
            Command unmounting = Command.run("umount", folder);
            if (!unmounting.succeeded() && System.nanoTime() > deadline) {
                throw new IOException(unmounting.output() + "; who uses it: fuser -vm " + folder);
            } else if (!unmounting.succeeded()) {
                Thread.sleep(20);
            }
        }
        mounted = false;
        watch.unmounted(folder);
    }

    /** Whether another file system begins here. */
    private boolean isMounted() throws IOException {
        return !Files.getAttribute(folder, "unix:dev").equals(Files.getAttribute(folder.resolve(".."), "unix:dev"));
    }

    /** Writes all that is unwritten, as if it had been there for a long time. */
    public synchronized void sync() throws IOException {
        FileSystemCalls.sync(folder);
    }

    /**
     * Cuts the power: what was not synced is gone. Who had files of it open must have been killed before; the disk is in
     * order when this returns.
     *
     * @throws IOException it could not be unmounted or mounted again
     */
    public synchronized PowerLoss losePower() throws IOException, InterruptedException {
        if (dead) {
            revive();
            return new PowerLoss(false, 0, 0);
        }
        thaw();
        Path witness = folder.resolve(WITNESS);
        FileBlocks before = FileBlocks.of(folder);
        boolean written = writeUnsynced(witness);
        FileSystemCalls.shutDown(folder);
        dead = true;
        revive();
        boolean bit = written && isEmptyOrGone(witness);
        Files.deleteIfExists(witness);
        FileBlocks.Loss loss = before.lossUntil(FileBlocks.of(folder));
        return new PowerLoss(bit, loss.files(), loss.bytes());
    }

    /** False on a disk that is full. */
    private static boolean writeUnsynced(Path witness) {
        try {
            Files.write(witness, new byte[BLOCK]);
            return true;
        } catch (IOException full) {
            LOG.debug("there is no room for {}", witness, full);
            return false;
        }
    }

    private static boolean isEmptyOrGone(Path witness) throws IOException {
        try {
            return Files.size(witness) == 0;
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    /**
     * From now on every write and every fsync fails with EIO. What was under way is done before, and kept: a server that lives on
     * must not be told of an fsync that was not one.
     */
    public synchronized void die() throws IOException {
        if (!dead) {
            thaw();
            FileSystemCalls.writeAndShutDown(folder);
            dead = true;
        }
    }

    /** Whether a write, synced, fails now as on a dead disk. */
    public synchronized boolean refusesWrites() {
        if (frozen) {
            return false;
        }
        try (FileChannel probe = openProbe()) {
            probe.write(ByteBuffer.allocate(BLOCK));
            probe.force(true);
            return false;
        } catch (IOException refused) {
            return true;
        } finally {
            deleteProbe();
        }
    }

    private FileChannel openProbe() throws IOException {
        return FileChannel.open(folder.resolve(WITNESS), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void deleteProbe() {
        try {
            Files.deleteIfExists(folder.resolve(WITNESS));
        } catch (IOException dead) {
            LOG.debug("the probe of {} is gone with its disk", folder, dead);
        }
    }

    /** A new life, with what was synced. Who has files of it open must have been killed before. */
    public synchronized void revive() throws IOException, InterruptedException {
        if (dead) {
            unmount();
            mount();
        }
    }

    public synchronized boolean isDead() {
        return dead;
    }

    /** From now on who writes waits, and can't even be killed; what is unwritten is written before. Reads go on. */
    public synchronized void freeze() throws IOException {
        if (!frozen && !dead) {
            FileSystemCalls.freeze(folder);
            frozen = true;
        }
    }

    /** Lets all go on that waited. */
    public synchronized void thaw() throws IOException {
        if (frozen) {
            FileSystemCalls.thaw(folder);
            frozen = false;
        }
    }

    public synchronized boolean isFrozen() {
        return frozen;
    }

    /**
     * Takes all room there is.
     *
     * @return bytes taken
     */
    public synchronized long fill() throws IOException, InterruptedException {
        Path filling = folder.resolve(FILLING);
        full = true;
        long before = room();
        long from = 0;
        // what fails has taken some none the less, and the file's own map of its blocks takes more: in ever smaller
        // pieces
        for (long piece = before; piece >= BLOCK; piece = Math.min(piece, room())) {
            if (allocate(filling, from, piece)) {
                from += piece;
            } else {
                piece /= 2;
            }
        }
        return before - room();
    }

    private long room() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private static boolean allocate(Path file, long from, long bytes) throws IOException, InterruptedException {
        return Command.run("fallocate", "-o", from, "-l", bytes, file).succeeded();
    }

    /** Gives back what {@link #fill} took. */
    public synchronized void makeRoom() throws IOException {
        if (full) {
            Files.deleteIfExists(folder.resolve(FILLING));
            full = false;
        }
    }

    /**
     * Unmounts it, and gives the loop device back. What it held is left in the folder, and the image is removed; where that
     * can't be, the image stays, and the log says how to look into it. Who uses it must have been killed before.
     */
    @Override
    public synchronized void close() {
        try {
            thaw();
            boolean kept = mounted && keepFiles();
            unmount();
            if (kept) {
                Files.delete(folder);
                Files.move(kept(), folder);
                Files.delete(image);
            }
        } catch (IOException e) {
            LOG.warn("the disk at {} was not put away; look into it by mount -o loop {} /mnt", folder, image, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path kept() {
        return folder.resolveSibling(folder.getFileName() + ".kept");
    }

    private boolean keepFiles() throws IOException, InterruptedException {
        if (dead) {
            revive();
        }
        makeRoom();
        Command copied = Command.run("cp", "-a", "--sparse=always", folder, kept());
        if (!copied.succeeded()) {
            LOG.warn("the files of {} stay in {} alone: {}", folder, image, copied.output());
        }
        return copied.succeeded();
    }
}
