package io.ordeal.targets.messages;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Optional;

/** The two writes the other way round: whoever rolls the row back can't unsend the message. */
public final class DualWriteSendFirstTarget extends MessageTarget {
    public DualWriteSendFirstTarget() {
        super(
                "dual-write-send-first",
                "the message is sent to Artemis, and then the row is committed in PostgreSQL",
                new MessageCluster(Broker.ARTEMIS, Optional.empty()),
                SendFirst.Program.class,
                List.of(Expectation.breaks(
                        OUTBOX,
                        Faults.NONE,
                        "unexpected",
                        SURELY,
                        "by construction: a message that is sent stays sent when the row is rolled back; no fault is"
                                + " needed")));
    }
}
