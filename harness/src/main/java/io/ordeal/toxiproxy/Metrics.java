package io.ordeal.toxiproxy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;

/** {@code GET /metrics}, in the text format of Prometheus. The counters of bytes are live. */
final class Metrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final ProxyRegistry proxies;
    private final boolean proxyMetrics;
    private final boolean runtimeMetrics;

    Metrics(ProxyRegistry proxies, ToxiproxyOptions options) {
        this.proxies = proxies;
        this.proxyMetrics = options.proxyMetrics();
        this.runtimeMetrics = options.runtimeMetrics();
    }

    boolean isEnabled() {
        return proxyMetrics || runtimeMetrics;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        if (runtimeMetrics) {
            single(
                    text,
                    "jvm_threads_live",
                    "gauge",
                    ManagementFactory.getThreadMXBean().getThreadCount());
            single(
                    text,
                    "jvm_memory_heap_used_bytes",
                    "gauge",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            single(
                    text,
                    "process_start_time_seconds",
                    "gauge",
                    ManagementFactory.getRuntimeMXBean().getStartTime() / 1000);
        }
        if (proxyMetrics) {
            List<TcpProxy> all = proxies.all();
            family(text, "toxiproxy_proxy_received_bytes_total", "counter", all, DirectionTraffic::receivedBytes);
            family(text, "toxiproxy_proxy_sent_bytes_total", "counter", all, DirectionTraffic::sentBytes);
            family(text, "toxiproxy_proxy_held_bytes", "gauge", all, DirectionTraffic::heldBytes);
            family(text, "toxiproxy_proxy_dropped_bytes_total", "counter", all, DirectionTraffic::droppedBytes);
        }
        return text.toString();
    }

    private static void single(StringBuilder text, String name, String type, long value) {
        head(text, name, type);
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder text, String name, String type) {
        text.append("# HELP ").append(name).append(" \n");
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void family(
            StringBuilder text,
            String name,
            String type,
            List<TcpProxy> proxies,
            ToLongFunction<DirectionTraffic> value) {
        if (proxies.isEmpty()) {
            return;
        }
        head(text, name, type);
        for (Direction direction : new Direction[] {Direction.DOWNSTREAM, Direction.UPSTREAM}) {
            for (TcpProxy proxy : proxies) {
                TcpProxy.View view = proxy.view();
                text.append(name)
                        .append("{direction=\"")
                        .append(direction.wireName())
                        .append("\",listener=\"")
                        .append(escape(view.listen()))
                        .append("\",proxy=\"")
                        .append(escape(view.name()))
                        .append("\",upstream=\"")
                        .append(escape(view.upstream()))
                        .append("\"} ")
                        .append(value.applyAsLong(proxy.traffic().direction(direction)))
                        .append('\n');
            }
        }
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
