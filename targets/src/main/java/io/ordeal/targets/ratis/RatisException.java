package io.ordeal.targets.ratis;

/** A server answers that something was not done, or that it does not know. */
final class RatisException extends Exception {
    private static final long serialVersionUID = 1;

    private final String kind;

    /** @param answer the name of Ratis' exception, a colon, and what it says */
    RatisException(String answer) {
        super(answer);
        kind = answer.split(":", 2)[0];
    }

    /** The simple name of Ratis' exception. */
    String kind() {
        return kind;
    }
}
