package io.ordeal.targets.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real database, in this JVM. */
class SqlConnectionTest {
    private static final int ISOLATION = Connection.TRANSACTION_SERIALIZABLE;
    private static final SqlErrors NOTHING_IS_PROOF = answer -> answer;

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private Connection keeper;
    private SqlConnection connection;

    @BeforeEach
    void open() throws SQLException {
        keeper = DriverManager.getConnection(url);
        KeyTable.MERGE.createOn(keeper);
        connection = SqlConnection.inThisJvm(() -> DriverManager.getConnection(url), NOTHING_IS_PROOF);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        keeper.close();
    }

    private static int insert(Connection jdbc, String key) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            return statement.executeUpdate("INSERT INTO ordeal VALUES ('" + key + "', 'v')");
        }
    }

    private int rows() throws SQLException {
        try (Statement statement = keeper.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM ordeal")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void whatFailsBeforeCommitHasFailedAndIsUndone() throws Exception {
        assertThatThrownBy(() -> connection.transaction(ISOLATION, jdbc -> {
                    insert(jdbc, "a");
                    return insert(jdbc, "a");
                }))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("before COMMIT was sent");
        assertThat(rows()).isZero();
        connection.transaction(ISOLATION, jdbc -> insert(jdbc, "a"));
        assertThat(rows()).as("the connection is good for the next").isEqualTo(1);
    }

    @Test
    void aRefusalByTheWorkItselfComesOutAsItIsAndUndoesTheRest() throws Exception {
        DefiniteFailure refusal = new DefiniteFailure("too little");
        assertThatThrownBy(() -> connection.transaction(ISOLATION, jdbc -> {
                    insert(jdbc, "a");
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThat(rows()).isZero();
    }

    @Test
    void aConnectionThatBreaksAtCommitTellsNothing() throws Exception {
        assertThatThrownBy(() -> connection.transaction(ISOLATION, jdbc -> {
                    int inserted = insert(jdbc, "a");
                    jdbc.close();
                    return inserted;
                }))
                .isInstanceOf(SQLException.class);
        connection.transaction(ISOLATION, jdbc -> insert(jdbc, "b"));
        assertThat(rows()).as("another connection is opened").isEqualTo(1);
    }

    @Test
    void aClosedConnectionIsNotOpenedAgain() {
        connection.close();
        assertThatThrownBy(() -> connection.transaction(ISOLATION, jdbc -> insert(jdbc, "a")))
                .isInstanceOf(DefiniteFailure.class);
    }
}
