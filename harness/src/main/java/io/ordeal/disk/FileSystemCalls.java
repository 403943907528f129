package io.ordeal.disk;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the kernel does to a mounted file system, for which Java has no words: ioctl(2) of {@code linux/fs.h}, and syncfs(2).
 */
final class FileSystemCalls {
    /** {@code FS_IOC_SHUTDOWN}, known as {@code EXT4_IOC_SHUTDOWN} and {@code XFS_IOC_GOINGDOWN} too: {@code _IOR('X', 125, __u32)}. */
    private static final long SHUTDOWN = 0x8004587dL;

    /** {@code FS_SHUTDOWN_FLAGS_DEFAULT}: what is unwritten is written before. */
    private static final int WRITTEN = 0;

    /** {@code FS_SHUTDOWN_FLAGS_NOLOGFLUSH}: not even the journal is written. */
    private static final int NO_LOG_FLUSH = 2;

    /** {@code FIFREEZE}: {@code _IOWR('X', 119, int)}; what is unwritten is written before. */
    private static final long FREEZE = 0xc0045877L;

    /** {@code FITHAW}: {@code _IOWR('X', 120, int)}. */
    private static final long THAW = 0xc0045878L;

    private static final int READ_ONLY = 0;

    private FileSystemCalls() {}

    /**
     * From now on nothing more is written, and all who try get EIO. Takes milliseconds. Who has a write or an fsync under way
     * may be told that it was done though it is lost: for file systems that nobody uses any more.
     */
    static void shutDown(Path folder) throws IOException {
        ioctl(folder, SHUTDOWN, NO_LOG_FLUSH, "can't be shut down");
    }

    /** What is under way is done and written; after that all who write or sync get EIO. Takes as long as the disk does. */
    static void writeAndShutDown(Path folder) throws IOException {
        ioctl(folder, SHUTDOWN, WRITTEN, "can't be shut down");
    }

    /** From now on who writes waits. */
    static void freeze(Path folder) throws IOException {
        ioctl(folder, FREEZE, 0, "can't be frozen");
    }

    static void thaw(Path folder) throws IOException {
        ioctl(folder, THAW, 0, "can't be thawed");
    }

    private static void ioctl(Path folder, long request, int argument, String complaint) throws IOException {
        withOpen(folder, complaint, fd -> C.LIBRARY.ioctl(fd, new NativeLong(request), new IntByReference(argument)));
    }

    /** Writes all that is unwritten. */
    static void sync(Path folder) throws IOException {
        withOpen(folder, "can't be synced", C.LIBRARY::syncfs);
    }

    private static void withOpen(Path folder, String complaint, Call call) throws IOException {
        try {
            int fd = C.LIBRARY.open(folder.toString(), READ_ONLY);
            try {
                call.on(fd);
            } finally {
                C.LIBRARY.close(fd);
            }
        } catch (LastErrorException e) {
            throw new IOException("the file system at " + folder + " " + complaint + ": " + e.getMessage(), e);
        }
    }

    private interface Call {
        int on(int fd) throws LastErrorException;
    }

    /** The C library, as far as it is used here. */
    private interface C extends Library {
        C LIBRARY = Native.load("c", C.class);

        int open(String path, int flags) throws LastErrorException;

        int close(int fd) throws LastErrorException;

        int ioctl(int fd, NativeLong request, Object... arguments) throws LastErrorException;

        int syncfs(int fd) throws LastErrorException;
    }
}
