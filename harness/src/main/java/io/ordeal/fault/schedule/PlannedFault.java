package io.ordeal.fault.schedule;

import io.ordeal.fault.FaultSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One fault of a schedule; it strikes once.
 *
 * @param id its name in its schedule
 * @param fault what it does, to whom, in which way; the whom may be one that is resolved when it strikes
 * @param begin what must have come to pass, in this order, before it strikes; at least one condition
 * @param end what must have come to pass, in this order, before it is healed; empty = it lasts until the main phase is
 *     over
 * @param draws by what its draws are keyed; empty = by itself and its place among its like
 */
public record PlannedFault(
        String id, FaultSpec fault, List<Condition> begin, List<Condition> end, Optional<Draws> draws) {
    /** What an id may look like: it stands before a {@code =} in the short form, and after one. */
    static final Pattern ID = Pattern.compile("[A-Za-z][\\w-]*");

    /** One that draws by its place among its like. */
    public PlannedFault(String id, FaultSpec fault, List<Condition> begin, List<Condition> end) {
        this(id, fault, begin, end, Optional.empty());
    }

    public PlannedFault {
        begin = List.copyOf(begin);
        end = List.copyOf(end);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a fault can't be called '" + id
                    + "': a letter, then letters, digits, hyphens, such as stop-b or k1");
        }
        if (begin.isEmpty()) {
            throw new IllegalArgumentException(
                    "the fault " + id + " has no beginning: give it a condition, such as at=3s");
        }
    }

    /** The same at another time. */
    public PlannedFault when(List<Condition> otherBegin, List<Condition> otherEnd) {
        return new PlannedFault(id, fault, otherBegin, otherEnd, draws);
    }

    /** In the short form: {@code k1=kill:primary@after=200:add..for=2s}. */
    public String text() {
        return new FaultText(Optional.of(id), fault, begin, end).toString();
    }
}
