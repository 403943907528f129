package io.ordeal.clock;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The memory of another process, by {@code /proc/<pid>/mem}; see proc(5). Pages that are written to become its own. */
final class ProcessMemory implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");

    private final long pid;
    private final RandomAccessFile memory;

    /** Addresses from the first byte to before the last; the upper half of the address space is none of a process'. */
    record Range(long from, long to) {
        boolean contains(long address) {
            return from <= address && address < to;
        }
    }

    private ProcessMemory(long pid, RandomAccessFile memory) {
        this.pid = pid;
        this.memory = memory;
    }

    /**
     * Opens the memory of a process to read and write.
     *
     * @throws NoSuchFileException there is no such process (any more)
     * @throws ClockException it is not ours to write to
     */
    static ProcessMemory open(long pid) throws IOException {
        try {
            return new ProcessMemory(
                    pid, new RandomAccessFile(folder(pid).resolve("mem").toFile(), "rw"));
        } catch (IOException e) {
            throw failure(pid, "its memory can't be opened", e);
        }
    }

    static Path folder(long pid) {
        return PROC.resolve(Long.toString(pid));
    }

    /** What a failure means: that the process has ended, or that it may not be done. */
    private static IOException failure(long pid, String what, IOException cause) {
        return isAlive(pid)
                ? new ClockException(
                        what + " (" + cause.getMessage() + "); run as the user of the servers, or as root", cause)
                : new NoSuchFileException(folder(pid).toString());
    }

    /** Whether a process lives; a zombie, which has no memory any more, doesn't. */
    static boolean isAlive(long pid) {
        try {
            Files.readSymbolicLink(folder(pid).resolve("exe"));
            return true;
        } catch (AccessDeniedException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where a mapping of a name such as {@code [vdso]} lies; empty if the process has none. */
    Optional<Range> mapping(String name) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(folder(pid).resolve("maps"));
        } catch (IOException e) {
            // "No such process", if it ends between being looked up and being read
            throw failure(pid, "its mappings can't be read", e);
        }
        for (String line : lines) {
            if (line.endsWith(name)) {
                String[] ends = line.substring(0, line.indexOf(' ')).split("-", 2);
                return Optional.of(new Range(Long.parseUnsignedLong(ends[0], 16), Long.parseUnsignedLong(ends[1], 16)));
            }
        }
        return Optional.empty();
    }

    byte[] read(long address, int count) throws IOException {
        byte[] bytes = new byte[count];
        try {
            memory.seek(address);
            memory.readFully(bytes);
        } catch (IOException e) {
            throw failure(pid, "its memory can't be read", e);
        }
        return bytes;
    }

    /** Reads as far as the mapping goes that an address is in. */
    ByteBuffer readUpTo(long address, int count) throws IOException {
        byte[] bytes = new byte[count];
        int read = 0;
        memory.seek(address);
        try {
            while (read < count) {
                int more = memory.read(bytes, read, count - read);
                if (more <= 0) {
                    break;
                }
                read += more;
            }
        } catch (IOException e) {
            if (read == 0) {
                throw failure(pid, "its memory can't be read", e);
            }
            // the mapping ends there
        }
        return ByteBuffer.wrap(bytes, 0, read).order(ByteOrder.LITTLE_ENDIAN);
    }

    void write(long address, byte[] bytes) throws IOException {
        try {
            memory.seek(address);
            memory.write(bytes);
        } catch (IOException e) {
            throw failure(pid, "its memory can't be written", e);
        }
    }

    void writeLongs(long address, long... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        write(address, bytes.array());
    }

    @Override
    public void close() throws IOException {
        memory.close();
    }
}
