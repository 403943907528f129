package io.ordeal.targets.nacos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for a server of Nacos. <b>It is no Nacos</b>, and shares no line with it: it answers four calls in the forms that
 * Nacos 3 documents, and does with them what its documentation, source and maintainers say:
 *
 * <ul>
 *   <li>{@code POST /nacos/v3/admin/cs/config}, with the header {@code casMd5} or without: to the database at once, in which
 *       case it is answered, and to each server's dump at once or later;
 *   <li>{@code GET /nacos/v3/admin/cs/config}: what the database has;
 *   <li>{@code GET /nacos/v3/client/cs/config}: what the asked server's dump has;
 *   <li>{@code POST /nacos/v3/auth/user/login}, where it asks for a login.
 * </ul>
 *
 * <p>With it, it is shown that the clients speak these forms, that what goes wrong is told apart, and that a dump that is written
 * late is found out. It can't show whether Nacos speaks them so, how late its dumps are, or whether its database, its elections
 * and its restarts keep what was published: no word on Nacos follows from a run against it.
 */
final class NacosStandIn implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NO_SUCH = 404;
    private static final int FAILED = 500;

    /** What the servers of one cluster share: contents by data id, each of which goes to the dumps of all. */
    static final class Database implements AutoCloseable {
        private final Duration dumpedAfter;
        private final Map<String, String> contents = new HashMap<>();
        private final List<Map<String, String>> dumps = new ArrayList<>();
        private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

        /** @param dumpedAfter how long after a publish it is in the dumps; zero: before it is answered */
        Database(Duration dumpedAfter) {
            this.dumpedAfter = dumpedAfter;
        }

        synchronized Optional<String> read(String dataId) {
            return Optional.ofNullable(contents.get(dataId));
        }

        /**
         * Publishes.
         *
         * @param casMd5 of what is to be there, if anything is
         * @return whether it was
         */
        synchronized boolean publish(String dataId, String content, Optional<String> casMd5) {
            String there = contents.get(dataId);
            if (there != null
                    && casMd5.filter(md5 -> !md5.equals(NacosHttp.md5(there))).isPresent()) {
                return false;
            }
            contents.put(dataId, content);
            if (dumpedAfter.isZero()) {
                dumps.forEach(dump -> dump.put(dataId, content));
            } else {
                var unused = later.schedule(
                        () -> dumps().forEach(dump -> dump.put(dataId, content)),
                        dumpedAfter.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
            return true;
        }

        /** Not while it is published to all dumps: what is in one is in all. */
        private synchronized Optional<String> readDump(Map<String, String> dump, String dataId) {
            return Optional.ofNullable(dump.get(dataId));
        }

        private synchronized List<Map<String, String>> dumps() {
            return List.copyOf(dumps);
        }

        private synchronized Map<String, String> newDump() {
            Map<String, String> dump = new ConcurrentHashMap<>(contents);
            dumps.add(dump);
            return dump;
        }

        @Override
        public void close() {
            later.shutdownNow();
        }
    }

    /** What becomes of the next publish. */
    enum Mishap {
        /** It is done, and the answer does not come. */
        SILENT,
        /** It is done, and the connection breaks. */
        BROKEN
    }

    static {
        // else each answer waits for the kernel's delayed acknowledgement of its head
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Database database;
    private final Map<String, String> dump;
    private final Optional<NacosUser> user;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile String token = "";
    private volatile @Nullable Mishap mishap;
    private volatile @Nullable Answer prepared;

    private record Answer(int status, String body) {}

    private NacosStandIn(Database database, Optional<NacosUser> user) throws IOException {
        this.database = database;
        this.dump = database.newDump();
        this.user = user;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A server that lets everybody in. */
    static NacosStandIn on(Database database) throws IOException {
        return new NacosStandIn(database, Optional.empty());
    }

    /** A server that lets in one user only. */
    static NacosStandIn on(Database database, NacosUser user) throws IOException {
        return new NacosStandIn(database, Optional.of(user));
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** As {@code --endpoint} takes it. */
    String endpoint() {
        return address().getHostString() + ":" + address().getPort();
    }

    /** Answers the next publish so, and does nothing. */
    void answerNextPublish(int status, String body) {
        prepared = new Answer(status, body);
    }

    /** Does the next publish, and has something happen to its answer. */
    void strikeNextPublish(Mishap next) {
        mishap = next;
    }

    /** No token is good any more. */
    void endLogins() {
        token = "";
    }

    int logins() {
        return logins.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Map<String, String> form = fields(
                exchange.getRequestMethod().equals("GET")
                        ? exchange.getRequestURI().getRawQuery()
                        : new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        switch (call) {
            case "POST /nacos/v3/auth/user/login" -> send(exchange, login(form));
            case "POST /nacos/v3/admin/cs/config" ->
                publish(
                        exchange,
                        form,
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("casMd5")));
            case "GET /nacos/v3/admin/cs/config" ->
                send(exchange, refusal(exchange, form).orElseGet(() -> read(database.read(dataId(form)), NO_SUCH)));
            case "GET /nacos/v3/client/cs/config" ->
                send(
                        exchange,
                        refusal(exchange, form).orElseGet(() -> read(database.readDump(dump, dataId(form)), OK)));
            // as its framework does, in a form that is not Nacos' own
            default -> send(exchange, new Answer(NO_SUCH, "{\"status\":404,\"error\":\"Not Found\"}"));
        }
    }

    private static Map<String, String> fields(@Nullable String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form == null || form.isEmpty() ? new String[0] : form.split("&")) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String dataId(Map<String, String> form) {
        return String.valueOf(form.get("dataId"));
    }

    private Answer login(Map<String, String> form) {
        NacosUser asked = new NacosUser(form.getOrDefault("username", ""), form.getOrDefault("password", ""));
        if (!user.equals(Optional.of(asked))) {
            return new Answer(
                    FORBIDDEN,
                    answer(10001, "access denied")
                            .put("data", "user not found!")
                            .toString());
        }
        token = "token-" + logins.incrementAndGet();
        return new Answer(
                OK,
                MAPPER.createObjectNode()
                        .put("accessToken", token)
                        .put("tokenTtl", 18000)
                        .toString());
    }

    /** Why a call is not answered; empty if it is. */
    private Optional<Answer> refusal(HttpExchange exchange, Map<String, String> form) {
        String given = exchange.getRequestHeaders().getFirst("accessToken");
        if (user.isPresent() && (token.isEmpty() || !token.equals(given))) {
            return Optional.of(new Answer(
                    FORBIDDEN,
                    answer(10001, "access denied").put("data", "token invalid!").toString()));
        }
        if (form.getOrDefault("groupName", "").isBlank()) {
            return Optional.of(new Answer(
                    BAD_REQUEST,
                    answer(10000, "parameter missing")
                            .put("data", "Required parameter 'groupName' type String is not present")
                            .toString()));
        }
        if (!form.getOrDefault("dataId", "").matches("[\\p{L}\\p{Nd}_.:-]+")) {
            return Optional.of(new Answer(
                    BAD_REQUEST,
                    answer(20002, "parameter validate error")
                            .put("data", "invalid dataId : " + form.get("dataId"))
                            .toString()));
        }
        return Optional.empty();
    }

    private static Answer read(Optional<String> content, int statusOfNone) {
        if (content.isEmpty()) {
            return new Answer(
                    statusOfNone,
                    answer(20004, "resource not found").putNull("data").toString());
        }
        ObjectNode answer = answer(0, "success");
        answer.putObject("data").put("content", content.get()).put("md5", NacosHttp.md5(content.get()));
        return new Answer(OK, answer.toString());
    }

    private void publish(HttpExchange exchange, Map<String, String> form, Optional<String> casMd5) throws IOException {
        Answer instead = prepared;
        if (instead != null) {
            prepared = null;
            send(exchange, instead);
            return;
        }
        Optional<Answer> refusal = refusal(exchange, form);
        if (refusal.isPresent()) {
            send(exchange, refusal.get());
            return;
        }
        boolean done = database.publish(dataId(form), form.getOrDefault("content", ""), casMd5);
        Mishap strikes = mishap;
        mishap = null;
        if (strikes == Mishap.SILENT) {
            return;
        }
        if (strikes == Mishap.BROKEN) {
            exchange.close();
            return;
        }
        send(
                exchange,
                done
                        ? new Answer(OK, answer(0, "success").put("data", true).toString())
                        : new Answer(
                                FAILED,
                                answer(20005, "resource conflict")
                                        .put("data", "Cas publish fail, server md5 may have changed.")
                                        .toString()));
    }

    private static ObjectNode answer(int code, String message) {
        return MAPPER.createObjectNode().put("code", code).put("message", message);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
