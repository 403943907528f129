package io.ordeal.targets.textbook;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.register.RegisterClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Registers on nodes of one design. */
abstract class TextbookTarget extends PlainTarget {
    private static final String WORKLOAD = "register";
    private static final String ANOMALY = "nonlinearizable";

    TextbookTarget(String name, String summary, ClusterDescription cluster, List<Expectation> expectations) {
        super(name, summary, cluster, () -> ClientFactories.of(RegisterClient.class, NodeRegisters::new), expectations);
    }

    /** It breaks by each of these faults, or with none by itself. */
    static Expectation breaks(Set<String> faults, Duration within, String source) {
        return Expectation.breaks(WORKLOAD, faults, ANOMALY, within, source);
    }

    /** It can break by any of these faults. */
    static Expectation mayBreak(Set<String> faults, String source) {
        return Expectation.mayBreak(WORKLOAD, faults, ANOMALY, source);
    }

    /** It keeps its promise under these faults. */
    static Expectation holds(Set<String> faults, String source) {
        return Expectation.holds(WORKLOAD, faults, source);
    }
}
