package io.ordeal.fault.kinds;

/** {@code restart}: ends nodes at once, as kill -9 does, and starts them again right away. */
public final class RestartKind extends DownKind {
    public RestartKind() {
        super(Deed.RESTART);
    }

    @Override
    public String summary() {
        return "ends nodes at once, as kill -9 does, and starts them again right away";
    }
}
