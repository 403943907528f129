package io.ordeal.kit.client;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import io.ordeal.text.DurationText;
import java.time.Duration;

/**
 * How an operation ended.
 *
 * @param took until it came back, or was given up
 * @param patience how long it came back of itself, or did not
 */
record Answer(Invocation asked, Completion completion, Duration took, Patience patience) {
    /** Whether a client comes back of itself. */
    enum Patience {
        /** Before the operation's time was over. */
        IN_TIME,
        /** Only when it was interrupted, as the runner does then. */
        INTERRUPTED,
        /** Not even then: its thread is left behind. */
        STUCK
    }

    boolean isOk() {
        return completion.type() == OpType.OK;
    }

    boolean isFail() {
        return completion.type() == OpType.FAIL;
    }

    /** {@code acquire "lock900001" came back :fail after 12ms (not granted)}. */
    String text() {
        String ended = switch (patience) {
            case IN_TIME -> " came back :" + completion.type().name().toLowerCase(java.util.Locale.ROOT) + " after ";
            case INTERRUPTED -> " had not come back, and was interrupted, after ";
            case STUCK -> " had not come back, and did not when it was interrupted, after ";
        };
        return asked.f() + " " + asked.value() + ended
                + DurationText.print(Duration.ofMillis(took.toMillis()))
                + (completion.error() == null ? "" : " (" + completion.error() + ")");
    }
}
