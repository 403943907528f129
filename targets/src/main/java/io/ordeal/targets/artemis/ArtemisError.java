package io.ordeal.targets.artemis;

import io.ordeal.client.DefiniteFailure;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;

/**
 * What Artemis' client tells when it did not do what it was asked, and whether that proves that nothing was sent or
 * committed. What is not listed proves nothing.
 */
enum ArtemisError {
    /** The address is full and its policy is FAIL: the broker refused the message. */
    ADDRESS_FULL(ActiveMQExceptionType.ADDRESS_FULL, true, "the queue is full"),
    /** No such queue: refused. */
    NO_QUEUE(ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST, true, "there is no such queue"),
    /** No permission: refused. */
    SECURITY(ActiveMQExceptionType.SECURITY_EXCEPTION, true, "no permission"),
    /** The session had been closed before: nothing was sent. */
    CLOSED(ActiveMQExceptionType.OBJECT_CLOSED, true, "the session was closed before"),
    /** The transaction was marked for rollback before; the broker has undone it. */
    ROLLED_BACK(ActiveMQExceptionType.TRANSACTION_ROLLED_BACK, true, "the transaction was rolled back"),
    /** No answer in time: it may have been done. */
    TIMED_OUT(ActiveMQExceptionType.CONNECTION_TIMEDOUT, false, "no answer in time"),
    /** The connection broke while the answer was awaited. */
    DISCONNECTED(ActiveMQExceptionType.REMOTE_DISCONNECT, false, "the broker closed the connection"),
    /** The client gave the call up when its connection broke. */
    UNBLOCKED(ActiveMQExceptionType.UNBLOCKED, false, "the connection broke before the answer"),
    /** Said of a connection that is gone, whether before or after the packet was sent. */
    NOT_CONNECTED(ActiveMQExceptionType.NOT_CONNECTED, false, "not connected"),
    /** Anything else. */
    OTHER(ActiveMQExceptionType.GENERIC_EXCEPTION, false, "an error that proves nothing");

    private final ActiveMQExceptionType type;
    private final boolean definite;
    private final String meaning;

    ArtemisError(ActiveMQExceptionType type, boolean definite, String meaning) {
        this.type = type;
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    static ArtemisError of(ActiveMQException thrown) {
        for (ArtemisError error : values()) {
            if (error.type == thrown.getType()) {
                return error;
            }
        }
        return OTHER;
    }

    /** The exception for what was thrown: a {@link DefiniteFailure} where it is a proof, else the thrown one itself. */
    static Exception exception(ActiveMQException thrown) {
        ArtemisError error = of(thrown);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + thrown.getMessage(), thrown) : thrown;
    }
}
