package io.ordeal.campaign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to make a night in a folder of results. It ends with its process, however that dies. */
final class NightLock implements AutoCloseable {
    private final FileChannel channel;

    private NightLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws NightException another night has it */
    static NightLock of(Path results) throws IOException {
        Path file = results.resolve("nightly.lock");
        Files.createDirectories(results);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            lock = null;
        }
        if (lock == null) {
            String holder = Files.readString(file).trim();
            channel.close();
            throw new NightException("another night" + (holder.isEmpty() ? "" : " (process " + holder + ")")
                    + " runs in " + results + ": wait for its end, or name another folder by --results");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new NightLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
