package io.ordeal.targets.sql;

import java.sql.SQLException;

/** What a database's answers prove. */
@FunctionalInterface
public interface SqlErrors {
    /**
     * The exception for an answer to COMMIT, or to a statement that is a transaction of its own.
     *
     * @return a {@link io.ordeal.client.DefiniteFailure} where the answer proves that nothing was done, else the answer
     */
    Exception atCommit(SQLException answer);
}
