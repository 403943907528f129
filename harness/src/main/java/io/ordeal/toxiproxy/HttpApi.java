package io.ordeal.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP API: routes, status codes and headers of Toxiproxy 2.12.0, and {@code GET /proxies/{proxy}/traffic}. */
final class HttpApi implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(HttpApi.class);

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String ANY_METHOD = "*";

    /**
     * An answer.
     *
     * @param contentType null where there is no body
     */
    private record Reply(int status, @Nullable String contentType, String body) {
        static Reply json(int status, String body) {
            return new Reply(status, JSON, body);
        }

        static Reply text(int status, String body) {
            return new Reply(status, TEXT, body);
        }

        static Reply empty(int status) {
            return new Reply(status, null, "");
        }
    }

    /** What answers a method on a route. */
    private interface Answer {
        Reply to(InputStream body) throws ApiException;
    }

    private final ProxyRegistry proxies;
    private final Metrics metrics;

    HttpApi(ProxyRegistry proxies, Metrics metrics) {
        this.proxies = proxies;
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            if (reply.contentType() != null) {
                exchange.getResponseHeaders().set("Content-Type", reply.contentType());
                if (reply.contentType().equals(TEXT)) {
                    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
                }
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException clientGone) {
            log.debug(
                    "answer to {} {} not delivered", exchange.getRequestMethod(), exchange.getRequestURI(), clientGone);
        }
    }

    private Reply reply(HttpExchange exchange) {
        Map<String, Answer> methods = route(exchange.getRequestURI().getPath());
        if (methods.isEmpty()) {
            return Reply.text(404, "404 page not found\n");
        }
        Answer answer = methods.getOrDefault(exchange.getRequestMethod(), methods.get(ANY_METHOD));
        if (answer == null) {
            return Reply.empty(405);
        }
        exchange.getResponseHeaders().set("X-Toxiproxy-Request-Id", requestId());
        String userAgent = exchange.getRequestHeaders().getFirst("User-Agent");
        if (userAgent != null && userAgent.startsWith("Mozilla/")) {
            // A page in a browser could drive the API of a developer's machine.
            return Reply.text(403, "User agent not allowed\n");
        }
        try {
            return answer.to(exchange.getRequestBody());
        } catch (ApiException refused) {
            return error(refused);
        } catch (RuntimeException fault) {
            log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), fault);
            return error(new ApiException(500, String.valueOf(fault.getMessage())));
        }
    }

    private static Reply error(ApiException refused) {
        int status = refused.status();
        return new Reply(status, TEXT, ApiJson.error(status, String.valueOf(refused.getMessage())));
    }

    /** The methods that a path answers to; none for a path that is not there. */
    private Map<String, Answer> route(String path) {
        List<String> segments = List.of(path.substring(1).split("/", -1));
        if (segments.contains("")) {
            return Map.of();
        }
        return switch (segments.get(0)) {
            case "version" -> segments.size() == 1 ? Map.of("GET", body -> version()) : Map.of();
            case "reset" -> segments.size() == 1 ? Map.of("POST", body -> reset()) : Map.of();
            case "populate" -> segments.size() == 1 ? Map.of("POST", this::populate) : Map.of();
            case "metrics" ->
                segments.size() == 1 && metrics.isEnabled()
                        ? Map.of(ANY_METHOD, body -> new Reply(200, Metrics.CONTENT_TYPE, metrics.text()))
                        : Map.of();
            case "proxies" -> proxiesRoute(segments);
            default -> Map.of();
        };
    }

    private Map<String, Answer> proxiesRoute(List<String> segments) {
        if (segments.size() == 1) {
            return Map.of(
                    "GET", body -> Reply.json(200, ApiJson.proxies(proxies.all())),
                    "POST", body -> Reply.json(201, ApiJson.proxy(proxies.create(ApiRequest.newProxy(body)))));
        }
        String proxy = segments.get(1);
        if (segments.size() == 2) {
            return Map.of(
                    "GET", body -> Reply.json(200, ApiJson.proxy(proxies.get(proxy))),
                    "POST", body -> updateProxy(proxy, body),
                    "PATCH", body -> updateProxy(proxy, body),
                    "DELETE", body -> deleteProxy(proxy));
        }
        if (segments.size() == 3 && segments.get(2).equals("traffic")) {
            return Map.of(
                    "GET",
                    body -> Reply.json(200, ApiJson.traffic(proxies.get(proxy).traffic())));
        }
        if (segments.size() == 3 && segments.get(2).equals("toxics")) {
            return Map.of(
                    "GET",
                            body -> Reply.json(
                                    200,
                                    ApiJson.toxics(proxies.get(proxy).toxics().publicList())),
                    "POST", body -> createToxic(proxy, body));
        }
        if (segments.size() == 4 && segments.get(2).equals("toxics")) {
            String toxic = segments.get(3);
            return Map.of(
                    "GET", body -> showToxic(proxy, toxic),
                    "POST", body -> updateToxic(proxy, toxic, body),
                    "PATCH", body -> updateToxic(proxy, toxic, body),
                    "DELETE", body -> deleteToxic(proxy, toxic));
        }
        return Map.of();
    }

    private static Reply version() {
        String body = "{\"version\": \"" + ToxiproxyServer.VERSION + "\"}\n";
        return new Reply(200, "application/json;charset=utf-8", body);
    }

    private Reply reset() throws ApiException {
        proxies.reset();
        return Reply.empty(204);
    }

    private Reply populate(InputStream body) {
        ProxyRegistry.Populated populated;
        try {
            populated = proxies.populate(ApiRequest.proxies(body));
        } catch (ApiException refused) {
            populated = new ProxyRegistry.Populated(List.of(), Optional.of(refused));
        }
        int status = populated.failure().map(ApiException::status).orElse(201);
        return Reply.json(status, ApiJson.populated(populated.proxies(), populated.failure()));
    }

    private Reply updateProxy(String name, InputStream body) throws ApiException {
        TcpProxy unread = proxies.get(name);
        // Read before the proxy is locked: a slow client must not hold up the others.
        JsonNode read = ApiRequest.read(body);
        TcpProxy updated = proxies.update(unread.name(), old -> ApiRequest.updatedProxy(read, old));
        return Reply.json(200, ApiJson.proxy(updated));
    }

    private Reply deleteProxy(String name) throws ApiException {
        proxies.delete(name);
        return Reply.empty(204);
    }

    private Reply createToxic(String proxyName, InputStream body) throws ApiException {
        TcpProxy proxy = proxies.get(proxyName);
        Toxic toxic = ApiRequest.newToxic(body);
        proxy.toxics().add(toxic);
        return Reply.json(200, ApiJson.toxic(toxic));
    }

    private Reply showToxic(String proxyName, String name) throws ApiException {
        ToxicChain toxics = proxies.get(proxyName).toxics();
        return Reply.json(200, ApiJson.toxic(toxics.find(name).orElseThrow(ApiException::toxicNotFound)));
    }

    private Reply updateToxic(String proxyName, String name, InputStream body) throws ApiException {
        ToxicChain toxics = proxies.get(proxyName).toxics();
        if (toxics.find(name).isEmpty()) {
            throw ApiException.toxicNotFound();
        }
        // Read before the toxics are locked: a slow client must not hold up the others.
        JsonNode read = ApiRequest.read(body);
        return Reply.json(200, ApiJson.toxic(toxics.update(name, old -> ApiRequest.updatedToxic(read, old))));
    }

    private Reply deleteToxic(String proxyName, String name) throws ApiException {
        proxies.get(proxyName).toxics().remove(name);
        return Reply.empty(204);
    }

    /** 20 digits and letters, as the original's. */
    private static String requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(20);
        for (int i = 0; i < 20; i++) {
            id.append(Character.forDigit(random.nextInt(32), 32));
        }
        return id.toString();
    }
}
