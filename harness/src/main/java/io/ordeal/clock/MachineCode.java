package io.ordeal.clock;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes of x86-64 code, one instruction after the other, with the distances between them filled in. */
final class MachineCode {
    private static final int ROOM = 1024;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final ByteBuffer bytes = ByteBuffer.allocate(ROOM).order(ByteOrder.LITTLE_ENDIAN);

    /** A short jump whose end is not known yet: where its distance stands. */
    record Jump(int distanceAt) {}

    /** An instruction, or what there is of one before an address, as bytes in hexadecimal. */
    MachineCode put(String hex) {
        bytes.put(HEX.parseHex(hex));
        return this;
    }

    /** Its last four bytes, a number. */
    MachineCode putInt(int value) {
        bytes.putInt(value);
        return this;
    }

    /** Its last four bytes, an address before or behind it, which it has as the distance from its own end. */
    MachineCode putDistanceTo(int position) {
        bytes.putInt(position - (bytes.position() + Integer.BYTES));
        return this;
    }

    /** A short conditional jump ahead, by its first byte; {@link #land} says whither. */
    Jump jump(String hex) {
        put(hex);
        bytes.put((byte) 0);
        return new Jump(bytes.position() - 1);
    }

    /** Jumps lead here: to the next instruction. */
    void land(Jump... jumps) {
        for (Jump jump : jumps) {
            int distance = bytes.position() - (jump.distanceAt() + 1);
            if (distance > Byte.MAX_VALUE) {
                throw new IllegalStateException("a short jump reaches 127 bytes, not " + distance);
            }
            bytes.put(jump.distanceAt(), (byte) distance);
        }
    }

    /** Fills up with NOPs to a multiple of 16, where functions begin. */
    void align() {
        while (bytes.position() % 16 != 0) {
            put("90");
        }
    }

    /** Leaves bytes zero, for data. */
    void skip(int count) {
        bytes.position(bytes.position() + count);
    }

    /** Where the next instruction will stand. */
    int position() {
        return bytes.position();
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
