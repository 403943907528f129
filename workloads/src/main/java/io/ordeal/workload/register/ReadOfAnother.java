package io.ordeal.workload.register;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process read what another had written: clients that each keep their registers to themselves, or a run of one client,
 * show nothing of a register that all share.
 */
final class ReadOfAnother implements Requirement {
    /** Operations are {@code [key value]} pairs, or {@code [key [old new]]}; values are written once for each register. */
    @Override
    public Optional<String> missing(History history) {
        Map<Object, Integer> writers = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                continue;
            }
            if (history.isInvoke(i)) {
                if (!history.f(i).equals("read") && history.value(i) instanceof List<?> written) {
                    writers.put(pair(written), history.process(i));
                }
            } else if (history.f(i).equals("read")
                    && history.type(i) == OpType.OK
                    && history.value(i) instanceof List<?> read) {
                Integer writer = writers.get(read);
                if (writer != null && writer != history.process(i)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of("no process ever read what another had written: "
                + Requirement.remedy(history, null, "--concurrency makes more, or fewer --keys"));
    }

    /** The register and what is in it afterwards. */
    private static List<?> pair(List<?> written) {
        @Nullable Object value = written.size() == 2 ? written.get(1) : null;
        return value instanceof List<?> swap && swap.size() == 2 && swap.get(1) != null && written.get(0) != null
                ? List.of(written.get(0), swap.get(1))
                : written;
    }
}
