package io.ordeal.targets.twophase;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** XA over two PostgreSQL servers under Narayana. */
public final class XaNarayanaTarget extends PlainTarget {
    public XaNarayanaTarget() {
        super(
                "xa-narayana",
                "two PostgreSQL as XA resources of Narayana, a transaction manager with an object store and recovery in each"
                        + " coordinator",
                Databases.withoutJournal(),
                () -> Coordinators.processes(Coordinators.Xa.class, "-Xmx128m", "-Dorg.jboss.logging.provider=jdk"),
                List.of(Expectation.holds(
                        "transfer",
                        TwoPhaseLoggedTarget.WITHSTOOD,
                        "X/Open, Distributed Transaction Processing: The XA Specification, 1991, section 2.3; Narayana"
                                + " documentation, Failure Recovery")));
    }
}
