package io.ordeal.targets.textbook;

/** A node has not done what it was asked. */
final class NodeException extends Exception {
    private final NodeError error;

    NodeException(NodeError error, String why) {
        super(why);
        this.error = error;
    }

    NodeError error() {
        return error;
    }
}
