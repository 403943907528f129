package io.ordeal.fault.kinds;

/** {@code replace}: makes a node a member no more, ends it, empties its disk, and has it join anew as one that nobody knows. */
public final class ReplaceKind extends MemberKind {
    public ReplaceKind() {
        super(Change.REPLACE);
    }

    @Override
    public String summary() {
        return "makes a node a member no more, ends it, empties its disk, and has it join anew as one that nobody"
                + " knows";
    }
}
