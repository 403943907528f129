package io.ordeal.history;

/** What an event says of its operation. The ordinals are the columnar encoding. */
public enum OpType {
    /** A process is about to call the system. */
    INVOKE("invoke"),
    /** The operation happened, and this is what it answered. */
    OK("ok"),
    /** The operation certainly had no effect. */
    FAIL("fail"),
    /** Nobody knows whether the operation happened, or will yet happen. */
    INFO("info");

    private final String wire;

    OpType(String wire) {
        this.wire = wire;
    }

    /** The name in a history file, without the colon. */
    public String wire() {
        return wire;
    }

    public boolean isCompletion() {
        return this != INVOKE;
    }
}
