package io.ordeal.targets.embedded;

import io.ordeal.client.DefiniteFailure;
import java.sql.SQLException;
import java.util.Set;

/**
 * What H2, HSQLDB and SQLite answer to COMMIT when they do not do it, and whether that proves that nothing was done. What
 * is not listed proves nothing.
 */
enum EmbeddedError {
    /** H2 and HSQLDB: a conflict, found at COMMIT at the latest: rolled back. */
    SERIALIZATION_FAILURE(Set.of("40001"), Set.of(), true, "could not be serialized"),
    /** SQLite, SQLITE_BUSY and its kinds: another writes; the transaction is still open, and then rolled back. */
    BUSY(Set.of(), Set.of(5), true, "another transaction holds the database"),
    /** SQLite, SQLITE_LOCKED: likewise, within one process. */
    LOCKED(Set.of(), Set.of(6), true, "another transaction holds the table"),
    /** H2, HSQLDB: the connection to the server broke before the answer. */
    CONNECTION(Set.of("08006", "08S01", "90067"), Set.of(), false, "the connection was lost"),
    /** Anything else. */
    OTHER(Set.of(), Set.of(), false, "an error that proves nothing");

    private static final int PRIMARY_CODE = 0xff;

    @SuppressWarnings("ImmutableEnumChecker") // of Set.of
    private final Set<String> states;

    @SuppressWarnings("ImmutableEnumChecker") // of Set.of
    private final Set<Integer> codes;

    private final boolean definite;
    private final String meaning;

    /**
     * @param states SQLSTATEs
     * @param codes SQLite's primary result codes, which come without an SQLSTATE
     */
    EmbeddedError(Set<String> states, Set<Integer> codes, boolean definite, String meaning) {
        this.states = states;
        this.codes = codes;
        this.definite = definite;
        this.meaning = meaning;
    }

    static EmbeddedError of(SQLException answer) {
        String state = answer.getSQLState();
        for (EmbeddedError error : values()) {
            if (state == null
                    ? error.codes.contains(answer.getErrorCode() & PRIMARY_CODE)
                    : error.states.contains(state)) {
                return error;
            }
        }
        return OTHER;
    }

    /** The exception for an answer to COMMIT: a {@link DefiniteFailure} where it is a proof, else the answer itself. */
    static Exception atCommit(SQLException answer) {
        EmbeddedError error = of(answer);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + answer.getMessage(), answer) : answer;
    }
}
