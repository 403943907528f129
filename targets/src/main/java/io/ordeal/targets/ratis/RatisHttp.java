package io.ordeal.targets.ratis;

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
import java.util.Optional;

/**
 * A server by its HTTP API. A call is one request, and is sent once ({@link PlainHttp}), and what the server hands on to the
 * leader it hands on once.
 *
 * @param limit how long a call may take
 */
record RatisHttp(HttpClient http, InetSocketAddress server, Duration limit) {
    private static final int OK = 200;

    /**
     * What a server says of itself.
     *
     * @param leads whether it believes that it leads, and has applied what was agreed on before
     * @param leader the node that leads, as far as it knows
     * @param version of Ratis
     */
    record Status(boolean leads, Optional<String> leader, String version) {}

    Status status() throws IOException, InterruptedException, RatisException {
        String[] words = send(PlainHttp.request(server, "/status", limit).GET()).split(" ");
        return new Status(
                words[0].equals("leader"), Optional.of(words[1]).filter(leader -> !leader.equals("-")), words[2]);
    }

    /**
     * Has something agreed on.
     *
     * @return what came of it
     * @throws RatisException the server says that it was not done, or that it doesn't know
     * @throws IOException it has not answered
     */
    String change(String command) throws IOException, InterruptedException, RatisException {
        return post("/change", command);
    }

    /** Asks for something that is there. */
    String read(ReadMode mode, String query) throws IOException, InterruptedException, RatisException {
        return post("/read/" + mode.word(), query);
    }

    private String post(String path, String body) throws IOException, InterruptedException, RatisException {
        return send(PlainHttp.request(server, path, limit).POST(BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException, RatisException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != OK) {
            throw new RatisException(response.body());
        }
        return response.body();
    }
}
