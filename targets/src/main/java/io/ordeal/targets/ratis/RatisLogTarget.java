package io.ordeal.targets.ratis;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** Logs in what servers of Ratis agree on. */
public final class RatisLogTarget extends PlainTarget {
    public RatisLogTarget() {
        super(
                "ratis-log",
                "three servers of Ratis; logs, read as those of ratis-register are",
                new RatisCluster(),
                RatisClients::logs,
                List.of(Expectation.holds("log", RatisExpectations.TAKEN, RatisExpectations.RAFT)));
    }
}
