package io.ordeal.targets.nats;

import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/**
 * Why something that was to be stored has no answer, or another than that it was, and whether that proves that nothing was
 * or will be stored. The proof is good for requests that are sent once. What is not listed proves nothing.
 */
enum NatsError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent"),
    /** The server did not say in time that it serves, and so nothing was sent. */
    NOT_CONNECTED(true, "there was no connection in time, nothing was sent"),
    /** The server knows of nobody who listens to the subject, and has given the message to nobody. */
    NO_RESPONDERS(true, "nobody listens to the subject"),
    /** The leader looks before it proposes: {@code processClusteredInboundMsg} of its {@code jetstream_cluster.go}. */
    WRONG_LAST_SEQUENCE(true, "another message is the last"),
    /** No answer in time: the request may have been sent, and done. */
    TIMED_OUT(false, "no answer in time"),
    /** The connection broke: the request may have been sent, and done. */
    CONNECTION_LOST(false, "the connection was lost"),
    /** Anything else. */
    OTHER(false, "an error that proves nothing");

    private final boolean definite;
    private final String meaning;

    NatsError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    /** Of a connection that did not come about. */
    static NatsError ofConnecting(IOException failure) {
        return failure instanceof ConnectException ? REFUSED : NOT_CONNECTED;
    }

    /** Of a request over one that had. */
    static NatsError of(Exception failure) {
        if (failure instanceof NatsException answer) {
            return switch (answer.code()) {
                case NatsException.NO_RESPONDERS -> NO_RESPONDERS;
                case NatsException.WRONG_LAST_SEQUENCE -> WRONG_LAST_SEQUENCE;
                default -> OTHER;
            };
        }
        if (failure instanceof SocketTimeoutException) {
            return TIMED_OUT;
        }
        return failure instanceof IOException ? CONNECTION_LOST : OTHER;
    }

    /** The exception for a failure: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    Exception exception(Exception failure) {
        return definite ? new DefiniteFailure(meaning + ": " + failure.getMessage(), failure) : failure;
    }
}
