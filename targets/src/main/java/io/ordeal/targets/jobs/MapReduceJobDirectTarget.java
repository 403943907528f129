package io.ordeal.targets.jobs;

/** Jobs of MapReduce whose tasks write straight into the output. */
public final class MapReduceJobDirectTarget extends MapReduceTarget {
    public MapReduceJobDirectTarget() {
        super(Protocol.DIRECT, JobExpectations.direct());
    }
}
