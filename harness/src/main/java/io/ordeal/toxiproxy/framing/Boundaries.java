package io.ordeal.toxiproxy.framing;

import java.nio.ByteBuffer;

/** Where one direction of one connection stands between or within messages. For one thread. */
public abstract class Boundaries implements Cloneable {
    /** No protocol here has longer messages; a longer length is a sign of another protocol. */
    static final long LONGEST_BYTES = 1L << 30;

    private long skipBytes;
    private boolean lastSkip;
    private boolean between = true;
    private boolean lost;

    Boundaries() {}

    /**
     * Reads on, at most to the end of the current message: if that came, {@link #isBetween} holds. A stream that is lost
     * is read to the end of {@code in}. Costs O(1) for what frames announce by its length, and O(bytes) for lines.
     */
    public final void read(ByteBuffer in) {
        while (in.hasRemaining()) {
            if (lost) {
                in.position(in.limit());
                return;
            }
            between = false;
            if (skipBytes > 0) {
                int skipped = (int) Math.min(skipBytes, in.remaining());
                in.position(in.position() + skipped);
                skipBytes -= skipped;
            } else {
                step(in.get());
            }
            if (skipBytes == 0 && lastSkip) {
                lastSkip = false;
                between = !lost;
                ended();
                return;
            }
        }
    }

    /** Whether the last message has ended, and no byte of the next has come; so it is at the start. */
    public final boolean isBetween() {
        return between;
    }

    /** Whether something came that can't be of this protocol: from then on there are no messages to be told apart. */
    public final boolean isLost() {
        return lost;
    }

    /** One that stands where this does, and goes on by itself. */
    public final Boundaries copy() {
        try {
            return (Boundaries) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes a byte that belongs to the structure of a message, and says by the methods below what follows. */
    abstract void step(byte next);

    /** The message has ended. */
    void ended() {}

    /** So many bytes follow that say nothing of the structure. */
    final void skip(long bytes) {
        if (bytes < 0 || bytes > LONGEST_BYTES) {
            lose();
        } else {
            skipBytes = bytes;
        }
    }

    /** So many bytes follow, and with them the message ends; 0: with the byte at hand. */
    final void endAfter(long bytes) {
        skip(bytes);
        lastSkip = !lost;
    }

    /** This can't be the protocol. */
    final void lose() {
        lost = true;
        between = false;
        skipBytes = 0;
        lastSkip = false;
    }
}
