package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.Op;

/** When the last fault was over. */
public final class Healing {
    private Healing() {}

    /** The position of the last event of the nemesis that begins or ends a fault, or heals; −1 if there is none. */
    public static int last(History history) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.process(i) == Op.NEMESIS && isOfFault(history.f(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOfFault(String f) {
        return f.startsWith("start") || f.startsWith("stop") || f.equals("heal");
    }
}
