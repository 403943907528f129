package io.ordeal.targets.consul;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ordeal.targets.parts.PlainHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A server of Consul by its HTTP API. A call is one request, and is sent once ({@link PlainHttp}), and a server that hands a
 * write on to the leader does so once.
 *
 * @param limit how long a call may take
 */
record ConsulHttp(HttpClient http, InetSocketAddress server, Duration limit) {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /**
     * A key as it was read.
     *
     * @param value it is a text
     * @param modifyIndex the number of the last change to it, in the order of all changes
     * @param session that holds it as a lock; empty if none does
     */
    record Entry(String value, long modifyIndex, Optional<String> session) {}

    /** The same, with another limit. */
    ConsulHttp within(Duration other) {
        return new ConsulHttp(http, server, other);
    }

    /** Who leads, as the server has it: where it listens for others; empty if it knows none. */
    Optional<String> leader() throws IOException, InterruptedException, ConsulException {
        return Optional.of(get("/v1/status/leader").asText()).filter(leader -> !leader.isEmpty());
    }

    /** Reads a key; empty if it is not there. */
    Optional<Entry> read(String key, ReadMode mode) throws IOException, InterruptedException, ConsulException {
        String query = mode.query().isEmpty() ? "" : "?" + mode.query();
        JsonNode found = get("/v1/kv/" + key + query).path(0);
        if (found.isMissingNode()) {
            return Optional.empty();
        }
        String value = new String(Base64.getDecoder().decode(found.path("Value").asText("")), StandardCharsets.UTF_8);
        return Optional.of(new Entry(
                value,
                found.path("ModifyIndex").asLong(),
                Optional.of(found.path("Session").asText("")).filter(session -> !session.isEmpty())));
    }

    /** What is there; nothing where nothing is. */
    JsonNode get(String path) throws IOException, InterruptedException, ConsulException {
        return send(request(path).GET().build());
    }

    /**
     * Changes something.
     *
     * @return what Consul says of it; of a key {@code true} or {@code false}, of what is not there nothing
     * @throws ConsulException it says that it has not done it
     * @throws IOException it has not answered
     */
    JsonNode put(String path, String body) throws IOException, InterruptedException, ConsulException {
        return send(request(path).PUT(BodyPublishers.ofString(body)).build());
    }

    /**
     * Takes something away.
     *
     * @throws ConsulException it says that it has not done it
     * @throws IOException it has not answered
     */
    void delete(String path) throws IOException, InterruptedException, ConsulException {
        send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return PlainHttp.request(server, path, limit);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException, ConsulException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() == NOT_FOUND) {
            return MissingNode.getInstance();
        }
        if (response.statusCode() != OK) {
            throw new ConsulException(
                    response.statusCode(), new String(response.body(), StandardCharsets.UTF_8).strip());
        }
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException noJson) {
            throw new IOException("expected JSON with status 200, found none", noJson);
        }
    }
}
