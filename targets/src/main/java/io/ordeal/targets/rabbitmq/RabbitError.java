package io.ordeal.targets.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Why something that was to be put into a queue is not confirmed, and whether that proves that it is not, and will not be, in
 * it. The proof is good for what is sent once. What is not listed proves nothing.
 */
enum RabbitError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent"),
    /** The node did not let the client in in time, and so nothing was sent. */
    NOT_CONNECTED(true, "there was no connection in time, nothing was sent"),
    /** The node knows of no such queue, and has given the message back. */
    UNROUTED(true, "there is no such queue"),
    /** The node can't say that it was taken on: it may have come as far as a disk, and be there later. */
    NOT_TAKEN_ON(false, "the node does not confirm it (basic.nack)"),
    /** No answer in time: it may have been sent, and taken on. */
    TIMED_OUT(false, "no answer in time"),
    /** The connection broke: likewise. */
    CONNECTION_LOST(false, "the connection was lost"),
    /** The node has closed the channel, for a reason that it tells: of what was sent before, nothing is said. */
    CHANNEL_CLOSED(false, "the node has closed the channel"),
    /** Anything else. */
    OTHER(false, "an error that proves nothing");

    private final boolean definite;
    private final String meaning;

    RabbitError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    /** Of a connection that did not come about. */
    static RabbitError ofConnecting(Exception failure) {
        return failure instanceof ConnectException ? REFUSED : NOT_CONNECTED;
    }

    /** Of what was asked over one that had. */
    static RabbitError of(Exception failure) {
        if (failure instanceof RabbitException answer) {
            return answer.error();
        }
        ShutdownSignalException closed = closed(failure);
        if (closed != null) {
            return closed.getReason() instanceof AMQP.Channel.Close ? CHANNEL_CLOSED : CONNECTION_LOST;
        }
        if (failure instanceof TimeoutException) {
            return TIMED_OUT;
        }
        return failure instanceof IOException ? CONNECTION_LOST : OTHER;
    }

    /** What the client's library tells by this kind of exception, at times within another. */
    private static @Nullable ShutdownSignalException closed(Exception failure) {
        @Nullable Throwable each = failure;
        while (each != null && !(each instanceof ShutdownSignalException)) {
            each = each.getCause();
        }
        return (ShutdownSignalException) each;
    }

    /** The exception for a failure: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    Exception exception(Exception failure) {
        return definite ? new DefiniteFailure(meaning + ": " + failure, failure) : failure;
    }

    /** As an exception, of what the node has answered. */
    RabbitException exception() {
        return new RabbitException(this, meaning);
    }
}
