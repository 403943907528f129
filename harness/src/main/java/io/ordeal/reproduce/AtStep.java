package io.ordeal.reproduce;

import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One fault at the moment at which a client stands at a step of an operation, and waits there until the fault has struck: so
 * it is in the midst of that operation, however slow the machine is. What the client calls its steps is not recorded; they
 * are counted:
 *
 * <pre>
 *   recorded  ··[kill broker ──────]·····
 *                 [abandon  (1) (2) ✗]
 *   at step 2   [abandon  (1) (2)······· ✗]
 *                             [kill broker ──────]
 * </pre>
 */
final class AtStep {
    /** Of an operation; what has more of them has a fault of its own for these, as a commit in two phases has. */
    private static final int MOST_STEPS = 2;

    /** With more operations the step of each is one of many. */
    private static final int MOST_OPERATIONS = 2;

    private AtStep() {}

    /** A plan with one fault tied to a step, and what was changed in a few words. */
    record Variant(String what, ReplayPlan plan) {}

    /**
     * Plans of the same operations, the last step of the last operation first, since most has happened then; none for faults
     * that strike no servers, or lie in wait for a step as it is.
     *
     * @param struck the operations in whose midst it may have been
     */
    static List<Variant> of(ReplayPlan plan, List<RecordedOperation> struck) {
        List<Variant> variants = new ArrayList<>();
        for (PlannedFault fault : plan.schedule().faults()) {
            boolean strikesServers = FaultKinds.named(fault.fault().kind()).family() == FaultFamily.PROCESSES;
            boolean waitsForAStep = fault.begin().stream().anyMatch(Condition.Step.class::isInstance);
            if (!strikesServers || waitsForAStep) {
                continue;
            }
            int from = Math.max(0, struck.size() - MOST_OPERATIONS);
            for (int i = struck.size() - 1; i >= from; i--) {
                for (int step = MOST_STEPS; step >= 1; step--) {
                    variants.add(variant(plan, fault, struck.get(i), step));
                }
            }
        }
        return variants;
    }

    private static Variant variant(ReplayPlan plan, PlannedFault fault, RecordedOperation operation, int step) {
        List<Condition> begin = new ArrayList<>();
        int begun = plan.operations().indexOf(operation) + 1;
        if (begun > 1) {
            begin.add(new Condition.Operations(begun, Condition.Stage.BEGUN, Condition.OperationFilter.ALL));
        }
        begin.add(new Condition.Step(Condition.Step.ANY, Optional.empty(), Optional.of(operation.worker()), step));
        return new Variant(
                fault.id() + " at step " + step + " of "
                        + operation.invocation().f() + " "
                        + operation.invocation().value(),
                plan.withSchedule(new Schedule(List.of(fault.when(begin, fault.end())))));
    }
}
