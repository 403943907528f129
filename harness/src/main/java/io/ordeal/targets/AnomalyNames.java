package io.ordeal.targets;

import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.log.LogAnomaly;
import io.ordeal.checker.txn.TransactionAnomaly;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names of all anomalies that a checker of ours may find, as verdicts print them: what may be expected is among them. */
public final class AnomalyNames {
    private static final SortedSet<String> ALL = all(
            Arrays.stream(AnomalyType.values()).map(AnomalyType::wire),
            Arrays.stream(TransactionAnomaly.values()).map(TransactionAnomaly::wire),
            Arrays.stream(LogAnomaly.values()).map(LogAnomaly::wire));

    private AnomalyNames() {}

    /** In the order of the alphabet; can't be changed. */
    public static SortedSet<String> all() {
        return ALL;
    }

    @SafeVarargs
    private static SortedSet<String> all(Stream<String>... names) {
        TreeSet<String> all = new TreeSet<>();
        for (Stream<String> each : names) {
            each.forEach(all::add);
        }
        return Collections.unmodifiableSortedSet(all);
    }
}
