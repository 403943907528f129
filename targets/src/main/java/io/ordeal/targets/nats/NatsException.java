package io.ordeal.targets.nats;

/** An answer of JetStream that something was not done. */
final class NatsException extends Exception {
    /** Nobody listens to the subject. */
    static final int NO_RESPONDERS = 503;

    /** Who places streams knows of too few servers that could keep this one. */
    static final int NO_SUITABLE_PEERS = 10_005;

    /** There is no such message. */
    static final int NOT_FOUND = 10_037;

    /** A message under the subject is not the one that was to be the last. */
    static final int WRONG_LAST_SEQUENCE = 10_071;

    /** There is no such stream. */
    static final int STREAM_NOT_FOUND = 10_059;

    private static final long serialVersionUID = 1;

    private final int code;

    /** @param code JetStream's own ({@code err_code}), or the status of an answer without content */
    NatsException(int code, String message) {
        super(message + " (" + code + ")");
        this.code = code;
    }

    int code() {
        return code;
    }
}
