package io.ordeal.mesh;

import io.ordeal.toxiproxy.ProxyTraffic;
import io.ordeal.toxiproxy.ToxicWork;
import io.ordeal.toxiproxy.ToxiproxyOptions;
import io.ordeal.toxiproxy.ToxiproxyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The Toxiproxy server that a mesh drives: ours in this JVM, or any that already runs. */
public interface ProxyServer extends AutoCloseable {
    /** How long our own server dials a receiver again that refuses it, unless it is told otherwise. */
    Duration REFUSAL_PATIENCE = Duration.ofMillis(200);

    /** Where its HTTP API answers. */
    String host();

    /** The port of its HTTP API. */
    int port();

    /** Whether it knows the toxic {@code blackhole}, which is an extension of ours. */
    boolean hasBlackhole();

    /** Our own server in this JVM, for what its API does not tell; empty if it is another. */
    Optional<ToxiproxyServer> own();

    /** What a proxy has done; empty if this server does not count. */
    Optional<ProxyTraffic> traffic(String proxy);

    /** What a toxic of a proxy has done; empty if this server does not count, or there is no such toxic. */
    Optional<ToxicWork> work(String proxy, String toxic);

    /** Stops the server if it was started here; otherwise does nothing. Idempotent. */
    @Override
    void close();

    /**
     * Starts our own server in this JVM, its API on a free port of loopback.
     *
     * @param seed for whatever its toxics draw by lot
     */
    static ProxyServer embedded(long seed) throws IOException {
        return embedded(seed, REFUSAL_PATIENCE);
    }

    /**
     * Likewise.
     *
     * @param refusalPatience how long it dials a receiver again that refuses it; see {@link ToxiproxyOptions#links}
     */
    static ProxyServer embedded(long seed, Duration refusalPatience) throws IOException {
        ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.links(seed, refusalPatience));
        return new ProxyServer() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return server.port();
            }

            @Override
            public boolean hasBlackhole() {
                return true;
            }

            @Override
            public Optional<ToxiproxyServer> own() {
                return Optional.of(server);
            }

            @Override
            public Optional<ProxyTraffic> traffic(String proxy) {
                return server.traffic(proxy);
            }

            @Override
            public Optional<ToxicWork> work(String proxy, String toxic) {
                return server.work(proxy, toxic);
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    /** A server that runs elsewhere, say the original in a container. It must be able to reach the cluster's nodes. */
    static ProxyServer at(String host, int port) {
        return new ProxyServer() {
            @Override
            public String host() {
                return host;
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public boolean hasBlackhole() {
                return false;
            }

            @Override
            public Optional<ToxiproxyServer> own() {
                return Optional.empty();
            }

            @Override
            public Optional<ProxyTraffic> traffic(String proxy) {
                return Optional.empty();
            }

            @Override
            public Optional<ToxicWork> work(String proxy, String toxic) {
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }
}
