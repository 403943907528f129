package io.ordeal.targets.redis;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.NodeEnvironment;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of a configuration file, a keyword each; a later one takes the place of an earlier. */
final class RedisConfig {
    private final Map<String, String> lines = new LinkedHashMap<>();

    /** What servers and sentinels have in common: where they listen, connect from, and keep their files. */
    static RedisConfig common(NodeEnvironment environment) {
        InetSocketAddress listen = environment.listen(RedisServer.PORT);
        RedisConfig config = new RedisConfig()
                .with("port", Integer.toString(listen.getPort()))
                .with("bind", listen.getHostString())
                .with("protected-mode", "no")
                .with("daemonize", "no")
                .with("logfile", "\"\"")
                .with("dir", quoted(environment.dataFolder()));
        if (environment.kind() == ClusterKind.PROCESS) {
            // what listens at an announced address tells by it who connects
            config.with("bind-source-addr", environment.sourceAddress());
        }
        return config;
    }

    RedisConfig with(String keyword, String value) {
        lines.put(keyword, value);
        return this;
    }

    static String hostAndPort(InetSocketAddress address) {
        return address.getHostString() + " " + address.getPort();
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach((keyword, value) ->
                text.append(keyword).append(' ').append(value).append('\n'));
        return text.toString();
    }
}
