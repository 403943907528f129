package io.ordeal.reproduce;

import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mends a schedule that did not come to pass as recorded: a fault that did not come is tied to its recorded time, and one
 * that came too early waits for the one before it, too.
 */
final class Mending {
    private Mending() {}

    /** @return empty if there is nothing more that could be changed */
    static Optional<Schedule> mend(Schedule schedule, Schedule byTime, FaultOrder.Miss miss) {
        List<PlannedFault> mended = new ArrayList<>();
        for (PlannedFault fault : schedule.faults()) {
            mended.add(fault.id().equals(miss.fault()) ? mend(fault, byTime, miss) : fault);
        }
        return mended.equals(schedule.faults()) ? Optional.empty() : Optional.of(new Schedule(mended));
    }

    private static PlannedFault mend(PlannedFault fault, Schedule byTime, FaultOrder.Miss miss) {
        if (miss.after().isEmpty()) {
            return byTime.find(fault.id())
                    .map(timed -> fault.when(timed.begin(), fault.end()))
                    .orElse(fault);
        }
        // behind the others: what counts would begin to count only then
        List<Condition> begin = new ArrayList<>(fault.begin());
        Condition afterIt = new Condition.Began(miss.after().get());
        if (!begin.contains(afterIt)) {
            begin.add(afterIt);
        }
        return fault.when(begin, fault.end());
    }
}
