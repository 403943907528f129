package io.ordeal.workload.leader;

import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a process takes itself for the leader, by what it was told last. */
final class Belief {
    private @Nullable String election;

    /** Whether it leads, in an election. */
    boolean in(@Nullable Object which) {
        return which instanceof String name && name.equals(election);
    }

    void told(Invocation asked, Completion answer) {
        if (answer.type() == OpType.FAIL) {
            return;
        }
        election = isClaim(asked.f(), answer.type(), answer.value()) ? String.valueOf(asked.value()) : null;
    }

    void lost() {
        election = null;
    }

    /** Whether an answer tells its process that it leads. */
    static boolean isClaim(String f, OpType type, @Nullable Object value) {
        return type == OpType.OK
                && !f.equals(LeaderOperations.RESIGN)
                && !(value instanceof List<?> told && told.size() == 2 && Boolean.FALSE.equals(told.get(1)));
    }
}
