package io.ordeal.targets.messages;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The row and the message in one transaction of two resources, under Narayana. */
public final class XaMessageTarget extends MessageTarget {
    private static final String DRIVER =
            "pgjdbc issue 4438, in 42.7.14: a commit that meets the end of PostgreSQL in good order (57P01) is answered"
                    + " XAER_RMERR, as if the branch were rolled back; Narayana notes that as its outcome and comes back to it"
                    + " no more, while the branch stays prepared";

    public XaMessageTarget() {
        super(
                "xa-message",
                "the row in PostgreSQL and the message in Artemis are committed in two phases by Narayana, whose log"
                        + " survives a kill",
                new MessageCluster(Broker.ARTEMIS, Optional.empty()),
                XaMessages.Program.class,
                List.of(
                        Expectation.mayBreak(
                                OUTBOX, Set.of("kill", "restart", "kill-participant"), "hanging-transaction", DRIVER),
                        Expectation.holds(
                                OUTBOX,
                                Faults.union(List.of(ALL, Faults.KILL_PARTICIPANT)),
                                "X/Open, Distributed Transaction Processing: The XA Specification, 1991; Narayana team,"
                                        + " Narayana periodic recovery of XA transactions, 2018: what is in the log is"
                                        + " committed, all else rolled back, once recovery is done")));
    }
}
