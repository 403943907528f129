package io.ordeal.targets.consul;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.PlainHttp;

/**
 * Why a call of Consul has no answer, or an answer that it was not done, and whether that proves that nothing was or will be
 * done. The proof is good for calls that are sent once. What is not listed proves nothing.
 */
enum ConsulError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent"),
    /** No connection came about, and so nothing was sent. */
    NOT_CONNECTED(true, "there was no connection in time, nothing was sent"),
    /**
     * The server knows no leader to hand the request on to, and has waited for one: {@code forward} of its {@code
     * agent/consul/rpc.go} asks for the leader before it sends, and sends a write once.
     */
    NO_LEADER(true, "the server knows no leader"),
    /** A lock asked for by a session that is not there: that is looked at before anything is changed. */
    INVALID_SESSION(true, "there is no such session"),
    /** No answer in time: the request may have been sent, and done. */
    TIMED_OUT(false, "no answer in time"),
    /** The connection broke: the request may have been sent, and done. */
    CONNECTION_LOST(false, "the connection was lost"),
    /** The leader lost its office with the request in its log: the next may keep it. */
    LEADERSHIP_LOST(false, "the leader lost its office meanwhile"),
    /** Anything else. */
    OTHER(false, "an error that proves nothing");

    private final boolean definite;
    private final String meaning;

    ConsulError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    static ConsulError of(Exception failure) {
        if (failure instanceof ConsulException answer) {
            return of(String.valueOf(answer.getMessage()));
        }
        return switch (PlainHttp.Failure.of(failure)) {
            case REFUSED -> REFUSED;
            case NOT_CONNECTED -> NOT_CONNECTED;
            case TIMED_OUT -> TIMED_OUT;
            case CONNECTION_LOST -> CONNECTION_LOST;
            case OTHER -> OTHER;
        };
    }

    private static ConsulError of(String answer) {
        if (answer.equals("No cluster leader")) {
            return NO_LEADER;
        }
        if (answer.startsWith("invalid session")) {
            return INVALID_SESSION;
        }
        return answer.contains("leadership lost while committing log") ? LEADERSHIP_LOST : OTHER;
    }

    /** The exception for a failure: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    static Exception exception(Exception failure) {
        ConsulError error = of(failure);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + failure.getMessage(), failure) : failure;
    }
}
