package io.ordeal.workload.transfer;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Optional;

/** At least one transfer was refused: else nothing shows that a participant's no is heard. */
record RefusedTransfers() implements Requirement {
    @Override
    public Optional<String> missing(History history) {
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i)
                    && history.type(i) == OpType.FAIL
                    && history.f(i).equals("transfer")) {
                return Optional.empty();
            }
        }
        return Optional.of("no :transfer was refused, though some must be: "
                + Requirement.remedy(history, "transfer", "a longer --time makes more transfers"));
    }
}
