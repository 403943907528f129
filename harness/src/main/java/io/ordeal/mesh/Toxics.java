package io.ordeal.mesh;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Breakages as toxics: puts one on one direction of a proxy. */
final class Toxics {
    private static final int CONTROL_TIMEOUT_MILLIS = 10_000;

    private final ProxyServer server;

    Toxics(ProxyServer server) {
        this.server = server;
    }

    /** A toxic that was put on. */
    @FunctionalInterface
    interface Placed {
        /** Takes it off; one that is gone already is no error. */
        void remove() throws IOException;
    }

    /**
     * Puts a toxic on.
     *
     * @param name unique among all toxics of the proxy, of either direction
     */
    Placed place(Proxy proxy, Breakage breakage, ToxicDirection direction, String name) throws IOException {
        if (breakage instanceof Breakage.Blackhole) {
            return placeBlackhole(proxy.getName(), direction, name);
        }
        Toxic toxic = create(proxy, breakage, direction, name);
        return () -> {
            try {
                toxic.remove();
            } catch (FileNotFoundException e) {
                return; // gone already, which is what was wanted
            }
        };
    }

    private static Toxic create(Proxy proxy, Breakage breakage, ToxicDirection direction, String name)
            throws IOException {
        var toxics = proxy.toxics();
        if (breakage instanceof Breakage.Hold) {
            return toxics.bandwidth(name, direction, 0);
        }
        if (breakage instanceof Breakage.Drop) {
            return toxics.timeout(name, direction, 0);
        }
        if (breakage instanceof Breakage.Latency latency) {
            Latency toxic = toxics.latency(name, direction, latency.latency().toMillis());
            return latency.jitter().isZero()
                    ? toxic
                    : toxic.setJitter(latency.jitter().toMillis());
        }
        if (breakage instanceof Breakage.Bandwidth bandwidth) {
            return toxics.bandwidth(name, direction, bandwidth.kilobytesPerSecond());
        }
        if (breakage instanceof Breakage.Reset reset) {
            return toxics.resetPeer(name, direction, reset.after().toMillis());
        }
        if (breakage instanceof Breakage.SlowClose slowClose) {
            return toxics.slowClose(name, direction, slowClose.delay().toMillis());
        }
        if (breakage instanceof Breakage.Slices slices) {
            long delayMicros = toMicros(slices.delay());
            Slicer toxic = toxics.slicer(name, direction, slices.averageBytes(), delayMicros);
            return slices.variationBytes() == 0 ? toxic : toxic.setSizeVariation(slices.variationBytes());
        }
        throw new IllegalArgumentException("no toxic does this: " + breakage);
    }

    private static long toMicros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** The client of Toxiproxy knows no toxic of this type, hence by hand. */
    private Placed placeBlackhole(String proxy, ToxicDirection direction, String name) throws IOException {
        String toxics = "/proxies/" + proxy + "/toxics";
        String body = "{\"type\":\"blackhole\",\"name\":\"" + name + "\",\"stream\":\""
                + direction.name().toLowerCase(Locale.ROOT) + "\",\"attributes\":{}}";
        int status = send("POST", toxics, body);
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("the proxy server answered " + status + " when asked for a black hole on " + proxy
                    + "; only Ordeal's own server has them: use hold or drop with another");
        }
        return () -> {
            int answer = send("DELETE", toxics + "/" + name, "");
            if (answer != HttpURLConnection.HTTP_NO_CONTENT && answer != HttpURLConnection.HTTP_NOT_FOUND) {
                throw new IOException(
                        "the proxy server answered " + answer + " when told to remove " + name + " from " + proxy);
            }
        };
    }

    private int send(String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + server.host() + ":" + server.port() + path)
                        .toURL()
                        .openConnection();
        connection.setConnectTimeout(CONTROL_TIMEOUT_MILLIS);
        connection.setReadTimeout(CONTROL_TIMEOUT_MILLIS);
        connection.setRequestMethod(method);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        // read to the end, or the connection can't be used again
        try (var answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (answer != null) {
                answer.readAllBytes();
            }
        }
        return status;
    }
}
