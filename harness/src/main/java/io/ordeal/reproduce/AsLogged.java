package io.ordeal.reproduce;

import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One fault at the moment at which its victim logs something: what it is to strike in the midst of may be short, and the log
 * tells when it is. Which line that is nobody knows; so each kind of line is guessed that the victim logged before it was
 * struck in the recording, the one that came last first.
 */
final class AsLogged {
    /** Kinds of lines for each fault; what was logged long before has nothing to do with it. */
    private static final int MOST_LINES = 3;

    private AsLogged() {}

    /** A plan with one fault tied to a line, and what was changed in a few words. */
    record Variant(String what, ReplayPlan plan) {}

    /**
     * Plans of the same operations; none for faults that strike no processes.
     *
     * @throws IOException the recording's logs can't be read
     */
    static List<Variant> of(ReplayPlan plan) throws IOException {
        Recording recording = plan.recording();
        List<LoggedLines.Line> lines = LoggedLines.of(recording.folder(), recording.length());
        Set<String> nodes = new LinkedHashSet<>();
        lines.forEach(line -> nodes.add(line.node()));
        List<Variant> variants = new ArrayList<>();
        for (PlannedFault fault : plan.schedule().faults()) {
            Optional<Long> struck =
                    Optional.ofNullable(FaultOrder.strikes(recording.history()).get(fault.id()));
            if (struck.isEmpty()) {
                continue;
            }
            for (String victim : victims(fault, nodes)) {
                for (String shape : shapes(lines, victim, struck.get())) {
                    variants.add(new Variant(
                            fault.id() + " of " + victim + " as soon as it logs '" + shape + "'",
                            plan.withSchedule(new Schedule(List.of(tied(fault, victim, shape))))));
                }
            }
        }
        return variants;
    }

    private static PlannedFault tied(PlannedFault fault, String victim, String shape) {
        return new PlannedFault(
                fault.id(),
                new FaultSpec(
                        fault.fault().kind(), Optional.of(victim), fault.fault().mode()),
                List.of(new Condition.LogLine(Pattern.quote(shape), Optional.of(victim), 1)),
                fault.end(),
                fault.draws());
    }

    /** Of several that were struck together each alone: one of them may have been in the midst of something. */
    private static List<String> victims(PlannedFault fault, Set<String> nodes) {
        boolean strikesProcesses = FaultKinds.named(fault.fault().kind()).family() == FaultFamily.PROCESSES;
        return strikesProcesses
                ? Stream.of(fault.fault().whom().orElse("").split("\\+"))
                        .filter(nodes::contains)
                        .toList()
                : List.of();
    }

    private static Collection<String> shapes(List<LoggedLines.Line> lines, String node, long struck) {
        Set<String> shapes = new LinkedHashSet<>();
        for (int i = lines.size() - 1; i >= 0 && shapes.size() < MOST_LINES; i--) {
            LoggedLines.Line line = lines.get(i);
            if (line.nanos() < struck
                    && line.node().equals(node)
                    && line.shape().contains(" ")) {
                shapes.add(line.shape());
            }
        }
        return shapes;
    }
}
