package io.ordeal.targets.etcd;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.PlainHttp;

/**
 * Why a call of etcd has no answer, or an answer that it was not done, and whether that proves that nothing was or will be
 * done. The proof is good for calls that are sent once. What is not listed proves nothing.
 */
enum EtcdError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent"),
    /** No connection came about, and so nothing was sent. */
    NOT_CONNECTED(true, "there was no connection in time, nothing was sent"),
    /**
     * The member knows no leader. Asked to refuse then ({@link EtcdGateway#callWithLeader}), it looks before it does anything:
     * {@code newUnaryInterceptor} of its {@code v3rpc/interceptor.go}.
     */
    NO_LEADER(true, "the member knows no leader"),
    /** What hangs on a lease is checked against it before any of it is applied: {@code checkRequestPut}, {@code LeaseRevoke}. */
    LEASE_NOT_FOUND(true, "the lease has run out"),
    /** No answer in time: the request may have been sent, and done. */
    TIMED_OUT(false, "no answer in time"),
    /** The connection broke: the request may have been sent, and done. */
    CONNECTION_LOST(false, "the connection was lost"),
    /** The member gave up waiting for its proposal to be agreed on; it may be yet. */
    PROPOSAL_TIMED_OUT(false, "the member waited in vain for the others"),
    /** The member goes down with the request in its hands: its proposal may be with the others. */
    STOPPED(false, "the member is being stopped"),
    /** Anything else. */
    OTHER(false, "an error that proves nothing");

    private final boolean definite;
    private final String meaning;

    EtcdError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    static EtcdError of(Exception failure) {
        if (failure instanceof EtcdException answer) {
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

    private static EtcdError of(String answer) {
        if (answer.equals("etcdserver: no leader")) {
            return NO_LEADER;
        }
        if (answer.equals("etcdserver: requested lease not found")) {
            return LEASE_NOT_FOUND;
        }
        if (answer.startsWith("etcdserver: request timed out")) {
            return PROPOSAL_TIMED_OUT;
        }
        return answer.equals("etcdserver: server stopped") || answer.startsWith("error reading from server")
                ? STOPPED
                : OTHER;
    }

    /** The exception for a failure: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    static Exception exception(Exception failure) {
        EtcdError error = of(failure);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + failure.getMessage(), failure) : failure;
    }
}
