package io.ordeal.targets.twophase;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;

/** Two-phase commit with a log of decisions, presumed abort and recovery. */
public final class TwoPhaseLoggedTarget extends PlainTarget {
    /** Whatever is done to servers, links and coordinators. */
    static final Set<String> WITHSTOOD =
            Faults.union(List.of(Faults.ALL, Faults.KILL_COORDINATOR, Faults.KILL_PARTICIPANT));

    public TwoPhaseLoggedTarget() {
        super(
                "2pc-logged",
                "two PostgreSQL; a decision to commit is forced to a log before anybody is told, what is not in it is rolled"
                        + " back, and each coordinator recovers what it has left",
                Databases.withoutJournal(),
                () -> Coordinators.processes(Coordinators.Logged.class),
                List.of(Expectation.holds(
                        "transfer",
                        Faults.union(List.of(WITHSTOOD, Faults.CLOCKS_OF_CLIENTS)),
                        "Mohan, Lindsay and Obermarck, Transaction Management in the R* Distributed Database Management"
                                + " System, ACM TODS 1986, section 3 (presumed abort)")));
    }
}
