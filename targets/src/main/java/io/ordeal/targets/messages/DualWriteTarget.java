package io.ordeal.targets.messages;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Optional;

/** The textbook's two writes in a row. */
public final class DualWriteTarget extends MessageTarget {
    private static final String SOURCE =
            "by construction: nothing commits both; Richardson, Microservices Patterns, 2018, section 3.3, warns of a"
                    + " service that crashes after the commit and before the send";

    /** Through whatever broker: it has no part in it. */
    static final List<Expectation> EXPECTATIONS = List.of(
            Expectation.breaks(OUTBOX, Faults.KILL_COORDINATOR, "lost", SURELY, SOURCE)
                    .struckBy("kill-coordinator:asking@step=committed"),
            Expectation.breaks(OUTBOX, KILL, "lost", SURELY, SOURCE).struckBy("kill:broker@step=committed"),
            Expectation.mayBreak(OUTBOX, ALL, "lost", SOURCE),
            Expectation.holds(OUTBOX, Faults.NONE, "by construction: what nobody interrupts does both of its steps"));

    public DualWriteTarget() {
        super(
                "dual-write",
                "the row is committed in PostgreSQL, and then the message is sent to Artemis",
                new MessageCluster(Broker.ARTEMIS, Optional.empty()),
                DualWrite.Program.class,
                EXPECTATIONS);
    }
}
