package io.ordeal.targets.jobs;

/** Jobs on Spark, committed by the second algorithm. */
public final class SparkJobV2Target extends SparkTarget {
    public SparkJobV2Target() {
        super(Protocol.V2, JobExpectations.v2());
    }
}
