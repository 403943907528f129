package io.ordeal.targets.gluster;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock as the lock of a file ({@code fcntl}): the bricks remember who has it, in memory, as long as the connections last by which it
 * was asked for. Who has lost them, and made others, is not told that it has nothing any more.
 */
final class GlusterLock implements LockClient {
    private final GlusterMount mount;
    private @Nullable Held held;

    GlusterLock(GlusterMount mount) {
        this.mount = mount;
    }

    /** @param file is open as long as the lock is held: the end of any channel to it would free it */
    private record Held(String lock, FileChannel file, FileLock of) {}

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        FileChannel file;
        try {
            file = mount.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        } catch (IOException failed) {
            throw GlusterError.of(failed).proof(failed);
        }
        FileLock granted = null;
        try {
            granted = file.tryLock();
        } finally {
            if (granted == null) {
                file.close();
            }
        }
        if (granted == null) {
            return Optional.empty();
        }
        held = new Held(lock, file, granted);
        return Optional.of(Grant.plain());
    }

    @Override
    public void release(String lock) throws Exception {
        Held mine = held;
        if (mine == null || !mine.lock().equals(lock)) {
            throw new DefiniteFailure("not the holder: it never was");
        }
        held = null;
        try (FileChannel file = mine.file()) {
            mine.of().release();
        }
    }

    /** The mount's end frees what is held. */
    @Override
    public void close() throws IOException {
        mount.close();
    }
}
