package io.ordeal.fault.kinds;

/** {@code pause}: stops nodes where they stand, with all their threads, and lets them go on when healed. */
public final class PauseKind extends DownKind {
    public PauseKind() {
        super(Deed.PAUSE);
    }

    @Override
    public String summary() {
        return "stops nodes where they stand, with all their threads, and lets them go on when healed";
    }
}
