package io.ordeal.workload.log;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.util.List;

/** {@code append} of {@code [log element]}; {@code read} and {@code read-all} of {@code [log from]}. */
final class LogOperations implements Client {
    private final LogClient logs;

    LogOperations(LogClient logs) {
        this.logs = logs;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        if (!(invocation.value() instanceof List<?> pair)
                || pair.size() != 2
                || !(pair.get(0) instanceof String log)
                || !(pair.get(1) instanceof Number number)) {
            throw new IllegalArgumentException(
                    "expected a value such as [\"l0\" 3] for :" + invocation.f() + ", found " + invocation.value());
        }
        switch (invocation.f()) {
            case "append" -> {
                long offset = logs.append(log, number.longValue());
                return Completion.ok(List.of(log, List.of(offset, number.longValue())));
            }
            case "read", "read-all" -> {
                List<List<Long>> entries = logs.read(log, number.longValue()).stream()
                        .map(entry -> List.of(entry.offset(), entry.element()))
                        .toList();
                return Completion.ok(List.of(log, number.longValue(), entries));
            }
            default -> throw new DefiniteFailure("a log is appended to and read, not: " + invocation.f());
        }
    }

    @Override
    public void close() throws Exception {
        logs.close();
    }
}
