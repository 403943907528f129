package io.ordeal.targets.messages;

/** The one of row and message is there, and what became of the other is not known, or known to have failed. */
final class HalfDoneException extends Exception {
    /** @param done what is there */
    HalfDoneException(String done, Exception cause) {
        super(done + ", but then: " + cause.getMessage(), cause);
    }
}
