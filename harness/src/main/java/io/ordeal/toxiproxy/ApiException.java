package io.ordeal.toxiproxy;

import java.io.Serial;

/** A request that cannot be served: the message and the HTTP status that the client gets. */
final class ApiException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The body could not be read, or says something that cannot be. */
    static ApiException badRequestBody(String why) {
        return new ApiException(400, "bad request body: " + why);
    }

    static ApiException missingField(String field) {
        return new ApiException(400, "missing required field: " + field);
    }

    static ApiException proxyNotFound() {
        return new ApiException(404, "proxy not found");
    }

    static ApiException toxicNotFound() {
        return new ApiException(404, "toxic not found");
    }
}
