package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls of the API race each other, and what is there afterwards is what the API says: a port listens if and only if it
 * is the port of a proxy that is listed as enabled, and whoever connects there is heard by the upstream.
 */
class ProxyRaceTest extends OneProxy {
    private static final int ROUNDS = 150;
    private static final int THREADS = 4;
    private static final int CALLS = 40;
    private static final Pattern LISTEN = Pattern.compile("\"listen\":\"127\\.0\\.0\\.1:([1-9][0-9]*)\"");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Integer> portsSeen = ConcurrentHashMap.newKeySet();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private RawApi.Answer call(String method, String path, String body) {
        RawApi.Answer answer = api.send(method, path, body);
        Matcher listen = LISTEN.matcher(answer.body());
        while (listen.find()) {
            portsSeen.add(Integer.parseInt(listen.group(1)));
        }
        return answer;
    }

    private String definition(String name) {
        return "{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + upstream.address() + "\"}";
    }

    /** Does all of these at once, and returns when they are done. */
    private void race(List<Callable<RawApi.Answer>> calls) throws Exception {
        CyclicBarrier together = new CyclicBarrier(calls.size());
        List<Future<RawApi.Answer>> running = new ArrayList<>();
        for (Callable<RawApi.Answer> call : calls) {
            running.add(threads.submit(() -> {
                together.await();
                return call.call();
            }));
        }
        for (Future<RawApi.Answer> one : running) {
            one.get(Upstream.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (ConnectException refused) {
            return false;
        }
    }

    /** Of all ports that were ever told, those listen that the API says do. */
    private void assertWhatListensIsListed(String what) throws IOException {
        Set<Integer> listed = new HashSet<>();
        Matcher enabled = Pattern.compile(
                        "\"listen\":\"127\\.0\\.0\\.1:([0-9]+)\",\"upstream\":\"[^\"]*\",\"enabled\":true")
                .matcher(api.get("/proxies").body());
        while (enabled.find()) {
            listed.add(Integer.parseInt(enabled.group(1)));
        }
        Set<Integer> listening = new HashSet<>();
        portsSeen.addAll(listed);
        for (int port : portsSeen) {
            if (listens(port)) {
                listening.add(port);
            }
        }
        assertThat(listening)
                .as("%s: ports that listen, and those of enabled proxies", what)
                .isEqualTo(listed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | /proxies/q | {\"enabled\":true}",
                "PATCH | /proxies/q | {\"upstream\":\"127.0.0.1:1\"}",
                "POST | /reset | ''"
            })
    void aDeletedProxyStaysDeleted(String method, String path, String body) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            call("POST", "/proxies", definition("q"));
            if (round % 2 == 0) {
                call("PATCH", "/proxies/q", "{\"enabled\":false}");
            }
            race(List.of(() -> call(method, path, body), () -> call("DELETE", "/proxies/q", "")));
            assertThat(api.get("/proxies/q").status()).isEqualTo(404);
            assertWhatListensIsListed("round " + round);
            portsSeen.clear();
        }
    }

    @Test
    void ofTwoRacingUpdatesNoneUndoesTheOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            call("PATCH", "/proxies/p", "{\"enabled\":true,\"upstream\":\"" + upstream.address() + "\"}");
            String other = "\"upstream\":\"127.0.0.1:" + (1 + round) + "\"";
            race(List.of(
                    () -> call("PATCH", "/proxies/p", "{\"enabled\":false}"),
                    () -> call("PATCH", "/proxies/p", "{" + other + "}")));
            assertThat(api.get("/proxies/p").body()).as("round %d", round).contains(other, "\"enabled\":false");
        }
    }

    @Test
    void aProxyThatIsPopulatedAnewIsFoundByARacingUpdate() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String other = "127.0.0.1:" + (1 + round % 2);
            race(List.of(
                    () -> call(
                            "POST",
                            "/populate",
                            "[{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + other + "\"}]"),
                    () -> {
                        RawApi.Answer answer = call("PATCH", "/proxies/p", "{\"enabled\":true}");
                        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                        return answer;
                    }));
            assertWhatListensIsListed("round " + round);
            portsSeen.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverRacesWhatListensIsWhatIsListed(long seed) throws Exception {
        for (int round = 0; round < 5; round++) {
            long drawn = seed * 1000 + round;
            List<Callable<RawApi.Answer>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = new SplittableRandom(drawn * THREADS + i);
                all.add(() -> {
                    RawApi.Answer last = api.get("/version");
                    for (int call = 0; call < CALLS; call++) {
                        last = anything(random);
                        assertThat(last.status())
                                .as("seed %d: %s", drawn, last.body())
                                .isIn(200, 201, 204, 404, 409);
                    }
                    return last;
                });
            }
            race(all);
            assertWhatListensIsListed("seed " + drawn);
            assertThat(call("POST", "/reset", "").status()).isEqualTo(204);
            assertWhatListensIsListed("seed " + drawn + ", after reset");
            portsSeen.clear();
        }
        try (Upstream unasked = new Upstream()) {
            unasked.behind(api, "fresh");
            unasked.pair(api, "fresh");
        }
    }

    private RawApi.Answer anything(SplittableRandom random) {
        String name = random.nextBoolean() ? "q" : "r";
        String path = "/proxies/" + name;
        return switch (random.nextInt(11)) {
            case 0, 1 -> call("POST", "/proxies", definition(name));
            case 2 -> call("DELETE", path, "");
            case 3 -> call("PATCH", path, "{\"enabled\":false}");
            case 4 -> call("PATCH", path, "{\"enabled\":true}");
            case 5 -> call("PATCH", path, "{\"upstream\":\"127.0.0.1:" + (1 + random.nextInt(9)) + "\"}");
            case 6 -> call("PATCH", path, "{\"listen\":\"127.0.0.1:0\"}");
            case 7 -> call("POST", "/populate", "[" + definition("q") + "," + definition("r") + "]");
            case 8 -> call("POST", "/reset", "");
            case 9 -> call("POST", path + "/toxics", "{\"name\":\"t\",\"type\":\"blackhole\"}");
            default -> call("DELETE", path + "/toxics/t", "");
        };
    }
}
