package io.ordeal.targets.textbook;

/** What clients ask of a node, whatever its design. */
final class Requests {
    /** {@code read KEY}, answered by {@code ok VALUE}, or {@code ok} where nothing was written. */
    static final String READ = "read";

    /** {@code write KEY VALUE}, answered by {@code ok}. */
    static final String WRITE = "write";

    /** {@code join NODE}, of those whose members change: told by whoever looks after them, answered by {@code ok}. */
    static final String JOIN = "join";

    /** {@code leave NODE}, likewise. */
    static final String LEAVE = "leave";

    private Requests() {}

    static IllegalArgumentException unknown(Message request) {
        return new IllegalArgumentException("expected read KEY or write KEY VALUE, not " + request);
    }
}
