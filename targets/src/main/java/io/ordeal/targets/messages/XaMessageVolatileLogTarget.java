package io.ordeal.targets.messages;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Optional;

/** Two phases, but the decision is kept in memory: whoever is killed between two commits has never decided. */
public final class XaMessageVolatileLogTarget extends MessageTarget {
    private static final String SOURCE =
            "by construction: recovery finds no decision in the log and rolls the second branch back, when the first is"
                    + " committed";

    public XaMessageVolatileLogTarget() {
        super(
                "xa-message-volatile-log",
                "as xa-message, but Narayana's log is kept in memory",
                new MessageCluster(Broker.ARTEMIS, Optional.empty()),
                XaMessages.ForgetfulProgram.class,
                List.of(
                        Expectation.breaks(OUTBOX, Faults.KILL_COORDINATOR, "lost", SURELY, SOURCE)
                                .struckBy("kill-coordinator:asking@step=\"committed row\""),
                        Expectation.mayBreak(OUTBOX, ALL, "lost", SOURCE),
                        Expectation.holds(
                                OUTBOX, Faults.NONE, "by construction: what nobody interrupts does all of its steps")));
    }
}
