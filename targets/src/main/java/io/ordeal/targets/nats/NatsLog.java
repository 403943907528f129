package io.ordeal.targets.nats;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.workload.log.LogClient;
import io.ordeal.workload.log.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Logs as subjects of one stream, whose numbers are the offsets: to one log those of the others are gaps. */
final class NatsLog implements LogClient {
    private static final String SUBJECT = NatsCluster.LOG + ".";

    private final NatsClient nats;

    NatsLog(NatsClient nats) {
        this.nats = nats;
    }

    @Override
    public long append(String log, long element) throws Exception {
        return nats.publish(SUBJECT + log, "", Long.toString(element));
    }

    @Override
    public List<LogEntry> read(String log, long from) throws Exception {
        Map<Long, JsonNode> messages = nats.read(stream -> read(stream, Math.max(1, from)));
        List<LogEntry> entries = new ArrayList<>();
        messages.forEach((number, message) -> {
            if (message.path("subject").asText().equals(SUBJECT + log)) {
                byte[] content = Base64.getDecoder().decode(message.path("data").asText());
                entries.add(new LogEntry(number, Long.parseLong(new String(content, StandardCharsets.UTF_8))));
            }
        });
        return entries;
    }

    /**
     * All from a number on. Who leads may change meanwhile, to one that is not so far: what was not found is there no more
     * only if whoever leads has what comes behind it.
     */
    private static Map<Long, JsonNode> read(JetStream stream, long from) throws IOException, NatsException {
        long last = stream.lastOf(NatsCluster.LOG);
        Map<Long, JsonNode> messages = stream.messages(NatsCluster.LOG, from, last);
        for (long number = from; number <= last; number++) {
            if (!messages.containsKey(number)) {
                messages.putAll(stream.messages(NatsCluster.LOG, number, number));
                if (!messages.containsKey(number) && stream.lastOf(NatsCluster.LOG) < last) {
                    throw new IOException("another leads meanwhile, who is not so far");
                }
            }
        }
        return messages;
    }

    @Override
    public void close() {
        nats.close();
    }
}
