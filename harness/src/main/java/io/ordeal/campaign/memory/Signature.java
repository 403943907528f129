package io.ordeal.campaign.memory;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.measure.FaultsAtWork;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * By what findings are taken for one bug: the checker, the anomaly's type, the kinds of operations and of edges in its
 * witness, and the kinds of faults at work. Two runs with one signature show one bug, as far as anybody can tell.
 */
public final class Signature {
    private Signature() {}

    /** As it is written down: {@code lock overlapping-holds [acquire release] under [partition]}. O(witness). */
    public static String of(String checker, Anomaly anomaly) {
        Set<String> operations = new TreeSet<>();
        anomaly.witness().forEach(op -> operations.add(op.f()));
        Set<String> edges = new TreeSet<>();
        if (anomaly.details().get("edges") instanceof Collection<?> steps) {
            steps.forEach(step -> {
                if (step instanceof Map<?, ?> named && named.get("type") != null) {
                    edges.add(String.valueOf(named.get("type")));
                }
            });
        }
        Set<String> faults = new TreeSet<>();
        if (anomaly.details().get(FaultsAtWork.DETAIL) instanceof Collection<?> atWork) {
            atWork.forEach(fault -> faults.add(kind(String.valueOf(fault))));
        }
        return checker + " " + anomaly.type() + " " + list(operations)
                + (edges.isEmpty() ? "" : " by " + list(edges))
                + (faults.isEmpty() ? "" : " under " + list(faults));
    }

    private static String list(Set<String> names) {
        return "[" + String.join(" ", names) + "]";
    }

    /** Without whom and how: {@code partition} of {@code partition:primary:hold}. */
    private static String kind(String fault) {
        int end = 0;
        while (end < fault.length() && (Character.isLetterOrDigit(fault.charAt(end)) || fault.charAt(end) == '-')) {
            end++;
        }
        return fault.substring(0, end);
    }
}
