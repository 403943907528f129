package io.ordeal.fault.kinds;

/** {@code power-loss}: ends nodes at once, with the loss of what they had not synced, and starts them again when healed. */
public final class PowerLossKind extends DataKind {
    public PowerLossKind() {
        super(
                "power-loss",
                "ends nodes at once, loses what they had not synced to disk, and starts them again when healed",
                true,
                spec -> new PowerLossDeed());
    }

    @Override
    public Telling telling() {
        return Telling.STRIKE;
    }
}
