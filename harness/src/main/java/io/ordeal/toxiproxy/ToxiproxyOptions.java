package io.ordeal.toxiproxy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ToxiproxyServer} is started: the flags of the original, and two limits on dialling.
 *
 * @param host where the HTTP API listens; empty for every interface
 * @param port its port; 0 for any free one
 * @param seed decides which connections a toxicity below 1 hits, each jitter and each slice
 * @param config a JSON array of proxies, as {@code POST /populate} takes it, made at start; or null
 * @param proxyMetrics whether {@code GET /metrics} tells the bytes of each proxy
 * @param runtimeMetrics whether {@code GET /metrics} tells of the JVM
 * @param dialTimeout how long a proxy tries to reach its upstream; positive
 * @param refusalPatience how long it dials again when nothing listens there; zero, as the original has it: the client,
 *     whose own connect was accepted, then sees a FIN at once
 * @param memoryBytes how much all connections together may hold of what they have read; then senders have to wait. At
 *     least {@link #MIN_MEMORY_BYTES}, at most half of the heap
 */
public record ToxiproxyOptions(
        String host,
        int port,
        long seed,
        @Nullable Path config,
        boolean proxyMetrics,
        boolean runtimeMetrics,
        Duration dialTimeout,
        Duration refusalPatience,
        long memoryBytes) {

    /** The original's default port. */
    public static final int DEFAULT_PORT = 8474;

    /** Less would stop senders over a few reads. */
    public static final long MIN_MEMORY_BYTES = 1024 * 1024;

    private static final int DEFAULT_SHARE_OF_HEAP = 4;

    private static final Duration DEFAULT_DIAL_TIMEOUT = Duration.ofSeconds(10);

    /** Refuses what cannot be: a port beyond 65535, a time that is not positive, no memory. */
    public ToxiproxyOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", expected 0 (any free one) to 65535");
        }
        if (dialTimeout.isNegative() || dialTimeout.isZero()) {
            throw new IllegalArgumentException("dialTimeout " + dialTimeout + ", expected more than 0");
        }
        if (refusalPatience.isNegative()) {
            throw new IllegalArgumentException("refusalPatience " + refusalPatience + ", expected 0 or more");
        }
        if (memoryBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException("memory of " + memoryBytes + " bytes for the connections, expected 1m ("
                    + MIN_MEMORY_BYTES + ") or more");
        }
        long heapBytes = Runtime.getRuntime().maxMemory();
        if (memoryBytes > heapBytes / 2) {
            throw new IllegalArgumentException("memory of " + memoryBytes + " bytes for the connections, of a heap of "
                    + heapBytes + ": expected at most half of it; raise the heap with -Xmx (ORDEAL_OPTS)");
        }
    }

    /** With the default memory: a quarter of the heap. */
    public ToxiproxyOptions(
            String host,
            int port,
            long seed,
            @Nullable Path config,
            boolean proxyMetrics,
            boolean runtimeMetrics,
            Duration dialTimeout,
            Duration refusalPatience) {
        this(host, port, seed, config, proxyMetrics, runtimeMetrics, dialTimeout, refusalPatience, defaultMemory());
    }

    private static long defaultMemory() {
        return Math.max(MIN_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / DEFAULT_SHARE_OF_HEAP);
    }

    /** Likewise, with another limit on what all connections together hold. */
    public ToxiproxyOptions withMemory(long bytes) {
        return new ToxiproxyOptions(
                host, port, seed, config, proxyMetrics, runtimeMetrics, dialTimeout, refusalPatience, bytes);
    }

    /** Without patience, as the original. */
    public ToxiproxyOptions(
            String host,
            int port,
            long seed,
            @Nullable Path config,
            boolean proxyMetrics,
            boolean runtimeMetrics,
            Duration dialTimeout) {
        this(host, port, seed, config, proxyMetrics, runtimeMetrics, dialTimeout, Duration.ZERO);
    }

    /** With the default limits on dialling. */
    public ToxiproxyOptions(
            String host, int port, long seed, @Nullable Path config, boolean proxyMetrics, boolean runtimeMetrics) {
        this(host, port, seed, config, proxyMetrics, runtimeMetrics, DEFAULT_DIAL_TIMEOUT);
    }

    /** For use inside a program: on localhost, any free port, without metrics. */
    public static ToxiproxyOptions embedded(long seed) {
        return new ToxiproxyOptions("localhost", 0, seed, null, false, false);
    }

    /**
     * Likewise, for links between servers. Without a proxy, who comes a moment before the other listens is refused and
     * tries again; through one, its connect succeeds, and what follows is taken for the failure of a server that was
     * there: a ZooKeeper follower then leaves the leader that it has just elected.
     *
     * @param refusalPatience how long an upstream that refuses is dialled again
     */
    public static ToxiproxyOptions links(long seed, Duration refusalPatience) {
        return new ToxiproxyOptions("localhost", 0, seed, null, false, false, DEFAULT_DIAL_TIMEOUT, refusalPatience);
    }
}
