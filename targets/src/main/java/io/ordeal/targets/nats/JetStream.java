package io.ordeal.targets.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * JetStream over a connection. Each call is one request, and is sent once.
 *
 * @param limit how long a call may take
 */
record JetStream(NatsConnection connection, Duration limit) {
    static final ObjectMapper MAPPER = new ObjectMapper();

    /** Requests that are under way at once. */
    private static final int AT_ONCE = 256;

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Stores a message.
     *
     * @param headers as in {@link NatsConnection#ask}
     * @return its number in the stream
     * @throws NatsException it was answered that it was not stored
     * @throws IOException it was not answered
     */
    long publish(String subject, String headers, String content) throws IOException, NatsException {
        return call(subject, headers, content.getBytes(StandardCharsets.UTF_8))
                .path("seq")
                .asLong();
    }

    /**
     * Asks JetStream's API.
     *
     * @param call without what all begin with, such as {@code STREAM.INFO.log}
     */
    JsonNode api(String call, ObjectNode request) throws IOException, NatsException {
        return call("$JS.API." + call, "", MAPPER.writeValueAsBytes(request));
    }

    private JsonNode call(String subject, String headers, byte[] content) throws IOException, NatsException {
        return json(request(subject, headers, content));
    }

    /** As whichever replica is nearest has it. */
    NatsMessage direct(String stream, String subject) throws IOException {
        return request("$JS.API.DIRECT.GET." + stream + "." + subject, "", new byte[0]);
    }

    private NatsMessage request(String subject, String headers, byte[] content) throws IOException {
        long number = connection.ask(subject, headers, content);
        return connection.answer(number, System.nanoTime() + limit.toNanos());
    }

    private static JsonNode json(NatsMessage message) throws IOException, NatsException {
        if (message.status() != 0) {
            throw new NatsException(message.status(), "no answer but a status");
        }
        JsonNode answer = MAPPER.readTree(message.content());
        JsonNode error = answer.path("error");
        if (!error.isMissingNode()) {
            throw new NatsException(
                    error.path("err_code").asInt(), error.path("description").asText());
        }
        return answer;
    }

    /** The number of a stream's last message, by its leader. */
    long lastOf(String stream) throws IOException, NatsException {
        return api("STREAM.INFO." + stream, object())
                .path("state")
                .path("last_seq")
                .asLong();
    }

    /**
     * The messages of a stream from one number to another, by its leader.
     *
     * @return by number; those that are not there are left out
     */
    Map<Long, JsonNode> messages(String stream, long from, long to) throws IOException, NatsException {
        Map<Long, JsonNode> messages = new TreeMap<>();
        for (long first = from; first <= to; first += AT_ONCE) {
            long last = Math.min(to, first + AT_ONCE - 1);
            List<Long> requests = new ArrayList<>();
            for (long number = first; number <= last; number++) {
                requests.add(connection.ask(
                        "$JS.API.STREAM.MSG.GET." + stream, "", MAPPER.writeValueAsBytes(object().put("seq", number))));
            }
            long deadlineNanos = System.nanoTime() + limit.toNanos();
            for (int i = 0; i < requests.size(); i++) {
                NatsMessage answer = connection.answer(requests.get(0), deadlineNanos);
                long number = first + connection.number(answer) - requests.get(0);
                found(answer).ifPresent(message -> messages.put(number, message));
            }
        }
        return messages;
    }

    private static Optional<JsonNode> found(NatsMessage answer) throws IOException, NatsException {
        try {
            return Optional.of(json(answer).path("message"));
        } catch (NatsException missing) {
            if (missing.code() == NatsException.NOT_FOUND) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    /** The last message under a subject, by the stream's leader. */
    Optional<JsonNode> last(String stream, String subject) throws IOException, NatsException {
        long number = connection.ask(
                "$JS.API.STREAM.MSG.GET." + stream,
                "",
                MAPPER.writeValueAsBytes(object().put("last_by_subj", subject)));
        return found(connection.answer(number, System.nanoTime() + limit.toNanos()));
    }
}
