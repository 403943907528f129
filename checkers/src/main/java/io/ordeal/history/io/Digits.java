package io.ordeal.history.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decimal digits, eight at once in one word. After Mula's and Lemire's parsing of eight digits by three multiplications
 * ("Quickly parsing eight digits", lemire.me, 2018); counting them first spares a branch a digit.
 */
final class Digits {
    /** The bytes of an array eight by eight, the first in the lowest bits. */
    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Digits() {}

    /** How many of the eight bytes at a place are digits before the first that is none. There must be eight. */
    static int count(byte[] bytes, int at) {
        long digits = (long) WORD.get(bytes, at) - 0x3030303030303030L;
        // The high bit of the first byte that is no digit is set; what subtraction borrows shows behind it only.
        long others = (digits | (digits + 0x7676767676767676L)) & 0x8080808080808080L;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** The number that the first so many of the eight bytes at a place are, 1 to 8, all of them digits. */
    static long value(byte[] bytes, int at, int count) {
        long word = ((long) WORD.get(bytes, at) - 0x3030303030303030L) << (64 - 8 * count);
        long pairs = word * 10 + (word >>> 8);
        return ((pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32))
                        + ((pairs >>> 16) & 0x000000ff000000ffL) * (1 + (10_000L << 32)))
                >>> 32;
    }
}
