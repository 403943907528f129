package io.ordeal.targets.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/** What a server tells of itself on a page of its web server, for programs. */
public final class JsonPage {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonPage() {}

    /**
     * Asks for it, over a connection of its own.
     *
     * @param path with its query
     * @param limit of the connect, and of each wait for more of the answer
     * @throws IOException the server does not answer, or not with such a page
     */
    public static JsonNode read(InetSocketAddress server, String path, Duration limit) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + server.getHostString() + ":" + server.getPort() + path)
                        .toURL()
                        .openConnection();
        connection.setConnectTimeout((int) limit.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        connection.setRequestProperty("Accept", "application/json");
        try (InputStream answer = connection.getInputStream()) {
            return MAPPER.readTree(answer);
        } finally {
            connection.disconnect();
        }
    }
}
