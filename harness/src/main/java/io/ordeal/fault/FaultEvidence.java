package io.ordeal.fault;

import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the faults of a run bit, told from its history: a fault that was never injected, a partition that held back no
 * byte and cut no connection, a pause that froze nobody have tested nothing.
 */
public final class FaultEvidence {
    /** What the nemesis counts on links; any of them above 0 shows that the fault was felt. */
    private static final List<String> FELT_ON_LINKS = List.of(
            "connections-cut",
            "connections-reset",
            "connections-opened",
            "bytes-held",
            "bytes-dropped",
            "bytes-passed");

    /** Whom the nemesis lists: clients that were frozen, or killed. */
    private static final List<String> FELT_BY_CLIENTS = List.of("frozen", "killed");

    private static final String SKIPPED = "skipped";

    private FaultEvidence() {}

    /**
     * What is missing, as a sentence; empty if every fault bit at least once.
     *
     * @param faults of the run, in the grammar of {@code --faults}
     */
    public static Optional<String> missing(History history, Collection<String> faults) {
        Set<String> injected = new HashSet<>();
        Set<String> inForce = new HashSet<>();
        Map<String, Boolean> felt = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.process(i) == Op.NEMESIS && history.value(i) instanceof Map<?, ?> told) {
                String fault = String.valueOf(told.get(Keyword.of("fault")));
                if (history.f(i).startsWith("start-")) {
                    if (!told.containsKey(Keyword.of(SKIPPED))) {
                        injected.add(fault);
                        inForce.add(fault);
                    }
                } else if (history.f(i).startsWith("stop-") && inForce.remove(fault)) {
                    // In the end every fault is stopped once more: a stop that found nothing to heal shows nothing.
                    felt.merge(fault, wasFelt(told), Boolean::logicalOr);
                }
            }
        }
        for (String fault : faults) {
            if (!injected.contains(fault)) {
                return Optional.of("the fault " + fault
                        + " was never injected: --time gives it more time, a shorter --fault-interval more chances");
            }
            if (!felt.getOrDefault(fault, false)) {
                return Optional.of("the fault " + fault + " was injected, but nothing shows that it was felt: --rate or"
                        + " --time gives it more to bite on");
            }
        }
        return Optional.empty();
    }

    /** A fault that counts nothing (servers killed or paused) was felt by being done. */
    private static boolean wasFelt(Map<?, ?> told) {
        for (String whom : FELT_BY_CLIENTS) {
            if (told.get(Keyword.of(whom)) instanceof Collection<?> clients) {
                return !clients.isEmpty();
            }
        }
        List<String> counted = FELT_ON_LINKS.stream()
                .filter(name -> told.containsKey(Keyword.of(name)))
                .toList();
        return counted.isEmpty()
                || counted.stream()
                        .anyMatch(
                                name -> told.get(Keyword.of(name)) instanceof Number number && number.longValue() > 0);
    }
}
