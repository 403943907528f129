package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;

/** Registers at majorities, whose versions are times of day. */
public final class VersionedByClockTarget extends TextbookTarget {
    private static final String LATEST =
            "Kleppmann, Designing Data-Intensive Applications, 2017, chapter 8, Timestamps for ordering events: a"
                    + " write of a node whose clock is behind is silently dropped";

    public VersionedByClockTarget() {
        super(
                "versioned-register-by-clock",
                "three nodes; written to and read from majorities, and the value with the latest time of day wins",
                new TextbookCluster(Design.VERSIONED_BY_CLOCK, 3),
                List.of(
                        breaks(Faults.CLOCK_JUMP, Duration.ofSeconds(30), LATEST),
                        mayBreak(Faults.CLOCK_CREEPS, LATEST),
                        holds(
                                Faults.SYSTEM,
                                "by its construction: with one clock for all, the later of two writes has the later"
                                        + " time")));
    }
}
