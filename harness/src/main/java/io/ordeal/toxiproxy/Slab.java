package io.ordeal.toxiproxy;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read: small reads of one link lie side by side in one array, because an array each would cost more than
 * what is in it. As they leave in the order in which they came, little is kept by the last of them.
 */
final class Slab {
    private static final int BYTES = 4 * 1024;

    private byte @Nullable [] array;
    private int used;

    /** The bytes of {@code buffer}, to be kept. */
    Piece keep(ByteBuffer buffer, long atNanos) {
        int count = buffer.remaining();
        if (count >= BYTES / 4) {
            byte[] own = new byte[count];
            buffer.get(own);
            return Piece.data(own, 0, count, atNanos);
        }
        byte[] shared = array;
        if (shared == null || shared.length - used < count) {
            shared = new byte[BYTES];
            array = shared;
            used = 0;
        }
        buffer.get(shared, used, count);
        Piece piece = Piece.data(shared, used, count, atNanos);
        used += count;
        return piece;
    }

    /** Nothing is kept any more: nor need the array be. */
    void forget() {
        array = null;
    }
}
