package io.ordeal.fault.schedule;

import io.ordeal.history.OpType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which operations' events a condition has to see; the others can't meet it.
 *
 * @param f of these only; of all without
 */
record OperationInterest(Set<OpType> types, Optional<String> f) {
    static final OperationInterest NONE = new OperationInterest(EnumSet.noneOf(OpType.class), Optional.empty());

    OperationInterest {
        types = Set.copyOf(types);
    }

    /** What either is interested in, and perhaps more. */
    OperationInterest or(OperationInterest other) {
        if (other.types.isEmpty()) {
            return this;
        } else if (types.isEmpty()) {
            return other;
        }
        Set<OpType> both = EnumSet.copyOf(types);
        both.addAll(other.types);
        return new OperationInterest(both, f.equals(other.f) ? f : Optional.empty());
    }
}
