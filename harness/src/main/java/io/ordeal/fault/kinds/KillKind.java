package io.ordeal.fault.kinds;

/** {@code kill}: ends nodes at once, as kill -9 does, and starts them again with their data when healed. */
public final class KillKind extends DownKind {
    public KillKind() {
        super(Deed.KILL);
    }

    @Override
    public String summary() {
        return "ends nodes at once, as kill -9 does, and starts them again with their data when healed";
    }
}
