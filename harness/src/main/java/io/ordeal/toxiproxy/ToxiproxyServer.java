package io.ordeal.toxiproxy;

import com.sun.net.httpserver.HttpServer;
import io.ordeal.names.NearestNames;
import io.ordeal.toxiproxy.framing.Framing;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: its HTTP API and its proxies. Thread-safe.
 *
 * <pre>{@code
 * try (ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.embedded(42))) {
 *   ToxiproxyClient client = new ToxiproxyClient("localhost", server.port());
 *   …
 * }
 * }</pre>
 */
public final class ToxiproxyServer implements AutoCloseable {
    /** The version of Toxiproxy whose API this is. */
    public static final String VERSION = "2.12.0";

    private static final Logger log = LoggerFactory.getLogger(ToxiproxyServer.class);
    private static final int HTTP_BACKLOG = 128;

    static {
        // Read once, when the JDK's server is loaded. Without it each answer waits 40 ms for the client's delayed ACK.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer http;
    private final ApiThreads httpThreads;
    private final ServerResources resources;
    private final ProxyRegistry proxies;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ToxiproxyServer(HttpServer http, ApiThreads httpThreads, ServerResources resources, ProxyRegistry proxies) {
        this.http = http;
        this.httpThreads = httpThreads;
        this.resources = resources;
        this.proxies = proxies;
    }

    /**
     * Starts a server. It listens when this returns.
     *
     * @throws IOException when the API's port is taken, or the configuration cannot be read or obeyed: nothing is left
     *     running
     */
    public static ToxiproxyServer start(ToxiproxyOptions options) throws IOException {
        InetSocketAddress address = options.host().isEmpty()
                ? new InetSocketAddress(options.port())
                : new InetSocketAddress(options.host(), options.port());
        HttpServer http;
        try {
            http = HttpServer.create(address, HTTP_BACKLOG);
        } catch (IOException taken) {
            throw new IOException(
                    "the Toxiproxy API cannot listen on " + options.host() + ":" + options.port() + ": "
                            + taken.getMessage() + "; choose another with -port, or 0 for any free one",
                    taken);
        }
        ServerResources resources;
        try {
            resources = new ServerResources(options.memoryBytes());
        } catch (IOException | RuntimeException tooFew) {
            http.stop(0);
            throw tooFew;
        }
        ProxyRegistry proxies = new ProxyRegistry(options, resources);
        ApiThreads httpThreads = new ApiThreads(task -> resources.newThread("toxiproxy-api", task));
        ToxiproxyServer server = new ToxiproxyServer(http, httpThreads, resources, proxies);
        try {
            if (options.config() != null) {
                server.populate(options.config());
            }
            httpThreads.start();
            http.setExecutor(httpThreads);
            http.createContext("/", new HttpApi(proxies, new Metrics(proxies, options)));
            http.start();
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        } catch (OutOfMemoryError tooFew) {
            server.close();
            throw ServerResources.notStarted(tooFew);
        }
        log.debug("Toxiproxy API on {}, seed {}", http.getAddress(), options.seed());
        return server;
    }

    private void populate(Path config) throws IOException {
        Optional<ApiException> failure;
        try (InputStream file = Files.newInputStream(config)) {
            failure = proxies.populate(ApiRequest.proxies(file)).failure();
        } catch (ApiException malformed) {
            failure = Optional.of(malformed);
        }
        if (failure.isPresent()) {
            throw new IOException(
                    "configuration " + config + ": " + failure.get().getMessage()
                            + "; expected an array like [{\"name\":\"redis\",\"listen\":\"localhost:26379\",\"upstream\":"
                            + "\"localhost:6379\"}]",
                    failure.get());
        }
    }

    /** The port of the HTTP API. */
    public int port() {
        return address().getPort();
    }

    /** Where the HTTP API listens. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    /** What a proxy has done so far; empty when there is none of that name. */
    public Optional<ProxyTraffic> traffic(String proxy) {
        return proxies.find(proxy).map(TcpProxy::traffic);
    }

    /** What a toxic of a proxy has done so far; empty when there is none of that name. */
    public Optional<ToxicWork> work(String proxy, String toxic) {
        return proxies.find(proxy)
                .flatMap(found -> found.toxics().find(toxic))
                .map(found -> found.counters().snapshot());
    }

    /**
     * Tells where the messages of a proxy's connections end, those that are made from now on: a stream can only be read
     * from its first byte. Costs each read a look at the heads of its messages.
     *
     * @throws IllegalArgumentException there is no such proxy
     */
    public void frame(String proxy, Framing framing) {
        known(proxy).frame(framing);
    }

    /**
     * Has a fault act on the messages of one direction of a proxy, behind the toxics that are there. Once this returns it
     * is in force on every connection. Of this the API knows nothing, but a reset of all toxics takes it away, too.
     *
     * @param name unique among the proxy's toxics
     * @throws IllegalArgumentException there is no such proxy, or it has a toxic of that name already
     */
    public void put(String proxy, String name, Direction direction, MessageFault fault) {
        try {
            known(proxy).toxics().add(Toxic.of(fault, ToxicChain.newId(), name, direction));
        } catch (ApiException taken) {
            throw new IllegalArgumentException("the proxy " + proxy + " has a toxic " + name + " already", taken);
        }
    }

    /** Takes a fault away that was {@link #put}; what it held goes on, in order. One that is gone already is no error. */
    public void take(String proxy, String name) {
        try {
            Optional<TcpProxy> found = proxies.find(proxy);
            if (found.isPresent()) {
                found.get().toxics().remove(name);
            }
        } catch (ApiException gone) {
            log.debug("{} is gone from {} already", name, proxy);
        }
    }

    private TcpProxy known(String proxy) {
        return proxies.find(proxy)
                .orElseThrow(() -> new IllegalArgumentException(NearestNames.unknown(
                        "proxy",
                        proxy,
                        proxies.all().stream().map(TcpProxy::name).toList())));
    }

    /** What every proxy has done so far, by name. */
    public List<ProxyTraffic> traffic() {
        return proxies.all().stream().map(TcpProxy::traffic).toList();
    }

    /** Closes every socket and ends every thread; returns when they are gone. Calling it again does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        http.stop(0);
        httpThreads.close();
        proxies.close();
        resources.close();
    }
}
