package io.ordeal.targets.nacos;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.PlainHttp;

/**
 * Why a call of Nacos has no answer, or an answer that it was not done, and whether that proves that nothing was or will be
 * done. The proof is good for calls that are sent once. What is not listed proves nothing. Each answer is by Nacos' source,
 * version 3, and was seen on no server.
 */
enum NacosError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent"),
    /** No connection came about, and so nothing sent. */
    NOT_CONNECTED(true, "there was no connection in time, nothing was sent"),
    /**
     * Rights are asked for before the call is looked at: {@code AbstractWebAuthFilter} answers 403 with {@code ACCESS_DENIED} and
     * hands nothing on.
     */
    ACCESS_DENIED(true, "access was denied"),
    /** Too many calls: {@code NacosHttpTpsFilter} answers 429 in the place of whoever would have done it. */
    TOO_MANY_CALLS(true, "the server takes no more calls for the moment"),
    /**
     * What is there is not what was expected: {@code ConfigOperationService} says so ({@code RESOURCE_CONFLICT}, with status 500)
     * when the update met no row, or was taken back.
     */
    CONFLICT(true, "something else is there"),
    /** No answer in time: the request may have been sent, and done. */
    TIMED_OUT(false, "no answer in time"),
    /** The connection broke: the request may have been sent, and done. */
    CONNECTION_LOST(false, "the connection was lost"),
    /** Something failed within: the database, or the log that is agreed on, may have it, or may get it yet. */
    SERVER_ERROR(false, "the server failed meanwhile"),
    /** Anything else. */
    OTHER(false, "an error that proves nothing");

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    /** {@code ErrorCode.ACCESS_DENIED} of Nacos. */
    private static final int CODE_ACCESS_DENIED = 10001;

    /** {@code ErrorCode.RESOURCE_CONFLICT} of Nacos. */
    private static final int CODE_RESOURCE_CONFLICT = 20005;

    private final boolean definite;
    private final String meaning;

    NacosError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    static NacosError of(Exception failure) {
        if (failure instanceof NacosException answer) {
            return of(answer.status(), answer.code());
        }
        return switch (PlainHttp.Failure.of(failure)) {
            case REFUSED -> REFUSED;
            case NOT_CONNECTED -> NOT_CONNECTED;
            case TIMED_OUT -> TIMED_OUT;
            case CONNECTION_LOST -> CONNECTION_LOST;
            case OTHER -> OTHER;
        };
    }

    private static NacosError of(int status, int code) {
        if (code == CODE_RESOURCE_CONFLICT) {
            return CONFLICT;
        }
        if (status == FORBIDDEN && code == CODE_ACCESS_DENIED) {
            return ACCESS_DENIED;
        }
        if (status == TOO_MANY) {
            return TOO_MANY_CALLS;
        }
        return status >= SERVER_ERRORS ? SERVER_ERROR : OTHER;
    }

    /** The exception for a failure: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    static Exception exception(Exception failure) {
        NacosError error = of(failure);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + failure.getMessage(), failure) : failure;
    }
}
