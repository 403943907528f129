package io.ordeal.fault.schedule;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who waits for an operation's event, by its type and {@code f}: most events concern nobody, and there are hundreds of
 * thousands a second. Immutable.
 */
final class OperationIndex {
    static final OperationIndex EMPTY = new OperationIndex(List.of());

    private final Map<OpType, Map<String, Turns[]>> byF = new EnumMap<>(OpType.class);
    private final Map<OpType, Turns[]> rest = new EnumMap<>(OpType.class);

    OperationIndex(List<Turns> waiting) {
        for (OpType type : OpType.values()) {
            List<Turns> anyF = new ArrayList<>();
            Map<String, List<Turns>> ofF = new HashMap<>();
            for (Turns turns : waiting) {
                OperationInterest interest = turns.interest();
                if (interest.types().contains(type)) {
                    interest.f().ifPresent(f -> ofF.put(f, new ArrayList<>()));
                }
            }
            for (Turns turns : waiting) {
                OperationInterest interest = turns.interest();
                if (interest.types().contains(type)) {
                    if (interest.f().isEmpty()) {
                        anyF.add(turns);
                    }
                    ofF.forEach((f, list) -> {
                        if (interest.f().isEmpty() || interest.f().get().equals(f)) {
                            list.add(turns);
                        }
                    });
                }
            }
            Map<String, Turns[]> found = new HashMap<>();
            ofF.forEach((f, list) -> found.put(f, list.toArray(Turns[]::new)));
            byF.put(type, found);
            rest.put(type, anyF.toArray(Turns[]::new));
        }
    }

    /** In the order of the schedule; not to be changed. O(1). */
    Turns[] waitingFor(Op event) {
        Turns[] found = byF.getOrDefault(event.type(), Map.of()).get(event.f());
        return found != null ? found : rest.getOrDefault(event.type(), new Turns[0]);
    }
}
