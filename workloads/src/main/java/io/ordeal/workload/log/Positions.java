package io.ordeal.workload.log;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a process is in each log: reads that say no offset go on behind the last entry that it has read. */
final class Positions implements Client {
    private final Client client;
    private final Map<Object, Long> next = new HashMap<>();

    Positions(Client client) {
        this.client = client;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        if (!invocation.f().equals("read")
                || !(invocation.value() instanceof List<?> pair)
                || pair.size() != 2
                || !(pair.get(0) instanceof String log)
                || pair.get(1) != null) {
            return client.invoke(invocation);
        }
        Completion completion = client.invoke(new Invocation("read", Arrays.asList(log, next.getOrDefault(log, 0L))));
        if (completion.type() == OpType.OK
                && completion.value() instanceof List<?> told
                && told.size() == 3
                && told.get(2) instanceof List<?> entries
                && !entries.isEmpty()
                && entries.get(entries.size() - 1) instanceof List<?> last
                && last.get(0) instanceof Number offset) {
            next.put(log, offset.longValue() + 1);
        }
        return completion;
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
