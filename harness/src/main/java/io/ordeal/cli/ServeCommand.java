package io.ordeal.cli;

import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.MemoryException;
import io.ordeal.serve.ResultsServer;
import io.ordeal.serve.ServeOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ordeal serve}: what the results hold, on a browser, until Ctrl-C. */
@Command(
        name = "serve",
        description = {
            "Shows what results/ holds on a browser, as it is now: runs, those under way too, by target, fault, verdict,",
            "anomaly; two side by side; nights; logs and downloads. Nothing is written. Ctrl-C ends it."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final int MOST_PORT = 65_535;

    private final Terminal terminal;

    @Option(names = "--port", paramLabel = "P", description = "8642 without; 0 = any free one.")
    private int port = 8642;

    @Option(
            names = "--host",
            paramLabel = "H",
            description = "Where it listens; 127.0.0.1, this machine alone, without. Nobody is asked for a password.")
    private String host = "127.0.0.1";

    @Option(names = "--results", paramLabel = "DIR", description = "Where runs have landed; results/ without.")
    private Path results = Path.of(System.getProperty("ordeal.home", ".")).resolve("results");

    @Option(
            names = "--memory",
            paramLabel = "FILE",
            description = "The database of nights; memory.sqlite in the results without.")
    private @Nullable Path memory;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > MOST_PORT) {
            throw new UsageException("--port takes 1 to " + MOST_PORT + ", or 0 for any free one, not " + port);
        }
        if (!Files.isDirectory(results) || !Files.isReadable(results)) {
            throw new UsageException("--results: " + results + " is no folder that can be read: make a run first, by"
                    + " ./ordeal run, or name the folder where runs have landed");
        }
        InetAddress address = address();
        CountDownLatch end = new CountDownLatch(1);
        try (ResultsServer server = start()) {
            if (!address.isLoopbackAddress()) {
                terminal.warn("whoever reaches " + host + " can read all of " + results
                        + ", logs of servers among it, and is not asked who it is; without --host it is this machine"
                        + " alone");
            }
            String shown = address.getHostAddress().indexOf(':') < 0 ? host : "[" + address.getHostAddress() + "]";
            terminal.out().println("http://" + shown + ":" + server.address().getPort() + "/");
            terminal.out().flush();
            return Interruptible.run(end::countDown, () -> {
                end.await();
                return ExitCode.VALID.status();
            });
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException none) {
            throw new UsageException(
                    "--host: there is no host " + host + ": it takes an address of this machine, such as 127.0.0.1, or"
                            + " 0.0.0.0 for all of them",
                    none);
        }
    }

    private ResultsServer start() throws IOException {
        Path nights = memory == null ? results.resolve("memory.sqlite") : memory;
        if (memory != null && !Files.isRegularFile(memory)) {
            throw new UsageException("--memory: there is no memory " + memory);
        }
        if (Files.isRegularFile(nights)) {
            try {
                CampaignMemory.openToRead(nights).close();
            } catch (MemoryException unreadable) {
                throw new UsageException(String.valueOf(unreadable.getMessage()), unreadable);
            }
        }
        try {
            return ResultsServer.start(new ServeOptions(host, port, results, nights));
        } catch (BindException taken) {
            throw new UsageException(
                    "port " + port + " of " + host + " can't be had: " + taken.getMessage()
                            + "; name another by --port, or 0 for any free one",
                    taken);
        }
    }
}
