package io.ordeal.fault.kinds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the history is told of who was primary before a fault, and who is at its end, before it is healed. */
final class Leadership {
    private Leadership() {}

    static void tell(Map<String, Object> told, Set<String> before, Optional<Set<String>> after) {
        told.put("primaries-before", List.copyOf(before));
        if (after.isPresent()) {
            told.put("primaries-after", List.copyOf(after.get()));
            told.put("leader-changed", !before.containsAll(after.get()));
        }
    }
}
