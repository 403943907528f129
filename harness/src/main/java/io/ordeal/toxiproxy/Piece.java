package io.ordeal.toxiproxy;

/**
 * What runs through a pipeline: bytes, or how the stream ends. Its bytes are a part of an array that it may share with
 * the pieces before and behind it.
 *
 * @param kind what it is
 * @param array where its bytes are; nobody writes to that part any more
 * @param offset where they begin
 * @param length how many there are; 0 for an ending
 * @param atNanos when it came to where it is now, on the clock of {@link Ticks}
 */
@SuppressWarnings("ArrayRecordComponent") // pieces are never compared
record Piece(Kind kind, byte[] array, int offset, int length, long atNanos) {
    /** What keeping a piece costs beside its bytes: the record, its place in a queue, the head of an array. */
    static final int COST_BYTES = 64;

    private static final byte[] NOTHING = {};

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

    static Piece data(byte[] array, int offset, int length, long atNanos) {
        return new Piece(Kind.DATA, array, offset, length, atNanos);
    }

    static Piece ending(Kind kind, long atNanos) {
        return new Piece(kind, NOTHING, 0, 0, atNanos);
    }

    boolean isData() {
        return kind == Kind.DATA;
    }

    /** How much memory it takes. */
    int costBytes() {
        return length + COST_BYTES;
    }

    Piece at(long nanos) {
        return nanos == atNanos ? this : new Piece(kind, array, offset, length, nanos);
    }

    /** Its first {@code count} bytes. */
    Piece head(int count) {
        return new Piece(kind, array, offset, count, atNanos);
    }

    /** What follows its first {@code count} bytes. */
    Piece tail(int count) {
        return new Piece(kind, array, offset + count, length - count, atNanos);
    }
}
