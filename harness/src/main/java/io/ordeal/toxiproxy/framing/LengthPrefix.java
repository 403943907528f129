package io.ordeal.toxiproxy.framing;

/** Messages that begin with their length, big-endian. */
final class LengthPrefix extends Boundaries {
    private final int prefixBytes;
    private final boolean inclusive;
    private long value;
    private int seenBytes;

    LengthPrefix(int prefixBytes, boolean inclusive) {
        this.prefixBytes = prefixBytes;
        this.inclusive = inclusive;
    }

    @Override
    void step(byte next) {
        value = (value << 8) | (next & 0xff);
        seenBytes++;
        if (seenBytes == prefixBytes) {
            endAfter(inclusive ? value - prefixBytes : value);
            value = 0;
            seenBytes = 0;
        }
    }
}
