package io.ordeal.targets.nacos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.targets.parts.PlainHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A server of Nacos by its HTTP API. A call is one request, and is sent once ({@link PlainHttp}). Whatever Nacos answers has the
 * form {@code {"code": 0, "message": "success", "data": …}}, but for a login.
 *
 * @param limit how long a call may take
 * @param token of a login; empty: calls are nobody's
 */
record NacosHttp(HttpClient http, InetSocketAddress server, Duration limit, Optional<String> token) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** In which all that is published here lies, apart from what else the server has. */
    static final String GROUP = "ordeal";

    private static final String PUBLISH = "/nacos/v3/admin/cs/config";
    private static final String LOGIN = "/nacos/v3/auth/user/login";

    private static final int OK = 200;
    private static final int SUCCESS = 0;

    /** {@code ErrorCode.RESOURCE_NOT_FOUND} of Nacos. */
    private static final int NOT_FOUND = 20004;

    /** The same, as a user by the token that the server gives for its name and password. */
    NacosHttp loggedIn(NacosUser user) throws IOException, InterruptedException, NacosException {
        HttpResponse<String> response = send(
                PlainHttp.request(server, LOGIN, limit), Map.of("username", user.name(), "password", user.password()));
        String given = json(response).path("accessToken").asText("");
        if (given.isEmpty()) {
            throw failure(response);
        }
        return new NacosHttp(http, server, limit, Optional.of(given));
    }

    /** Reads the content of a data id; empty if there is none. */
    Optional<String> read(String dataId, ReadFrom from) throws IOException, InterruptedException, NacosException {
        HttpResponse<String> response =
                http.send(request(from.path() + "?" + form(named(dataId))).GET().build(), BodyHandlers.ofString());
        if (code(response) == NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode content = data(response).path("content");
        if (!content.isTextual()) {
            throw new IOException("expected a content with code 0, found none: " + response.body());
        }
        return Optional.of(content.textValue());
    }

    /**
     * Publishes a content.
     *
     * @throws NacosException it says that it has not done it
     * @throws IOException it has not answered, or not said that it has done it
     */
    void publish(String dataId, String content) throws IOException, InterruptedException, NacosException {
        publish(request(PUBLISH), dataId, content);
    }

    /**
     * Publishes a content in the place of another; if none is there at all, in the place of that.
     *
     * @throws NacosException it says that it has not done it
     * @throws IOException it has not answered, or not said that it has done it
     */
    void replace(String dataId, String expected, String content)
            throws IOException, InterruptedException, NacosException {
        publish(request(PUBLISH).header("casMd5", md5(expected)), dataId, content);
    }

    private void publish(HttpRequest.Builder request, String dataId, String content)
            throws IOException, InterruptedException, NacosException {
        Map<String, String> form = named(dataId);
        form.put("content", content);
        form.put("type", "text");
        HttpResponse<String> response = send(request, form);
        if (!data(response).asBoolean()) {
            throw new IOException("expected true with code 0, found: " + response.body());
        }
    }

    private static Map<String, String> named(String dataId) {
        Map<String, String> form = new TreeMap<>();
        form.put("dataId", dataId);
        form.put("groupName", GROUP);
        return form;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = PlainHttp.request(server, path, limit);
        token.ifPresent(given -> request.header("accessToken", given));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Map<String, String> form)
            throws IOException, InterruptedException {
        return http.send(
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode data(HttpResponse<String> response) throws NacosException {
        if (response.statusCode() != OK || code(response) != SUCCESS) {
            throw failure(response);
        }
        return json(response).path("data");
    }

    private static NacosException failure(HttpResponse<String> response) {
        JsonNode answer = json(response);
        int code = code(response);
        return new NacosException(
                response.statusCode(),
                code,
                code == NacosException.NO_CODE
                        ? response.body().strip()
                        : answer.path("message").asText() + ": "
                                + answer.path("data").asText());
    }

    private static int code(HttpResponse<String> response) {
        return json(response).path("code").asInt(NacosException.NO_CODE);
    }

    /** Nothing if it is none: what stands before Nacos answers in forms of its own. */
    private static JsonNode json(HttpResponse<String> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException none) {
            return MAPPER.missingNode();
        }
    }

    /** As Nacos has it of a content: 32 digits, of its UTF-8. */
    static String md5(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has MD5", never);
        }
    }
}
