package io.ordeal.cli;

import io.ordeal.toxiproxy.ToxiproxyOptions;
import io.ordeal.toxiproxy.ToxiproxyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ordeal toxiproxy}: the embedded server, alone, with the real one's flags. */
@Command(
        name = "toxiproxy",
        description = "Runs the embedded Toxiproxy-compatible server alone, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ToxiproxyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-host", "--host"},
            paramLabel = "H",
            description = "Where the API listens; localhost without.")
    private String host = "localhost";

    @Option(
            names = {"-port", "--port"},
            paramLabel = "P",
            description = "The API's port; 8474 without, 0 = any free one.")
    private int port = ToxiproxyOptions.DEFAULT_PORT;

    @Option(
            names = {"-config", "--config"},
            paramLabel = "F",
            description = "A JSON array of proxies to be made at start.")
    private @Nullable Path config;

    @Option(
            names = {"-seed", "--seed"},
            paramLabel = "N",
            description = "Of toxicity, jitter and slices; drawn itself without.")
    private @Nullable Long seed;

    @Option(
            names = {"-proxy-metrics", "--proxy-metrics"},
            description = "GET /metrics tells each proxy's bytes.")
    private boolean proxyMetrics;

    @Option(
            names = {"-runtime-metrics", "--runtime-metrics"},
            description = "GET /metrics tells of the JVM.")
    private boolean runtimeMetrics;

    @Option(
            names = {"-memory", "--memory"},
            paramLabel = "256m",
            description = "What all connections together may hold; a quarter of the heap without.")
    private @Nullable String memory;

    ToxiproxyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (config != null && !Files.isReadable(config)) {
            throw new UsageException("cannot read " + config + ": -config takes a file with a JSON array of proxies");
        }
        long drawn = seed != null ? seed : new SecureRandom().nextLong();
        ToxiproxyServer server;
        try {
            ToxiproxyOptions options = new ToxiproxyOptions(host, port, drawn, config, proxyMetrics, runtimeMetrics);
            server = ToxiproxyServer.start(
                    memory == null ? options : options.withMemory(ByteSize.parse("--memory", memory)));
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "toxiproxy-close"));
        terminal.err().println("ordeal: Toxiproxy API on " + host + ":" + server.port() + ", seed " + drawn);
        never.await();
        return ExitCode.VALID.status();
    }
}
