package io.ordeal.history.io;

import io.ordeal.history.MalformedHistoryException;

/** The text ended in the middle of something: malformed, unless the whole reason is that its writer was killed. */
final class TornHistoryException extends MalformedHistoryException {
    private static final long serialVersionUID = 1;

    TornHistoryException(long line, long column, String expected) {
        super(line, column, expected);
    }
}
