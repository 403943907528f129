package io.ordeal.checker;

/** A well-formed history whose content a checker can't judge; the message names the operation's index, key and value. */
public final class UnjudgeableHistoryException extends RuntimeException {
    public UnjudgeableHistoryException(String message) {
        super(message);
    }
}
