package io.ordeal.history;

/** A history that cannot be read, or that no clients could have seen; the message says where and what was expected. */
public class MalformedHistoryException extends RuntimeException {
    private final long line;
    private final long column;

    /**
     * @param line 1-based, or 0 where there is no text
     * @param column 1-based, or 0 where the whole line is meant
     * @param expected what was expected there, and what was found
     */
    public MalformedHistoryException(long line, long column, String expected) {
        super(line == 0 ? expected : "line " + line + (column == 0 ? "" : ", column " + column) + ", " + expected);
        this.line = line;
        this.column = column;
    }

    public long line() {
        return line;
    }

    public long column() {
        return column;
    }
}
