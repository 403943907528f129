package io.ordeal.targets.consul;

/** Consul answers that something went wrong. */
final class ConsulException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status of HTTP, such as 500 */
    ConsulException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
