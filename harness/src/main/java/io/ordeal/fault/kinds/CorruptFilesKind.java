package io.ordeal.fault.kinds;

import java.util.List;

/** {@code corrupt-files}: ends nodes and damages the file that each wrote last, before it is started again when healed. */
public final class CorruptFilesKind extends DataKind {
    public CorruptFilesKind() {
        super(
                "corrupt-files",
                "ends nodes at once, cuts some bytes off the file that each wrote last (torn) or changes one (flip), and"
                        + " starts them again when healed",
                false,
                spec -> new CorruptFilesDeed(spec.mode().orElse(CorruptFilesDeed.TORN)));
    }

    /** Who keeps data in one place only can't bring back what is damaged there. */
    @Override
    public boolean isDrawnUnasked() {
        return false;
    }

    @Override
    public List<String> modes() {
        return List.of(CorruptFilesDeed.TORN, CorruptFilesDeed.FLIP);
    }
}
