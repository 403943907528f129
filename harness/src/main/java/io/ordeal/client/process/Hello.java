package io.ordeal.client.process;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.history.Keyword;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first line that a client process is told: all that it may know of the run. */
record Hello(int process, int worker, Routes routes, Duration operationTimeout, long seed, Path folder) {
    static final String NAME = "hello";

    static Hello of(ClientContext context, Path folder) {
        return new Hello(
                context.process(),
                context.worker(),
                context.routes(),
                context.operationTimeout(),
                context.seed(),
                folder);
    }

    Map<String, Object> message() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put(Wire.TYPE, NAME);
        message.put("version", Wire.VERSION);
        message.put("process", process);
        message.put("worker", worker);
        message.put(Wire.NODES, routes.nodes());
        message.put("endpoints", texts(routes.endpoints()));
        message.put("announced", texts(routes.announced()));
        message.put("operation-timeout-millis", operationTimeout.toMillis());
        message.put("seed", seed);
        message.put("folder", folder.toString());
        return message;
    }

    /** @throws IOException it is none, or of another version */
    static Hello read(Map<String, @Nullable Object> message) throws IOException {
        if (!NAME.equals(message.get(Wire.TYPE)) || number(message, "version") != Wire.VERSION) {
            throw new IOException("expected a hello of version " + Wire.VERSION + ", found " + message);
        }
        return new Hello(
                (int) number(message, "process"),
                (int) number(message, "worker"),
                new Routes(
                        nodes(message).orElse(List.of()),
                        addresses(message.get("endpoints")),
                        addresses(message.get("announced"))),
                Duration.ofMillis(number(message, "operation-timeout-millis")),
                number(message, "seed"),
                Path.of(String.valueOf(message.get("folder"))));
    }

    /** The members that a line tells; empty if it tells of none. */
    static Optional<List<String>> nodes(Map<String, @Nullable Object> message) {
        return message.get(Wire.NODES) instanceof List<?> names
                ? Optional.of(names.stream().map(String::valueOf).toList())
                : Optional.empty();
    }

    private static long number(Map<String, @Nullable Object> message, String name) throws IOException {
        if (message.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IOException("expected a number as " + name + ", found " + message.get(name));
    }

    private static Map<String, Object> texts(Map<String, Map<String, InetSocketAddress>> byNode) {
        Map<String, Object> texts = new LinkedHashMap<>();
        byNode.forEach((node, ports) -> {
            Map<String, String> byPort = new LinkedHashMap<>();
            ports.forEach((port, at) -> byPort.put(port, host(at) + ":" + at.getPort()));
            texts.put(node, byPort);
        });
        return texts;
    }

    private static String host(InetSocketAddress at) {
        return at.getAddress() == null ? at.getHostString() : at.getAddress().getHostAddress();
    }

    private static Map<String, Map<String, InetSocketAddress>> addresses(@Nullable Object told) {
        Map<String, Map<String, InetSocketAddress>> byNode = new LinkedHashMap<>();
        if (told instanceof Map<?, ?> nodes) {
            nodes.forEach((node, ports) -> {
                Map<String, InetSocketAddress> byPort = new LinkedHashMap<>();
                if (ports instanceof Map<?, ?> map) {
                    map.forEach((port, at) -> byPort.put(name(port), address(String.valueOf(at))));
                }
                byNode.put(name(node), byPort);
            });
        }
        return byNode;
    }

    private static String name(Object key) {
        return key instanceof Keyword keyword ? keyword.name() : String.valueOf(key);
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
