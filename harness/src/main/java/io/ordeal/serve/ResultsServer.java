package io.ordeal.serve;

import com.sun.net.httpserver.HttpServer;
import io.ordeal.serve.index.RunIndex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A running server. Thread-safe. */
public final class ResultsServer implements AutoCloseable {
    private static final int BACKLOG = 64;
    /** As many downloads at once. */
    private static final int THREADS = 16;

    static {
        // Read once, when the JDK's server is loaded.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        // A client has so many seconds to say what it wants, and the thread is free again.
        setUnlessSet("sun.net.httpserver.maxReqTime", "20");
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final RunIndex index;

    private ResultsServer(HttpServer http, ExecutorService threads, RunIndex index) {
        this.http = http;
        this.threads = threads;
        this.index = index;
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Starts one. It listens when this returns.
     *
     * @throws IOException the port is taken, the host is none of this machine's, or the results can't be read
     */
    public static ResultsServer start(ServeOptions options) throws IOException {
        ResultsFiles files = new ResultsFiles(options.results());
        InetAddress host = InetAddress.getByName(options.host());
        HttpServer http = HttpServer.create(new InetSocketAddress(host, options.port()), BACKLOG);
        RunIndex index = new RunIndex(files.root(), Clock.systemUTC());
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "ordeal-serve-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        http.setExecutor(threads);
        http.createContext(
                "/",
                new Handler(new Pages(files, index, new Nights(options.memory(), files)), host.isLoopbackAddress()));
        http.start();
        index.begin();
        return new ResultsServer(http, threads, index);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    /** Ends it at once; what is being sent is broken off. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        index.close();
    }
}
