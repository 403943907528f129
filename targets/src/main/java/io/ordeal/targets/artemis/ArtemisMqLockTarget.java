package io.ordeal.targets.artemis;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** A lock that is a message in a queue, as texts have it. */
public final class ArtemisMqLockTarget extends PlainTarget {
    static final String ONE_CONSUMER =
            "Artemis documentation, Core: a message that is not acknowledged is with one consumer, until that is closed";

    private static final String HANDED_OUT_AGAIN =
            "Artemis documentation, Detecting Dead Connections: what a client had that is not heard of for its TTL is"
                    + " delivered to others";

    public ArtemisMqLockTarget() {
        super(
                "artemis-mq-lock",
                "one Artemis broker; a lock is a message in a queue, held by whoever has taken it and not acknowledged it",
                ArtemisLocks.cluster(),
                ArtemisLocks::plain,
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(Duration.ofSeconds(60), HANDED_OUT_AGAIN),
                        LockExpectations.holds(Faults.SYSTEM, ONE_CONSUMER)));
    }
}
