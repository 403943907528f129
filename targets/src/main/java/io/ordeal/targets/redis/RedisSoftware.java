package io.ordeal.targets.redis;

import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.Software;
import io.ordeal.cluster.SoftwareCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Redis 7.0.15; for processes, the static binaries that {@code org.signal:embedded-redis} carries. */
final class RedisSoftware {
    /** What is installed: the server, which is the sentinel too. */
    static final String SERVER = "redis-server";

    static final Software REDIS = new Software(
            "redis 7.0.15", new ServerImage("redis:7.0.15", "ordeal/redis:trixie"), RedisSoftware::install);

    private RedisSoftware() {}

    private static Map<String, List<Path>> install(Path cache) throws IOException {
        String platform = platform();
        Path server = SoftwareCache.executable(
                cache,
                "redis-7.0.15-" + platform,
                SERVER,
                redis.embedded.RedisServer.class,
                "/redis-server-7.0.15-" + platform);
        return Map.of(SERVER, List.of(server));
    }

    /** As the artifact names its binaries: linux or darwin, and amd64, arm64 or 386. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "darwin" : system)
                + "-"
                + switch (machine) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    case "x86", "i386", "i686" -> "386";
                    default -> machine;
                };
    }
}
