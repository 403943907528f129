package io.ordeal.targets.postgres;

import io.ordeal.client.DefiniteFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL answers when it does not do what it was asked, by SQLSTATE (the documentation's Appendix A), and whether
 * that proves that nothing was done even where it is the answer to COMMIT, or to a statement that is a transaction of its
 * own. What is not listed proves nothing there.
 *
 * <p>Before COMMIT was sent no such proof is needed: whatever happened, the transaction is never committed.
 */
public enum PostgresError {
    /** A cycle of dependencies or a concurrent update: the transaction is rolled back, found at COMMIT at the latest. */
    SERIALIZATION_FAILURE("40001", true, "could not be serialized"),
    /** Waited in a circle: rolled back. */
    DEADLOCK("40P01", true, "deadlock"),
    /** Constraints are checked before the commit record is written; so are those of class 23 that are deferred. */
    CONSTRAINT("23", true, "a constraint was violated"),
    /** A standby, or a transaction that was declared so: refused before it is executed. */
    READ_ONLY("25006", true, "the server or the transaction is read-only"),
    /** The transaction had failed before: COMMIT rolled it back. */
    FAILED_BEFORE("25P02", true, "the transaction had failed before"),
    /** Rolled back while the server waited for the client's next word, hence before it saw COMMIT. */
    IDLE_IN_TRANSACTION("25P03", true, "the client was silent in a transaction for too long"),
    /** Waited for a lock for too long: rolled back. */
    LOCK_NOT_AVAILABLE("55P03", true, "a lock was not to be had"),
    /**
     * A statement took too long, or a standby's replay was in its way. As an error it comes only before the commit record
     * is written; a COMMIT that is cancelled while it waits for standbys gets a warning, and is done.
     */
    CANCELLED("57014", true, "the statement was cancelled"),
    /** No session is begun: nothing was sent. */
    STARTING_OR_STOPPING("57P03", true, "the server is starting up or shutting down"),
    /** No session is begun. */
    TOO_MANY_CONNECTIONS("53300", true, "too many connections"),
    /** No such table, prepared transaction or the like: refused. */
    UNDEFINED_OBJECT("42", true, "there is no such thing"),
    /** The session was ended by an administrator; a COMMIT that waits for standbys is done on the primary by then. */
    ENDED_BY_ADMINISTRATOR("57P01", false, "the session was ended"),
    /** Another process of the server crashed, and all sessions with it. */
    ENDED_BY_CRASH("57P02", false, "the server crashed"),
    /** The connection broke before the answer. */
    CONNECTION("08", false, "the connection was lost"),
    /** Anything else. */
    OTHER("", false, "an error that proves nothing");

    private final String code;
    private final boolean definite;
    private final String meaning;

    PostgresError(String code, boolean definite, String meaning) {
        this.code = code;
        this.definite = definite;
        this.meaning = meaning;
    }

    /** Whether it proves that nothing was done, even as the answer to COMMIT. */
    public boolean isDefinite() {
        return definite;
    }

    public String meaning() {
        return meaning;
    }

    /** What an exception says: of a whole SQLSTATE first, then of its class. */
    public static PostgresError of(SQLException answer) {
        @Nullable String state = answer.getSQLState();
        for (PostgresError error : values()) {
            if (error.code.equals(state)) {
                return error;
            }
        }
        for (PostgresError error : values()) {
            if (state != null && error.code.length() == 2 && state.startsWith(error.code)) {
                return error;
            }
        }
        return OTHER;
    }

    /** The exception for an answer to COMMIT: a {@link DefiniteFailure} where it is a proof, else the answer itself. */
    public static Exception atCommit(SQLException answer) {
        PostgresError error = of(answer);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + answer.getMessage(), answer) : answer;
    }
}
