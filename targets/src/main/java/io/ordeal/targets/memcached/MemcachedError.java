package io.ordeal.targets.memcached;

import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/**
 * Why a command has no answer, or another than that it was done or not, and whether that proves that nothing was or will be
 * done. The proof is good for commands that are sent once. What is not listed proves nothing.
 */
enum MemcachedError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent"),
    /** The server did not say in time who it is, and so nothing was sent. */
    NOT_CONNECTED(true, "there was no connection in time, nothing was sent"),
    /** No such command; of a command's form or its key: refused before it is executed. */
    CLIENT_ERROR(true, "the server does not take such a command"),
    /**
     * It has no room, or the value is too large: and then what was there is gone, too, lest an old value stay ({@code
     * process_update_command} of its {@code proto_text.c}).
     */
    SERVER_ERROR(false, "the server could not do it, and may have dropped what was there"),
    /** No answer in time: the command may have been sent, and done. */
    TIMED_OUT(false, "no answer in time"),
    /** The connection broke: the command may have been sent, and done. */
    CONNECTION_LOST(false, "the connection was lost");

    private final boolean definite;
    private final String meaning;

    MemcachedError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    String meaning() {
        return meaning;
    }

    /** Of a connection that did not come about. */
    static MemcachedError ofConnecting(IOException failure) {
        return failure instanceof ConnectException ? REFUSED : NOT_CONNECTED;
    }

    /** Of a command over one that had. */
    static MemcachedError of(IOException failure) {
        if (failure instanceof MemcachedException answer) {
            return answer.isOfClient() ? CLIENT_ERROR : SERVER_ERROR;
        }
        return failure instanceof SocketTimeoutException ? TIMED_OUT : CONNECTION_LOST;
    }

    /** The exception for a failure: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    Exception exception(IOException failure) {
        return definite ? new DefiniteFailure(meaning + ": " + failure.getMessage(), failure) : failure;
    }
}
