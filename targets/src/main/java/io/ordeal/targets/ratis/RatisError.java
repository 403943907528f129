package io.ordeal.targets.ratis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.PlainHttp;
import java.util.Map;

/**
 * Why a change has no answer, or an answer that it was not done, and whether that proves that nothing was or will be done. The
 * proof is good for calls that are sent once. What is not listed proves nothing.
 */
enum RatisError {
    /** Nobody listens: no connection, and so nothing sent. */
    REFUSED(true, "the connection was refused, nothing was sent"),
    /** No connection came about, and so nothing was sent. */
    NOT_CONNECTED(true, "there was no connection in time, nothing was sent"),
    /** The server that was asked knows no leader to hand the request on to, and has sent it to nobody. */
    NO_LEADER(true, "the server knows no leader"),
    /**
     * Who is elected has not yet applied what its log holds: {@code checkLeaderState} of Ratis' {@code RaftServerImpl} asks for
     * that before anything is appended. Comes for a moment after an election.
     */
    LEADER_NOT_READY(true, "the leader is not ready"),
    /**
     * The server that was asked does not lead, or does not any more. Both are told by the same answer: before anything was
     * appended, and of all that is in the log of a leader who steps down ({@code sendNotLeaderResponses}), which the next
     * may keep. Ratis' own client sends again what was answered so, and relies on the servers to know it again.
     */
    NOT_LEADER(false, "it does not lead, or does not any more"),
    /** No answer in time: the request may have been sent, and done. */
    TIMED_OUT(false, "no answer in time"),
    /** The connection broke: the request may have been sent, and done. */
    CONNECTION_LOST(false, "the connection was lost"),
    /** The server has handed the request on, and had no answer, or lost the connection. */
    NOT_HANDED_BACK(false, "the leader has not answered the server"),
    /** Anything else. */
    OTHER(false, "an error that proves nothing");

    private static final Map<String, RatisError> KINDS = Map.of(
            "NoLeaderException", NO_LEADER,
            "LeaderNotReadyException", LEADER_NOT_READY,
            "NotLeaderException", NOT_LEADER,
            "TimeoutIOException", NOT_HANDED_BACK,
            "AlreadyClosedException", NOT_HANDED_BACK,
            "IOException", NOT_HANDED_BACK);

    private final boolean definite;
    private final String meaning;

    RatisError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    static RatisError of(Exception failure) {
        if (failure instanceof RatisException answer) {
            return KINDS.getOrDefault(answer.kind(), OTHER);
        }
        return switch (PlainHttp.Failure.of(failure)) {
            case REFUSED -> REFUSED;
            case NOT_CONNECTED -> NOT_CONNECTED;
            case TIMED_OUT -> TIMED_OUT;
            case CONNECTION_LOST -> CONNECTION_LOST;
            case OTHER -> OTHER;
        };
    }

    /** The exception for a failure: a {@link DefiniteFailure} where it is a proof, else the failure itself. */
    static Exception exception(Exception failure) {
        RatisError error = of(failure);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + failure.getMessage(), failure) : failure;
    }
}
