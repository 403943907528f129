package io.ordeal.fault.kinds;

import java.util.List;

/**
 * {@code restart}: ends nodes and starts them again right away. At once, as kill -9 does; or {@code graceful}: each is asked
 * to end, by its server's signal, and killed if it has not within its time, as those who look after machines do all day.
 */
public final class RestartKind extends DownKind {
    static final String GRACEFUL = "graceful";

    public RestartKind() {
        super(Deed.RESTART);
    }

    @Override
    public String summary() {
        return "ends nodes, at once, as kill -9 does, or in good order, and starts them again right away";
    }

    @Override
    public List<String> modes() {
        return List.of("at-once", GRACEFUL);
    }

    @Override
    public boolean strikesWhileInjected() {
        return true;
    }
}
