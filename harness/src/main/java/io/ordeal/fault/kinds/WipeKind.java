package io.ordeal.fault.kinds;

/** {@code wipe}: ends nodes and empties where they keep their data, before they are started again when healed. */
public final class WipeKind extends DataKind {
    public WipeKind() {
        super(
                "wipe",
                "ends nodes at once and removes all that they keep on disk; healed, they are started anew, empty",
                false,
                spec -> new WipeDeed());
    }

    /** Who keeps data in one place only can't bring back what is gone there. */
    @Override
    public boolean isDrawnUnasked() {
        return false;
    }

    @Override
    public Telling telling() {
        return Telling.STRIKE;
    }
}
