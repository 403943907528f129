package io.ordeal.toxiproxy.framing;

/**
 * A type of one byte, a length of four that counts itself, and the rest. While a session starts the client's messages have
 * no type, and the server answers a request for encryption with one byte.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
final class Postgres extends Boundaries {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    /** Of a message that starts a session; the server takes no longer one. */
    private static final int LONGEST_START_BYTES = 10_000;

    private final boolean fromClient;
    private boolean starting = true;
    private boolean typed;
    private long value;
    private int seenBytes;

    Postgres(boolean fromClient) {
        this.fromClient = fromClient;
    }

    @Override
    void step(byte next) {
        if (starting && fromClient) {
            startOfClient(next);
        } else if (!typed) {
            type(next);
        } else {
            value = (value << 8) | (next & 0xff);
            if (++seenBytes == 4) {
                endAfter(value - 4);
                typed = false;
            }
        }
    }

    private void type(byte next) {
        if (starting && (next == 'S' || next == 'N' || next == 'G')) {
            endAfter(0);
            return;
        }
        starting = false;
        if (!Character.isLetterOrDigit(next)) {
            lose();
            return;
        }
        typed = true;
        value = 0;
        seenBytes = 0;
    }

    /** Length and code. */
    private void startOfClient(byte next) {
        value = (value << 8) | (next & 0xff);
        if (++seenBytes < 8) {
            return;
        }
        long length = value >>> 32;
        int code = (int) value;
        starting = code == SSL_REQUEST || code == GSS_REQUEST;
        value = 0;
        seenBytes = 0;
        if (length > LONGEST_START_BYTES) {
            lose();
        } else {
            endAfter(length - 8);
        }
    }
}
