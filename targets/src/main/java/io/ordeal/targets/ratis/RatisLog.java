package io.ordeal.targets.ratis;

import io.ordeal.workload.log.LogClient;
import io.ordeal.workload.log.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Logs in what the servers agree on. */
final class RatisLog implements LogClient {
    private final RatisConnection ratis;

    RatisLog(RatisConnection ratis) {
        this.ratis = ratis;
    }

    @Override
    public long append(String log, long element) throws Exception {
        return Long.parseLong(ratis.change("append " + log + " " + element));
    }

    @Override
    public List<LogEntry> read(String log, long from) throws Exception {
        String answer = ratis.read(ReadMode.LINEARIZABLE, "entries " + log + " " + from);
        List<LogEntry> entries = new ArrayList<>();
        for (String entry : answer.isEmpty() ? List.<String>of() : List.of(answer.split(" "))) {
            String[] parts = entry.split("=", 2);
            entries.add(new LogEntry(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        }
        return entries;
    }
}
