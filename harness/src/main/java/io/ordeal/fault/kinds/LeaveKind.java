package io.ordeal.fault.kinds;

/** {@code leave}: makes a node a member no more, which clients learn of, and ends it; healed, it joins anew, on an emptied disk. */
public final class LeaveKind extends MemberKind {
    public LeaveKind() {
        super(Change.LEAVE);
    }

    @Override
    public String summary() {
        return "makes a node a member no more, which clients learn of, and ends it; healed, it joins anew, on an"
                + " emptied disk";
    }
}
