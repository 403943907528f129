package io.ordeal.targets.jobs;

/** Jobs on Spark whose tasks write straight into the output. */
public final class SparkJobDirectTarget extends SparkTarget {
    public SparkJobDirectTarget() {
        super(Protocol.DIRECT, JobExpectations.direct());
    }
}
