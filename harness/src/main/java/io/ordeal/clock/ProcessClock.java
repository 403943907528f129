package io.ordeal.clock;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The wall clock of one process, which can be shifted once its vDSO was {@linkplain #install rewritten}; until it is
 * {@linkplain #remove put back}, or the process becomes another program. What was done stands in the process' own memory:
 * another object, also of another harness, finds it there. Not thread-safe.
 *
 * <p>Each method throws {@link NoSuchFileException} if the process has ended meanwhile, and {@link ClockException} if it
 * can't be done at all.
 */
public final class ProcessClock implements AutoCloseable {
    private static final String VDSO = "[vdso]";

    private final long pid;
    private final ProcessMemory memory;

    private ProcessClock(long pid, ProcessMemory memory) {
        this.pid = pid;
        this.memory = memory;
    }

    /** The clock of a living process. */
    public static ProcessClock of(long pid) throws IOException {
        return new ProcessClock(pid, ProcessMemory.open(pid));
    }

    /** Whether a process lives; a zombie doesn't. */
    public static boolean isAlive(long pid) {
        return ProcessMemory.isAlive(pid);
    }

    /** The vDSO as it is now; it is mapped anew, elsewhere, when the process becomes another program. */
    private record Mapped(long from, VdsoImage image) {
        /** Where the data and the code are. */
        long at(int offset) {
            return from + image.end() + offset;
        }

        boolean isInstalled() {
            return magic() == ClockCode.MAGIC;
        }

        boolean isLeft() {
            return magic() == ClockCode.LEFT;
        }

        private long magic() {
            return image.end() + Long.BYTES <= image.length() ? image.longAt(image.end()) : 0;
        }

        ProcessMemory.Range range(int offset, int size) {
            return new ProcessMemory.Range(from + offset, from + offset + size);
        }
    }

    private Mapped map() throws IOException {
        Optional<ProcessMemory.Range> range = memory.mapping(VDSO);
        if (range.isEmpty()) {
            if (!isAlive(pid)) {
                throw new NoSuchFileException(ProcessMemory.folder(pid).toString());
            }
            throw new ClockException(
                    "it has no vDSO, and reads the clock by system calls alone; start it without vdso=0");
        }
        long from = range.get().from();
        return new Mapped(
                from,
                VdsoImage.parse(memory.read(from, Math.toIntExact(range.get().to() - from))));
    }

    /**
     * Looks whether the vDSO is one that can be rewritten, and leaves it alone.
     *
     * @throws ClockException it is not
     */
    void checkPossible() throws IOException {
        Mapped vdso = map();
        if (!vdso.isInstalled()) {
            checkRoom(vdso.image, ClockCode.create().bytes().length);
        }
    }

    /** Whether the process' clock can be shifted now. */
    public boolean isInstalled() throws IOException {
        return map().isInstalled();
    }

    /**
     * Has the clock read by code of ours, which tells the true time at first. Only while the process is stopped; nothing
     * if it is done already. Takes about a millisecond.
     *
     * @return false if nothing was done, since a thread stands where the code is to be changed: let it go on, try again
     */
    public boolean install() throws IOException {
        Mapped vdso = map();
        if (vdso.isInstalled()) {
            return true;
        }
        ClockCode code = ClockCode.create();
        byte[] bytes = code.bytes();
        if (!vdso.isLeft()) {
            checkRoom(vdso.image, bytes.length);
        }
        Map<String, Integer> entries = code.entries();
        List<ProcessMemory.Range> behindHeads = new ArrayList<>();
        for (String name : entries.keySet()) {
            vdso.image.function(name).ifPresent(head -> behindHeads.add(vdso.range(head + 1, ClockCode.JUMP_SIZE - 1)));
        }
        if (!ThreadPositions.isClear(memory, pid, behindHeads)) {
            return false;
        }
        memory.write(vdso.at(0), bytes);
        int saved = ClockCode.HEADS;
        for (String name : entries.keySet()) {
            OptionalInt head = vdso.image.function(name);
            memory.writeLongs(vdso.at(saved), head.isPresent() ? head(vdso.image, head.getAsInt()) : 0);
            saved += ClockCode.HEAD_SIZE;
        }
        memory.writeLongs(vdso.at(0), ClockCode.MAGIC);
        for (Map.Entry<String, Integer> entry : entries.entrySet()) {
            OptionalInt head = vdso.image.function(entry.getKey());
            if (head.isPresent()) {
                writeHead(vdso, head.getAsInt(), ClockCode.jump(head.getAsInt(), vdso.image.end() + entry.getValue()));
            }
        }
        return true;
    }

    private static void checkRoom(VdsoImage image, int needed) throws ClockException {
        if (image.function("__vdso_clock_gettime").isEmpty()) {
            throw new ClockException("its vDSO has no __vdso_clock_gettime: this kernel's is not understood");
        }
        int room = 0;
        while (room < needed && image.end() + room < image.length() && image.bytesAt(image.end() + room, 1)[0] == 0) {
            room++;
        }
        if (room < needed) {
            throw new ClockException("behind its vDSO " + room + " bytes are unused, and " + needed
                    + " are needed: clocks can't be shifted with this kernel");
        }
    }

    private static long head(VdsoImage image, int at) {
        return image.longAt(at) & ((1L << (ClockCode.JUMP_SIZE * Byte.SIZE)) - 1);
    }

    private void writeHead(Mapped vdso, int at, long head) throws IOException {
        byte[] bytes = new byte[ClockCode.JUMP_SIZE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (head >> (i * Byte.SIZE));
        }
        memory.write(vdso.from + at, bytes);
    }

    /**
     * Makes the clock wrong, at once and for all threads, in the place of how it was wrong before. The process need not be
     * stopped.
     *
     * @throws ClockException it is not {@linkplain #isInstalled installed}
     */
    public void shift(ClockShift shift) throws IOException {
        Mapped vdso = installed();
        long other = ClockCode.BLOCK_SIZE - selector(vdso);
        memory.writeLongs(vdso.at(ClockCode.BLOCKS) + other, shift.anchorNanos(), shift.offsetNanos(), shift.rate32());
        memory.writeLongs(vdso.at(ClockCode.SELECTOR), other);
    }

    /** How the clock is wrong now, by the process' own memory; {@link ClockShift#NONE} of one that was left alone. */
    public ClockShift shift() throws IOException {
        Mapped vdso = map();
        if (!vdso.isInstalled()) {
            return ClockShift.NONE;
        }
        int block = vdso.image.end() + ClockCode.BLOCKS + Math.toIntExact(selector(vdso));
        return new ClockShift(vdso.image.longAt(block), vdso.image.longAt(block + 8), vdso.image.longAt(block + 16));
    }

    private Mapped installed() throws IOException {
        Mapped vdso = map();
        if (!vdso.isInstalled()) {
            throw new ClockException("its vDSO is not rewritten, or not any more: the process became another program");
        }
        return vdso;
    }

    private static long selector(Mapped vdso) {
        return vdso.image.longAt(vdso.image.end() + ClockCode.SELECTOR);
    }

    /** Whether the vDSO is the kernel's own, to the last byte. */
    public boolean isUntouched() throws IOException {
        Mapped vdso = map();
        return !vdso.isInstalled() && !vdso.isLeft();
    }

    /**
     * Puts the vDSO back as it was, to the last byte. Only while the process is stopped; nothing if it is as it was.
     *
     * @return false if the clock is read as ever, but a thread stands in our code still, which is left to it: let it go on,
     *     try again
     */
    public boolean remove() throws IOException {
        Mapped vdso = map();
        if (!vdso.isInstalled() && !vdso.isLeft()) {
            return true;
        }
        ClockCode code = ClockCode.create();
        int size = code.bytes().length;
        if (vdso.isInstalled()) {
            // a jump is one instruction: nobody stands within it
            restoreHeads(vdso, code);
            memory.writeLongs(vdso.at(0), ClockCode.LEFT);
        }
        if (!ThreadPositions.isClear(memory, pid, List.of(vdso.range(vdso.image.end(), size)))) {
            return false;
        }
        memory.write(vdso.at(0), new byte[size]);
        return true;
    }

    private void restoreHeads(Mapped vdso, ClockCode code) throws IOException {
        int saved = ClockCode.HEADS;
        for (String name : code.entries().keySet()) {
            OptionalInt head = vdso.image.function(name);
            long before = vdso.image.longAt(vdso.image.end() + saved);
            if (head.isPresent() && before != 0) {
                writeHead(vdso, head.getAsInt(), before);
            }
            saved += ClockCode.HEAD_SIZE;
        }
    }

    @Override
    public void close() throws IOException {
        memory.close();
    }
}
