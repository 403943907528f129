package io.ordeal.toxiproxy;

import java.nio.ByteBuffer;

/**
 * What runs through a pipeline: bytes, or how the stream ends.
 *
 * @param kind what it is
 * @param bytes what is to be written; empty for an ending
 * @param atNanos when it came to where it is now, on the clock of {@link Ticks}
 */
record Piece(Kind kind, ByteBuffer bytes, long atNanos) {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    enum Kind {
        DATA,
        /** The source has said that no more comes: the destination gets a FIN, the other direction goes on. */
        FIN,
        /** The source has reset: once what it sent before is delivered, both ends are closed. */
        SOURCE_RESET,
        /** A toxic closes the connection: FIN to both ends. */
        CLOSE,
        /** A toxic resets the connection: RST to both ends. */
        RESET
    }

    static Piece data(ByteBuffer bytes, long atNanos) {
        return new Piece(Kind.DATA, bytes, atNanos);
    }

    static Piece ending(Kind kind, long atNanos) {
        return new Piece(kind, NOTHING, atNanos);
    }

    boolean isData() {
        return kind == Kind.DATA;
    }

    /** How many bytes it has. */
    int length() {
        return bytes.remaining();
    }

    Piece at(long nanos) {
        return new Piece(kind, bytes, nanos);
    }

    /** Its first {@code count} bytes. */
    Piece head(int count) {
        return new Piece(kind, bytes.slice(bytes.position(), count), atNanos);
    }

    /** What follows its first {@code count} bytes. */
    Piece tail(int count) {
        return new Piece(kind, bytes.slice(bytes.position() + count, length() - count), atNanos);
    }
}
