package io.ordeal.targets.cassandra;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a statement answers with.
 *
 * @param rows each by the names of its columns; what is null is not there
 */
record CqlRows(List<Map<String, byte[]>> rows) {
    private static final int ROWS = 2;
    private static final int SAME_TABLE = 0x01;
    private static final int MORE_PAGES = 0x02;

    /** Types from this number on tell more of themselves. */
    private static final int COMPOSED = 0x20;

    static CqlRows readFrom(DataInputStream body) throws IOException {
        if (body.readInt() != ROWS) {
            return new CqlRows(List.of());
        }
        int flags = body.readInt();
        int columns = body.readInt();
        if ((flags & MORE_PAGES) != 0) {
            throw new IOException("more rows than one answer holds");
        }
        if ((flags & SAME_TABLE) != 0) {
            skipTable(body);
        }
        List<String> names = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            if ((flags & SAME_TABLE) == 0) {
                skipTable(body);
            }
            names.add(CqlConnection.readString(body));
            int type = body.readUnsignedShort();
            if (type == 0 || type >= COMPOSED) {
                throw new IOException("a column of a type that no statement here asks for: " + type);
            }
        }
        List<Map<String, byte[]>> rows = new ArrayList<>();
        for (int count = body.readInt(); count > 0; count--) {
            Map<String, byte[]> row = new HashMap<>();
            for (String name : names) {
                int length = body.readInt();
                if (length >= 0) {
                    row.put(name, body.readNBytes(length));
                }
            }
            rows.add(row);
        }
        return new CqlRows(rows);
    }

    private static void skipTable(DataInputStream body) throws IOException {
        String keyspace = CqlConnection.readString(body);
        String table = CqlConnection.readString(body);
        if (keyspace.isEmpty() && table.isEmpty()) {
            throw new IOException("a column of no table");
        }
    }

    private Optional<byte[]> first(String column) {
        return rows.stream().findFirst().map(row -> row.get(column));
    }

    /** A bigint of the first row; empty if there is no row, or it is null there. */
    Optional<Long> number(String column) {
        return first(column).map(bytes -> ByteBuffer.wrap(bytes).getLong());
    }

    /** A text of the first row; likewise. */
    Optional<String> text(String column) {
        return first(column).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Whether what was conditional was done.
     *
     * @throws IllegalStateException it was not conditional
     */
    boolean isApplied() {
        return first("[applied]").orElseThrow(() -> new IllegalStateException("the answer to no condition"))[0] != 0;
    }
}
