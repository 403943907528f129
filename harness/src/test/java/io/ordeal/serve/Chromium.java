package io.ordeal.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real browser without a window, driven by its DevTools protocol: Chromium from the path, {@code chromium} on Debian. One page;
 * all that went wrong on it is collected.
 */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final List<String> wrong = new ArrayList<>();
    private final WebSocket socket;
    private int asked;

    private Chromium(Process process, WebSocket socket, Listener listener) {
        this.process = process;
        this.socket = socket;
        listener.to = events;
    }

    /** Text comes in parts. */
    private static final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private BlockingQueue<JsonNode> to = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    to.add(JSON.readTree(text.toString()));
                } catch (IOException broken) {
                    throw new IllegalStateException("DevTools said no JSON: " + text, broken);
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.allOf();
        }
    }

    /** @param profile an empty folder */
    static Chromium start(Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        try {
            Path told = profile.resolve("DevToolsActivePort");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!Files.exists(told) || Files.readAllLines(told).size() < 2) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "Chromium does not start: " + Files.readString(profile.resolve("chromium.log")));
                }
                Thread.sleep(50);
            }
            HttpClient http = HttpClient.newHttpClient();
            URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(told).get(0) + "/json/list");
            JsonNode pages =
                    JSON.readTree(http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
            Listener listener = new Listener();
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(pages.get(0).path("webSocketDebuggerUrl").asText()), listener)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Chromium browser = new Chromium(process, socket, listener);
            for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
                browser.ask(domain + ".enable", Map.of());
            }
            return browser;
        } catch (Exception failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
        int id = ++asked;
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        socket.sendText(question.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (true) {
            JsonNode said = next();
            if (said.path("id").asInt() == id) {
                if (said.has("error")) {
                    throw new IllegalStateException(method + ": " + said.path("error"));
                }
                return said.path("result");
            }
            noted(said);
        }
    }

    private JsonNode next() throws Exception {
        JsonNode said = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (said == null) {
            throw new TimeoutException("Chromium says nothing");
        }
        return said;
    }

    /** What no page of ours does: errors, dialogs, and talk with others. */
    private void noted(JsonNode event) throws Exception {
        JsonNode of = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" -> wrong.add("exception: " + of.path("exceptionDetails"));
            case "Log.entryAdded" -> {
                if (of.path("entry").path("level").asText().equals("error")) {
                    wrong.add("error: " + of.path("entry").path("text").asText() + " "
                            + of.path("entry").path("url").asText());
                }
            }
            case "Page.javascriptDialogOpening" -> {
                wrong.add("dialog: " + of.path("message").asText());
                ask("Page.handleJavaScriptDialog", Map.of("accept", true));
            }
            case "Network.requestWillBeSent" -> {
                String url = of.path("request").path("url").asText();
                if (!url.startsWith("http://127.0.0.1:") && !url.startsWith("file:") && !url.startsWith("data:")) {
                    wrong.add("asks others: " + url);
                }
            }
            default -> {}
        }
    }

    /**
     * Loads a page anew in a window of a size, all of it.
     *
     * @param width in CSS pixels; below 500 it is a phone, with a finger for a mouse
     */
    void open(String url, int width, int height) throws Exception {
        boolean phone = width < 500;
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
        ask("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
        ask("Page.navigate", Map.of("url", url));
        until("document.readyState === 'complete' && location.href.startsWith('" + url.replaceAll("[?#].*", "") + "')");
    }

    /** What an expression comes to, as JSON has it. */
    JsonNode value(String expression) throws Exception {
        JsonNode answer =
                ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits for an expression to be true. */
    void until(String expression) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!truth(expression)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("never true: " + expression + "; the page: "
                        + value("document.body.innerText").asText());
            }
            Thread.sleep(50);
        }
    }

    /** Between two pages there is nothing to ask. */
    private boolean truth(String expression) throws Exception {
        try {
            return value("Boolean(" + expression + ")").asBoolean();
        } catch (IllegalStateException between) {
            return false;
        }
    }

    /** A click, where a finger or a mouse would make it. */
    void click(String selector) throws Exception {
        JsonNode at = value("(() => { const e = document.querySelector(" + JSON.writeValueAsString(selector)
                + "); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            ask(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            at.path("x").asDouble(),
                            "y",
                            at.path("y").asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Letters, as if typed into what has the focus. */
    void type(String letters) throws Exception {
        ask("Input.insertText", Map.of("text", letters));
    }

    /** A picture of the whole page, for a person. */
    void picture(Path png) throws Exception {
        JsonNode data = ask("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(png.toAbsolutePath().getParent());
        Files.write(png, Base64.getDecoder().decode(data.path("data").asText()));
    }

    /** All that has gone wrong until now. */
    List<String> wrong() throws Exception {
        value("0");
        return List.copyOf(wrong);
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }
}
