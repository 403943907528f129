package io.ordeal.targets.etcd;

/** A member's answer that it has not done what it was asked; whether it has done something is another matter. */
final class EtcdException extends Exception {
    /** Where nobody answered. */
    static final int NO_ANSWER = -1;

    private static final long serialVersionUID = 1;

    private final int code;

    /** @param code gRPC's, such as 14 for "unavailable" */
    EtcdException(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
