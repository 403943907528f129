package io.ordeal.targets.cassandra;

import io.ordeal.client.DefiniteFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/**
 * Why a statement has no answer, or an answer that it was not done, and whether that proves that nothing was or will be done. The
 * proof is good for statements that are sent once. What is not listed proves nothing.
 */
enum CassandraError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent"),
    /** No connection came about, or nobody answered at its other end: no statement was sent. */
    NOT_CONNECTED(true, "there was no connection in time, nothing was sent"),
    /**
     * Too few replicas are alive, as far as the node knows: it looks before it tells any of them ({@code
     * assureSufficientLiveReplicas}). Not so of a condition, which looks again between the rounds of Paxos.
     */
    UNAVAILABLE(true, "too few replicas are alive"),
    /** The same answer to a condition: an earlier round may have been accepted, and be finished by whoever comes next. */
    UNAVAILABLE_TO_PAXOS(false, "too few replicas are alive for all rounds"),
    /** Too few replicas have answered in time; those that have may keep it, and the others may get it yet. */
    WRITE_TIMEOUT(false, "too few replicas have answered the write in time"),
    /** A condition's reading took too long; what an earlier round has accepted may be finished. */
    READ_TIMEOUT(false, "too few replicas have answered the read in time"),
    /** No answer in time: the statement may have been sent, and done. */
    TIMED_OUT(false, "no answer in time"),
    /** The connection broke: the statement may have been sent, and done. */
    CONNECTION_LOST(false, "the connection was lost"),
    /** Anything else. */
    OTHER(false, "an error that proves nothing");

    private final boolean definite;
    private final String meaning;

    CassandraError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    /** @param conditional whether what failed goes by Paxos */
    static CassandraError of(Exception failure, boolean conditional) {
        if (failure instanceof CqlException answer) {
            return switch (answer.code()) {
                case CqlException.UNAVAILABLE -> conditional ? UNAVAILABLE_TO_PAXOS : UNAVAILABLE;
                case CqlException.WRITE_TIMEOUT -> WRITE_TIMEOUT;
                case CqlException.READ_TIMEOUT -> READ_TIMEOUT;
                default -> OTHER;
            };
        }
        if (failure instanceof SocketTimeoutException) {
            return TIMED_OUT;
        }
        return failure instanceof IOException ? CONNECTION_LOST : OTHER;
    }

    /** The proof of who could not connect: no statement was sent. */
    static DefiniteFailure notConnected(Exception failure) {
        CassandraError error = failure instanceof ConnectException ? REFUSED : NOT_CONNECTED;
        return new DefiniteFailure(error.meaning + ": " + failure.getMessage(), failure);
    }

    /** The exception for a failure: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    static Exception exception(Exception failure, boolean conditional) {
        CassandraError error = of(failure, conditional);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + failure.getMessage(), failure) : failure;
    }
}
