package io.ordeal.targets.jobs;

import io.ordeal.targets.Expectation;
import java.util.List;

/** Jobs on Spark, committed by the first algorithm. */
public final class SparkJobTarget extends SparkTarget {
    public SparkJobTarget() {
        super(Protocol.V1, List.of(Expectation.holds("job", JobExpectations.TAKEN, JobExpectations.V1_HOLDS)));
    }
}
