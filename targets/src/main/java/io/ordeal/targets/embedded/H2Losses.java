package io.ordeal.targets.embedded;

import java.util.List;

/** What shows itself where H2 has lost what it acknowledged. */
final class H2Losses {
    /** In bank a transfer is gone, or an account before it was ever written. */
    static final List<String> OF_TRANSFERS = List.of("wrong-balance", "lost");

    /** The order of transactions is broken where the lost ones had been read, or were written again. */
    static final List<String> OF_ORDER = List.of(
            "G0-realtime",
            "G0-process",
            "G1c-realtime",
            "G-single",
            "incompatible-order",
            "G2-item",
            "no-commit-order");

    private H2Losses() {}
}
