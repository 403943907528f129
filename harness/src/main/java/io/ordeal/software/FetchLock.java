package io.ordeal.software;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to fetch one thing into the cache, of one thread on this machine at a time. It ends with its process, however
 * that dies; the empty file beside the folder stays.
 */
final class FetchLock implements AutoCloseable {
    /** The operating system's locks are a process' own: its threads must be kept apart here. */
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock lock;
    private final FileChannel channel;

    private FetchLock(ReentrantLock lock, FileChannel channel) {
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Waits for it.
     *
     * @param waiting is run if another has it
     */
    @SuppressWarnings("LockNotBeforeTry") // given back by close
    static FetchLock of(Path folder, Runnable waiting) throws IOException, InterruptedException {
        Path file = folder.resolveSibling(folder.getFileName() + ".lock").toAbsolutePath();
        Files.createDirectories(file.getParent());
        ReentrantLock mine = IN_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
        if (!mine.tryLock()) {
            waiting.run();
            mine.lockInterruptibly();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                waiting.run();
                channel.lock();
            }
            return new FetchLock(mine, channel);
        } catch (IOException | RuntimeException | Error failed) {
            if (channel != null) {
                channel.close();
            }
            mine.unlock();
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            lock.unlock();
        }
    }
}
