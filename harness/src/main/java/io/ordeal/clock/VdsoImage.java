package io.ordeal.clock;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A vDSO as it stands in memory: where its functions are, and where it ends. An ELF file of 64 bits for x86-64; see elf(5).
 *
 * <p>All offsets are from the start of the mapping. The dynamic symbols are taken to stand right before their names, as
 * linkers lay them out; what is no such file is refused rather than guessed at.
 */
final class VdsoImage {
    private static final int ELF_MAGIC = 0x464c457f;
    private static final int CLASS_64 = 2;
    private static final int MACHINE_X86_64 = 62;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int SECTION_HEADER_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final long TAG_STRINGS = 5;
    private static final long TAG_SYMBOLS = 6;
    /** Where the unused bytes are begun to be used: the code's own blocks must be aligned. */
    private static final int ALIGNMENT = 16;

    private final ByteBuffer bytes;
    private final Map<String, Integer> functions = new HashMap<>();
    private final int end;

    private VdsoImage(byte[] image) throws ClockException {
        bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt(0) != ELF_MAGIC || bytes.get(4) != CLASS_64 || bytes.getShort(18) != MACHINE_X86_64) {
            throw new ClockException("its vDSO is not one of x86-64 with 64 bits; only such processes can have their"
                    + " clocks shifted");
        }
        end = readSegments();
    }

    /** @throws ClockException it is none that is understood */
    static VdsoImage parse(byte[] image) throws ClockException {
        try {
            return new VdsoImage(image.clone());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new ClockException(
                    "its vDSO is no ELF file that can be understood: a table points beyond its " + image.length
                            + " bytes",
                    e);
        }
    }

    /** Reads the symbols on the way; the first byte behind all tables. */
    private int readSegments() {
        int programs = Math.toIntExact(bytes.getLong(0x20));
        int sections = Math.toIntExact(bytes.getLong(0x28));
        int last = Math.addExact(sections, Short.toUnsignedInt(bytes.getShort(0x3c)) * SECTION_HEADER_SIZE);
        long base = 0;
        int dynamic = 0;
        int dynamicEnd = 0;
        for (int i = 0; i < bytes.getShort(0x38); i++) {
            int header = programs + i * PROGRAM_HEADER_SIZE;
            int offset = Math.toIntExact(bytes.getLong(header + 8));
            int size = Math.toIntExact(bytes.getLong(header + 32));
            last = Math.max(last, Math.addExact(offset, size));
            switch (bytes.getInt(header)) {
                case LOAD -> base = bytes.getLong(header + 16) - offset;
                case DYNAMIC -> {
                    dynamic = offset;
                    dynamicEnd = offset + size;
                }
                default -> {
                    // notes, and where frames are described
                }
            }
        }
        readSymbols(base, dynamic, dynamicEnd);
        return Math.addExact(Math.max(last, 0), ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void readSymbols(long base, int dynamic, int dynamicEnd) {
        int strings = 0;
        int symbols = 0;
        for (int entry = dynamic; entry < dynamicEnd; entry += 16) {
            long tag = bytes.getLong(entry);
            if (tag == TAG_STRINGS) {
                strings = Math.toIntExact(bytes.getLong(entry + 8) - base);
            } else if (tag == TAG_SYMBOLS) {
                symbols = Math.toIntExact(bytes.getLong(entry + 8) - base);
            }
        }
        for (int symbol = symbols; symbol + SYMBOL_SIZE <= strings; symbol += SYMBOL_SIZE) {
            long value = bytes.getLong(symbol + 8);
            if (value != 0) {
                functions.put(text(strings + bytes.getInt(symbol)), Math.toIntExact(value - base));
            }
        }
    }

    private String text(int from) {
        int to = from;
        while (bytes.get(to) != 0) {
            to++;
        }
        return new String(bytes.array(), from, to - from, StandardCharsets.US_ASCII);
    }

    /** Where a function begins, with room for a jump behind it; empty if there is none of that name. */
    OptionalInt function(String name) {
        return Optional.ofNullable(functions.get(name))
                .filter(at -> at > 0 && at <= end - ClockCode.JUMP_SIZE)
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** The first byte that belongs to no table of the file, aligned: from here on it is unused. May be its length. */
    int end() {
        return end;
    }

    int length() {
        return bytes.capacity();
    }

    long longAt(int offset) {
        return bytes.getLong(offset);
    }

    byte[] bytesAt(int offset, int count) {
        byte[] copy = new byte[count];
        bytes.get(offset, copy);
        return copy;
    }
}
