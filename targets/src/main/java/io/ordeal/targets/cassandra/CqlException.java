package io.ordeal.targets.cassandra;

import java.io.DataInputStream;
import java.io.IOException;

/** A node answers that a statement was not done, or that it does not know. */
final class CqlException extends Exception {
    private static final long serialVersionUID = 1;

    static final int UNAVAILABLE = 0x1000;
    static final int OVERLOADED = 0x1001;
    static final int WRITE_TIMEOUT = 0x1100;
    static final int READ_TIMEOUT = 0x1200;

    private final int code;

    /** @param code as the protocol numbers them */
    private CqlException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** What it says of the replicas that have answered stands in its message, too. */
    static CqlException readFrom(DataInputStream body) throws IOException {
        int code = body.readInt();
        return new CqlException(code, String.format("%04x: %s", code, CqlConnection.readString(body)));
    }

    int code() {
        return code;
    }
}
