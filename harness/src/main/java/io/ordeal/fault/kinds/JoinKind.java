package io.ordeal.fault.kinds;

/** {@code join}: starts a node that was not there and makes it a member, which clients learn of; healed, it leaves again. */
public final class JoinKind extends MemberKind {
    public JoinKind() {
        super(Change.JOIN);
    }

    @Override
    public String summary() {
        return "starts a node that was not there and makes it a member, which clients learn of; healed, it leaves"
                + " again";
    }
}
