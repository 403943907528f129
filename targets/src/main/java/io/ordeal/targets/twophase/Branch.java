package io.ordeal.targets.twophase;

import io.ordeal.workload.transfer.Transfer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A participant's part of a transfer, in whatever transaction its connection is. */
final class Branch {
    /** As when a constraint is violated: the participant refuses. */
    private static final String REFUSED = "23503";

    private Branch() {}

    /**
     * Changes the balance, where the participant keeps any, and notes that the transfer was done.
     *
     * @throws SQLException the participant refuses: the account has too little, or does not exist; or anything else
     */
    static void make(Connection connection, String participant, Transfer transfer) throws SQLException {
        if (!participant.equals(Databases.JOURNAL)) {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE account SET balance = balance + ? WHERE number = ?")) {
                update.setLong(1, transfer.change(participant));
                update.setInt(2, transfer.account(participant));
                if (update.executeUpdate() == 0) {
                    throw new SQLException("there is no account " + transfer.account(participant), REFUSED);
                }
            }
        }
        try (PreparedStatement note = connection.prepareStatement("INSERT INTO done VALUES (?)")) {
            note.setLong(1, transfer.id());
            note.executeUpdate();
        }
    }

    /** By account; none where the participant keeps none. */
    static List<Long> balances(Connection connection) throws SQLException {
        return numbers(connection, "SELECT balance FROM account ORDER BY number");
    }

    /** The transfers whose part is done. */
    static List<Long> done(Connection connection) throws SQLException {
        return numbers(connection, "SELECT id FROM done ORDER BY id");
    }

    /** The names of the transactions that are prepared. */
    static List<String> prepared(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT gid FROM pg_prepared_xacts ORDER BY gid")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static List<Long> numbers(Connection connection, String query) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }
}
