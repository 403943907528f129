package io.ordeal.targets.jobs;

import io.ordeal.targets.Expectation;
import java.util.List;

/** Jobs of MapReduce, committed by the first algorithm. */
public final class MapReduceJobTarget extends MapReduceTarget {
    public MapReduceJobTarget() {
        super(Protocol.V1, List.of(Expectation.holds("job", JobExpectations.TAKEN, JobExpectations.V1_HOLDS)));
    }
}
