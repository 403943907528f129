package io.ordeal.fault.schedule;

import io.ordeal.names.NearestNames;
import io.ordeal.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The faults of a run: a value, whoever made it.
 *
 * @param faults each named once; what one says of another is of this list
 */
public record Schedule(List<PlannedFault> faults) {
    public static final Schedule NONE = new Schedule(List.of());

    /** @throws IllegalArgumentException two have one name, or one speaks of a fault that is not there */
    public Schedule {
        faults = List.copyOf(faults);
        List<String> ids = faults.stream().map(PlannedFault::id).toList();
        for (int i = 0; i < ids.size(); i++) {
            if (ids.indexOf(ids.get(i)) < i) {
                throw new IllegalArgumentException(
                        "two faults are called " + ids.get(i) + ": what is said of one must not be of both");
            }
        }
        for (PlannedFault fault : faults) {
            for (String named : namedBy(fault)) {
                if (!ids.contains(named)) {
                    throw new IllegalArgumentException(
                            "the fault " + fault.id() + ": " + NearestNames.unknown("fault", named, ids));
                }
            }
        }
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    public Optional<PlannedFault> find(String id) {
        return faults.stream().filter(fault -> fault.id().equals(id)).findFirst();
    }

    /**
     * Sees to it that no fault waits for a time at which the main phase is over.
     *
     * @param time the main phase's
     * @throws IllegalArgumentException one does
     */
    public void refuseLaterThan(Duration time) {
        for (PlannedFault fault : faults) {
            for (Condition condition : fault.begin()) {
                if (condition instanceof Condition.At at && at.time().compareTo(time) >= 0) {
                    throw new IllegalArgumentException("the fault " + fault.id() + " begins " + ConditionText.print(at)
                            + ", and the main phase is over after " + DurationText.print(time)
                            + ": give it more --time");
                }
            }
        }
    }

    /** All conditions, those within {@code any of} too. */
    Stream<Condition> conditions() {
        return faults.stream().flatMap(fault -> conditions(fault).stream());
    }

    static List<Condition> conditions(PlannedFault fault) {
        List<Condition> all = new ArrayList<>();
        fault.begin().forEach(condition -> flatten(condition, all));
        fault.end().forEach(condition -> flatten(condition, all));
        return all;
    }

    static void flatten(Condition condition, List<Condition> into) {
        if (condition instanceof Condition.AnyOf any) {
            any.conditions().forEach(one -> flatten(one, into));
        } else {
            into.add(condition);
        }
    }

    /** The names of the faults that a fault speaks of, in its whom and its conditions. */
    public static List<String> namedBy(PlannedFault fault) {
        List<String> named = new ArrayList<>();
        fault.fault().whom().flatMap(Victims::faultOf).ifPresent(named::add);
        for (Condition condition : conditions(fault)) {
            if (condition instanceof Condition.Began began) {
                named.add(began.fault());
            } else if (condition instanceof Condition.Ended ended) {
                named.add(ended.fault());
            } else if (condition instanceof Condition.Primary primary) {
                Victims.faultOf(primary.who()).ifPresent(named::add);
            } else if (condition instanceof Condition.Deposed deposed) {
                Victims.faultOf(deposed.who()).ifPresent(named::add);
            }
        }
        return named;
    }
}
