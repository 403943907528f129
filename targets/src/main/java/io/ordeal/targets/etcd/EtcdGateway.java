package io.ordeal.targets.etcd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.targets.parts.PlainHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A member of etcd by its JSON gateway. A call is one request, and is sent once ({@link PlainHttp}), and within the member the
 * gateway repeats nothing that was executed.
 *
 * @param limit how long a call may take
 */
record EtcdGateway(HttpClient http, InetSocketAddress member, Duration limit) {
    private static final int OK = 200;
    private static final int UNKNOWN = 2;

    /** The same, with another limit. */
    EtcdGateway within(Duration other) {
        return new EtcdGateway(http, member, other);
    }

    /**
     * Asks what a member does also while it knows no leader.
     *
     * @return its answer
     * @throws EtcdException it says that it has not done it
     * @throws IOException it has not answered
     */
    JsonNode call(EtcdCall call, JsonNode request) throws IOException, InterruptedException, EtcdException {
        return send(request(call, request).build());
    }

    /** As {@link #call}, but a member that knows no leader then refuses at once, with nothing done. */
    JsonNode callWithLeader(EtcdCall call, JsonNode request) throws IOException, InterruptedException, EtcdException {
        return send(
                request(call, request).header("Grpc-Metadata-hasleader", "true").build());
    }

    private HttpRequest.Builder request(EtcdCall call, JsonNode request) {
        return PlainHttp.request(member, call.path(), limit).POST(BodyPublishers.ofString(request.toString()));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException, EtcdException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        JsonNode answer;
        try {
            answer = EtcdJson.MAPPER.readTree(response.body());
        } catch (JsonProcessingException noJson) {
            throw new IOException("expected JSON with status " + response.statusCode() + ", found none", noJson);
        }
        if (response.statusCode() != OK) {
            throw new EtcdException(
                    answer.path("code").asInt(UNKNOWN), answer.path("message").asText(answer.toString()));
        }
        return answer;
    }
}
