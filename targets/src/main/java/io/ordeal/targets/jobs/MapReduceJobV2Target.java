package io.ordeal.targets.jobs;

/** Jobs of MapReduce, committed by the second algorithm. */
public final class MapReduceJobV2Target extends MapReduceTarget {
    public MapReduceJobV2Target() {
        super(Protocol.V2, JobExpectations.v2());
    }
}
