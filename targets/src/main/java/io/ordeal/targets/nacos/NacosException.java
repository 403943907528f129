package io.ordeal.targets.nacos;

/** Nacos, or whatever stands before it, answers that something went wrong. */
final class NacosException extends Exception {
    private static final long serialVersionUID = 1;

    /** Where the answer had none. */
    static final int NO_CODE = -1;

    private final int status;
    private final int code;

    /**
     * @param status of HTTP, such as 500
     * @param code of Nacos' own, such as 20005; {@link #NO_CODE} if the answer had none
     */
    NacosException(int status, int code, String message) {
        super("status " + status + (code == NO_CODE ? "" : ", code " + code) + ": " + message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
