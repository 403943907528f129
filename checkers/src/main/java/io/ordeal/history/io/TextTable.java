package io.ordeal.history.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Knows the handle of a text by the text's bytes, so that a name that comes again costs neither a decoding nor an
 * object. It keeps the first {@value #LIMIT} texts only: what is rare, or different each time, need not be kept twice.
 */
final class TextTable {
    private static final int LIMIT = 1 << 16;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private int size;
    private long[] hashes = new long[256];
    private long[] handles = new long[256];
    private int[] offsets = new int[256];
    private int[] lengths = new int[256];
    private byte[] arena = new byte[4096];
    private int used;

    TextTable() {
        Arrays.fill(lengths, -1);
    }

    /** The handle of the text {@code bytes[from, to)}, or −1 if it is not kept. */
    long find(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = hash(bytes, from, to);
        int mask = lengths.length - 1;
        for (int slot = (int) hash & mask; lengths[slot] >= 0; slot = slot + 1 & mask) {
            if (hashes[slot] == hash
                    && lengths[slot] == length
                    && Arrays.equals(arena, offsets[slot], offsets[slot] + length, bytes, from, to)) {
                return handles[slot];
            }
        }
        return -1;
    }

    /** Keeps a text that {@link #find} did not find, if there is room. */
    void keep(byte[] bytes, int from, int to, long handle) {
        int length = to - from;
        if (size == LIMIT || length > 1024) {
            return;
        }
        if (++size * 2 > lengths.length) {
            grow();
        }
        if (used + length > arena.length) {
            arena = Arrays.copyOf(arena, Math.max(arena.length * 2, used + length));
        }
        System.arraycopy(bytes, from, arena, used, length);
        insert(hash(bytes, from, to), handle, used, length);
        used += length;
    }

    private void insert(long hash, long handle, int offset, int length) {
        int mask = lengths.length - 1;
        int slot = (int) hash & mask;
        while (lengths[slot] >= 0) {
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        handles[slot] = handle;
        offsets[slot] = offset;
        lengths[slot] = length;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldHandles = handles;
        int[] oldOffsets = offsets;
        int[] oldLengths = lengths;
        int capacity = lengths.length * 2;
        hashes = new long[capacity];
        handles = new long[capacity];
        offsets = new int[capacity];
        lengths = new int[capacity];
        Arrays.fill(lengths, -1);
        for (int i = 0; i < oldLengths.length; i++) {
            if (oldLengths[i] >= 0) {
                insert(oldHashes[i], oldHandles[i], oldOffsets[i], oldLengths[i]);
            }
        }
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = mix(hash ^ (long) WORD.get(bytes, i));
        }
        long rest = 0;
        for (int shift = 0; i < to; i++, shift += 8) {
            rest |= (bytes[i] & 0xffL) << shift;
        }
        return mix(hash ^ rest);
    }

    /** The finaliser of MurmurHash3 (Appleby, public domain): each bit of the input moves each bit of the output. */
    private static long mix(long h) {
        long x = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        x = (x ^ x >>> 33) * 0xc4ceb9fe1a85ec53L;
        return x ^ x >>> 33;
    }
}
