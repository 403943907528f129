package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers, byte for byte as the real server 2.12.0 gives them. */
class ApiTranscriptTest {
    private static final String TEXT = "text/plain; charset=utf-8";

    private ToxiproxyServer server;
    private RawApi api;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = ToxiproxyServer.start(ToxiproxyOptions.embedded(1));
        api = new RawApi(server);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String proxyJson(String name, String toxics) {
        return "{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:" + port
                + "\",\"upstream\":\"localhost:20001\",\"enabled\":true,\"Logger\":{},\"toxics\":[" + toxics + "]}";
    }

    private RawApi.Answer create(String name) {
        return api.post(
                "/proxies",
                "{\"name\":\"" + name + "\",\"listen\":\"localhost:" + port + "\",\"upstream\":\"localhost:20001\"}");
    }

    private static String error(int status, String message) {
        return status + " {\"error\":\"" + message + "\",\"status\":" + status + "}\n";
    }

    private boolean isUp() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void version() {
        RawApi.Answer answer = api.get("/version");
        assertThat(answer.line()).isEqualTo("200 {\"version\": \"2.12.0\"}\n");
        assertThat(answer.contentType()).isEqualTo("application/json;charset=utf-8");
    }

    @Test
    void noProxiesAreAnEmptyObject() {
        RawApi.Answer answer = api.get("/proxies");
        assertThat(answer.line()).isEqualTo("200 {}");
        assertThat(answer.contentType()).isEqualTo("application/json");
    }

    @Test
    void aProxyIsCreatedListedShownAndDeleted() {
        RawApi.Answer created = create("mysql_master");
        assertThat(created.line()).isEqualTo("201 " + proxyJson("mysql_master", ""));
        assertThat(created.contentType()).isEqualTo("application/json");
        assertThat(isUp()).isTrue();
        assertThat(api.get("/proxies").line())
                .isEqualTo("200 {\"mysql_master\":" + proxyJson("mysql_master", "") + "}");
        assertThat(api.get("/proxies/mysql_master").line()).isEqualTo("200 " + proxyJson("mysql_master", ""));

        RawApi.Answer deleted = api.delete("/proxies/mysql_master");
        assertThat(deleted.line()).isEqualTo("204 ");
        assertThat(deleted.contentType()).isEmpty();
        assertThat(isUp()).isFalse();
        assertThat(api.delete("/proxies/mysql_master").line()).isEqualTo(error(404, "proxy not found"));
    }

    @Test
    void proxiesAreSortedByName() {
        for (String name : new String[] {"b", "c", "a"}) {
            api.post("/proxies", "{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"x:1\"}");
        }
        assertThat(api.get("/proxies").body()).matches("\\{\"a\":\\{.*},\"b\":\\{.*},\"c\":\\{.*}}");
    }

    @Test
    void errorsAreTextThatHoldsJson() {
        RawApi.Answer answer = api.get("/proxies/nobody");
        assertThat(answer.line()).isEqualTo(error(404, "proxy not found"));
        assertThat(answer.contentType()).isEqualTo(TEXT);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void theMarkupCharactersOfANameAreEscaped() {
        RawApi.Answer answer =
                api.post("/proxies", "{\"name\":\"a<b>&c\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"x:1\"}");
        assertThat(answer.body()).startsWith("{\"name\":\"a\\u003cb\\u003e\\u0026c\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|missing required field: name",
                "null|missing required field: name",
                "{\"name\":\"test\"}|missing required field: upstream",
                "{\"name\":null,\"upstream\":\"x:1\"}|missing required field: name",
            })
    void aProxyWithoutNameOrUpstreamIsRefused(String body, String message) {
        assertThat(api.post("/proxies", body).line()).isEqualTo(error(400, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"name\"", "x", "[]", "\"text\"", "{\"name\":1}", "{\"name\":\"a\",\"enabled\":\"x\"}"})
    void aMalformedProxyIsABadRequest(String body) {
        RawApi.Answer answer = api.post("/proxies", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":\"bad request body: ").endsWith(",\"status\":400}\n");
    }

    @ParameterizedTest
    @CsvSource({"POST, /proxies", "POST, /populate", "PATCH, /proxies/one", "POST, /proxies/one/toxics"})
    void whatIsNestedTooDeeplyOrTooLongIsABadRequest(String method, String path) {
        create("one");
        for (String body : new String[] {
            "[".repeat(100_000),
            "{\"name\":".repeat(100_000),
            "{\"name\":\"" + "x".repeat(17_000_000) + "\"}",
            "{\"toxicity\":1" + "0".repeat(5_000) + "}"
        }) {
            RawApi.Answer answer = api.send(method, path, body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"error\":\"bad request body: ");
        }
        assertThat(api.get("/version").status()).isEqualTo(200);
    }

    @Test
    void anEmptyBodyIsABadRequest() {
        assertThat(api.post("/proxies", "").line()).isEqualTo(error(400, "bad request body: EOF"));
    }

    @Test
    void fieldNamesAreReadInAnyCaseAndWhatFollowsIsIgnored() {
        RawApi.Answer answer = api.post(
                "/proxies",
                "{\"NAME\":\"a\",\"Listen\":\"127.0.0.1:0\",\"upStream\":\"x:1\",\"color\":\"red\"} trailing");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).startsWith("{\"name\":\"a\"");
    }

    @Test
    void aTakenNameIsAConflict() {
        create("mysql_master");
        assertThat(create("mysql_master").line()).isEqualTo(error(409, "proxy already exists"));
    }

    @Test
    void aTakenPortIsAnErrorAndLeavesNoProxy() {
        create("mysql_master");
        assertThat(create("test").line())
                .isEqualTo(error(500, "listen tcp 127.0.0.1:" + port + ": bind: address already in use"));
        assertThat(api.get("/proxies/test").status()).isEqualTo(404);
        api.delete("/proxies/mysql_master");
        assertThat(create("test").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "local373, listen tcp: address local373: missing port in address",
        "localhost:99999, listen tcp: address 99999: invalid port",
        "localhost:x, listen tcp: lookup tcp/x: unknown port",
        "no.such.host.invalid:1, listen tcp: lookup no.such.host.invalid: no such host",
    })
    void anAddressThatCannotBeHadIsAnError(String listen, String message) {
        RawApi.Answer answer =
                api.post("/proxies", "{\"name\":\"a\",\"listen\":\"" + listen + "\",\"upstream\":\"x:1\"}");
        assertThat(answer.line()).isEqualTo(error(500, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {":0", "0.0.0.0:0", "", "[::]:0"})
    void everyInterfaceIsTheIpv6Wildcard(String listen) {
        RawApi.Answer answer =
                api.post("/proxies", "{\"name\":\"a\",\"listen\":\"" + listen + "\",\"upstream\":\"x:1\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).containsPattern("\"listen\":\"(\\[::]|0\\.0\\.0\\.0):[1-9][0-9]*\"");
    }

    @Test
    void aDisabledProxyKeepsItsListenAddressAsGivenUntilItIsEnabled() {
        String body = "{\"name\":\"a\",\"listen\":\"localhost:" + port
                + "\",\"upstream\":\"localhost:20001\",\"enabled\":false}";
        assertThat(api.post("/proxies", body).body()).contains("\"listen\":\"localhost:" + port + "\"");
        assertThat(isUp()).isFalse();
        assertThat(api.patch("/proxies/a", "{\"enabled\":true}").line()).isEqualTo("200 " + proxyJson("a", ""));
        assertThat(isUp()).isTrue();
        assertThat(api.post("/proxies/a", "{\"enabled\":false}").body())
                .contains("\"listen\":\"127.0.0.1:" + port + "\"", "\"enabled\":false");
        assertThat(isUp()).isFalse();
    }

    @Test
    void anUpdateThatCannotListenLeavesTheProxyDisabled() throws IOException {
        create("a");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            assertThat(api.patch("/proxies/a", "{\"listen\":\"" + listen + "\"}")
                            .line())
                    .isEqualTo(error(500, "listen tcp " + listen + ": bind: address already in use"));
            assertThat(api.get("/proxies/a").body()).contains("\"enabled\":false");
        }
        assertThat(api.patch("/proxies/a", "{\"enabled\":true}").status()).isEqualTo(200);
    }

    @Test
    void anUpdateOfAnUnknownProxyIsNotFound() {
        assertThat(api.patch("/proxies/a", "{}").line()).isEqualTo(error(404, "proxy not found"));
    }

    @Test
    void populateMakesProxiesInOrder() {
        RawApi.Answer answer = api.post(
                "/populate",
                "[{\"name\":\"two\",\"listen\":\"localhost:" + port + "\",\"upstream\":\"localhost:20001\"},"
                        + "{\"name\":\"one\",\"listen\":\"localhost:7\",\"upstream\":\"localhost:7\",\"enabled\":false}]");
        assertThat(answer.line())
                .isEqualTo("201 {\"proxies\":[" + proxyJson("two", "")
                        + ",{\"name\":\"one\",\"listen\":\"localhost:7\",\"upstream\":\"localhost:7\",\"enabled\":false,"
                        + "\"Logger\":{},\"toxics\":[]}]}");
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(isUp()).isTrue();
    }

    @Test
    void populateKeepsAnEqualProxyWithItsToxicsAndReplacesAnother() {
        create("one");
        api.post("/proxies/one/toxics", "{\"type\":\"latency\"}");
        String same = "[{\"name\":\"one\",\"listen\":\"localhost:" + port + "\",\"upstream\":\"localhost:20001\"}]";
        assertThat(api.post("/populate", same).body()).contains("latency_downstream");
        String other = "[{\"name\":\"one\",\"listen\":\"localhost:" + port + "\",\"upstream\":\"localhost:20002\"}]";
        RawApi.Answer replaced = api.post("/populate", other);
        assertThat(replaced.status()).isEqualTo(201);
        assertThat(replaced.body()).contains("localhost:20002", "\"toxics\":[]");
    }

    @Test
    void populateChecksEveryProxyBeforeItMakesOne() {
        String body = "[{\"name\":\"one\",\"listen\":\"localhost:0\",\"upstream\":\"x:1\"},{\"name\":\"\"}]";
        assertThat(api.post("/populate", body).line())
                .isEqualTo(
                        "400 {\"error\":\"missing required field: name at proxy 2\",\"status\":400,\"proxies\":null}");
        assertThat(api.post("/populate", "[{\"name\":\"one\"}]").line())
                .isEqualTo(
                        "400 {\"error\":\"missing required field: upstream at proxy 1\",\"status\":400,\"proxies\":null}");
        assertThat(api.get("/proxies").body()).isEqualTo("{}");
    }

    @Test
    void populateStopsAtTheFirstProxyThatCannotListen() {
        String body = "[{\"name\":\"one\",\"listen\":\"127.0.0.1:" + port + "\",\"upstream\":\"localhost:20001\"},"
                + "{\"name\":\"two\",\"listen\":\"local373\",\"upstream\":\"x:1\"},"
                + "{\"name\":\"three\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"x:1\"}]";
        assertThat(api.post("/populate", body).line())
                .isEqualTo("500 {\"error\":\"listen tcp: address local373: missing port in address\",\"status\":500,"
                        + "\"proxies\":[" + proxyJson("one", "") + "]}");
        assertThat(api.get("/proxies").body()).isEqualTo("{\"one\":" + proxyJson("one", "") + "}");
    }

    @Test
    void populateWithNothingIsNull() {
        assertThat(api.post("/populate", "[]").line()).isEqualTo("201 {\"proxies\":null}");
    }

    @Test
    void resetEnablesAndTakesToxicsAwayAndGoesOnPastAnError() throws IOException {
        create("b");
        api.post("/proxies/b/toxics", "{\"type\":\"latency\"}");
        api.patch("/proxies/b", "{\"enabled\":false}");
        assertThat(api.post("/reset", "").line()).isEqualTo("204 ");
        assertThat(api.get("/proxies/b").line()).isEqualTo("200 " + proxyJson("b", ""));

        api.patch("/proxies/b", "{\"enabled\":false}");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            api.post(
                    "/proxies",
                    "{\"name\":\"a\",\"listen\":\"" + listen + "\",\"upstream\":\"x:1\",\"enabled\":false}");
            assertThat(api.post("/reset", "").line())
                    .isEqualTo(error(500, "listen tcp " + listen + ": bind: address already in use"));
        }
        assertThat(api.get("/proxies/b").line()).isEqualTo("200 " + proxyJson("b", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency|{\"latency\":0,\"jitter\":0}",
                "bandwidth|{\"rate\":0}",
                "slow_close|{\"delay\":0}",
                "timeout|{\"timeout\":0}",
                "reset_peer|{\"timeout\":0}",
                "slicer|{\"average_size\":0,\"size_variation\":0,\"delay\":0}",
                "limit_data|{\"bytes\":0}",
                "noop|{}",
                "blackhole|{}",
            })
    void everyToxicHasDefaults(String type, String attributes) {
        create("a");
        String toxic = "{\"attributes\":" + attributes + ",\"name\":\"" + type + "_downstream\",\"type\":\"" + type
                + "\",\"stream\":\"downstream\",\"toxicity\":1}";
        RawApi.Answer created = api.post("/proxies/a/toxics", "{\"type\":\"" + type + "\"}");
        assertThat(created.line()).isEqualTo("200 " + toxic);
        assertThat(created.contentType()).isEqualTo("application/json");
        assertThat(api.get("/proxies/a/toxics").line()).isEqualTo("200 [" + toxic + "]");
        assertThat(api.get("/proxies/a/toxics/" + type + "_downstream").line()).isEqualTo("200 " + toxic);
        assertThat(api.get("/proxies/a").line()).isEqualTo("200 " + proxyJson("a", toxic));
        assertThat(api.delete("/proxies/a/toxics/" + type + "_downstream").line())
                .isEqualTo("204 ");
        assertThat(api.get("/proxies/a/toxics").line()).isEqualTo("200 []");
    }

    @Test
    void upstreamToxicsAreListedBeforeDownstreamOnes() {
        create("a");
        api.post("/proxies/a/toxics", "{\"type\":\"noop\",\"name\":\"d1\"}");
        api.post("/proxies/a/toxics", "{\"type\":\"noop\",\"name\":\"u1\",\"stream\":\"upstream\"}");
        api.post("/proxies/a/toxics", "{\"type\":\"noop\",\"name\":\"d0\"}");
        assertThat(api.get("/proxies/a/toxics").body())
                .matches("\\[.*\"name\":\"u1\".*\"name\":\"d1\".*\"name\":\"d0\".*]");
    }

    @Test
    void aNameIsTakenInBothDirections() {
        create("a");
        api.post("/proxies/a/toxics", "{\"type\":\"latency\",\"name\":\"foobar\",\"stream\":\"upstream\"}");
        assertThat(api.post("/proxies/a/toxics", "{\"type\":\"slow_close\",\"name\":\"foobar\"}")
                        .line())
                .isEqualTo(error(409, "toxic already exists"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"nonsense\"}|invalid toxic type",
                "{}|invalid toxic type",
                "{\"type\":\"latency\",\"stream\":\"walrustream\"}|stream was invalid, can be either upstream or downstream",
                "{\"type\":\"nonsense\",\"stream\":\"\"}|stream was invalid, can be either upstream or downstream",
            })
    void theStreamIsJudgedBeforeTheType(String body, String message) {
        create("a");
        assertThat(api.post("/proxies/a/toxics", body).line()).isEqualTo(error(400, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"latency\",\"attributes\":{\"latency\":\"x\"}}",
                "{\"type\":\"latency\",\"attributes\":{\"latency\":1.5}}",
                "{\"type\":\"latency\",\"attributes\":{\"jitter\":-1}}",
                "{\"type\":\"latency\",\"attributes\":7}",
                "{\"type\":\"latency\",\"toxicity\":\"high\"}",
                "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":-1}}",
                "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":99999999999999999999}}",
                "{\"type\":\"slicer\",\"attributes\":{\"average_size\":0}}",
                "{\"type\":\"slicer\",\"attributes\":{\"average_size\":10,\"size_variation\":11}}",
                "{\"type\":\"latency\"",
                "[]",
            })
    void aBadAttributeIsABadRequestAndAddsNothing(String body) {
        create("a");
        RawApi.Answer answer = api.post("/proxies/a/toxics", body);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":\"bad request body: ");
        assertThat(api.get("/proxies/a/toxics").body()).isEqualTo("[]");
    }

    @Test
    void anUpdateKeepsWhatItDoesNotName() {
        create("a");
        api.post(
                "/proxies/a/toxics",
                "{\"type\":\"latency\",\"toxicity\":0.2,\"attributes\":{\"latency\":100,\"jitter\":10}}");
        assertThat(api.patch("/proxies/a/toxics/latency_downstream", "{\"attributes\":{\"latency\":1000}}")
                        .line())
                .isEqualTo("200 {\"attributes\":{\"latency\":1000,\"jitter\":10},\"name\":\"latency_downstream\","
                        + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":0.2}");
        assertThat(api.post(
                                "/proxies/a/toxics/latency_downstream",
                                "{\"toxicity\":0.5,\"name\":\"x\",\"stream\":\"upstream\",\"attributes\":null}")
                        .line())
                .isEqualTo("200 {\"attributes\":{\"latency\":1000,\"jitter\":10},\"name\":\"latency_downstream\","
                        + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":0.5}");
        assertThat(api.patch("/proxies/a/toxics/latency_downstream", "{\"attributes\":{\"latency\":-5}}")
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/proxies/a/toxics/latency_downstream").body()).contains("\"latency\":1000");
    }

    @Test
    void unknownToxicsAndTheirProxiesAreNotFound() {
        create("a");
        for (String method : new String[] {"GET", "POST", "PATCH", "DELETE"}) {
            assertThat(api.send(method, "/proxies/a/toxics/t", "").line())
                    .as(method)
                    .isEqualTo(error(404, "toxic not found"));
            assertThat(api.send(method, "/proxies/b/toxics/t", "").line())
                    .as(method)
                    .isEqualTo(error(404, "proxy not found"));
        }
        assertThat(api.get("/proxies/b/toxics").line()).isEqualTo(error(404, "proxy not found"));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /proxies",
        "DELETE, /proxies",
        "PUT, /proxies/a",
        "DELETE, /proxies/a/toxics",
        "GET, /reset",
        "GET, /populate",
        "POST, /version",
        "PUT, /proxies/a/toxics/t",
        "HEAD, /version"
    })
    void anotherMethodIsNotAllowedAndHasNoBody(String method, String path) {
        RawApi.Answer answer = api.send(method, path, "");
        assertThat(answer.line()).isEqualTo("405 ");
        assertThat(answer.headers().firstValue("X-Toxiproxy-Request-Id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/proxies/", "/proxies/a/b", "/metrics", "/version/x"})
    void anotherPathIsNotFound(String path) {
        RawApi.Answer answer = api.get(path);
        assertThat(answer.line()).isEqualTo("404 404 page not found\n");
        assertThat(answer.contentType()).isEqualTo(TEXT);
        assertThat(answer.headers().firstValue("X-Toxiproxy-Request-Id")).isEmpty();
    }

    @Test
    void browsersAreRefused() {
        RawApi.Answer answer = api.send("GET", "/proxies", "", "User-Agent", "Mozilla/5.0 (X11)");
        assertThat(answer.line()).isEqualTo("403 User agent not allowed\n");
        assertThat(answer.contentType()).isEqualTo(TEXT);
        assertThat(api.send("GET", "/proxies", "", "User-Agent", "Wget/2.1").status())
                .isEqualTo(200);
    }

    @Test
    void everyRoutedAnswerHasItsOwnRequestId() {
        String first = api.get("/version")
                .headers()
                .firstValue("X-Toxiproxy-Request-Id")
                .orElseThrow();
        String second = api.get("/proxies/a")
                .headers()
                .firstValue("X-Toxiproxy-Request-Id")
                .orElseThrow();
        assertThat(first).matches("[0-9a-v]{20}").isNotEqualTo(second);
    }
}
