package io.ordeal.cli;

import io.ordeal.serve.ResultsServer;
import io.ordeal.serve.ServeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the launcher runs once, for the JVM to write its archive of loaded classes afterwards: the commands that are over so
 * quickly that loading classes is most of their time, and the first page of {@code serve}, of which that is true, too. What
 * is printed is nobody's.
 */
public final class ClassArchive {
    private static final String STALE = """
            {:process 0, :type :invoke, :f :write, :value 1}
            {:process 0, :type :ok, :f :write, :value 1}
            {:process 1, :type :invoke, :f :read, :value nil}
            {:process 1, :type :ok, :f :read, :value nil}
            """;

    private static final String FINE = """
            {"process":0,"type":"invoke","f":"txn","value":[["append",1,1],["r",1,null]]}
            {"process":0,"type":"ok","f":"txn","value":[["append",1,1],["r",1,[1]]]}
            """;

    private static final String SPEC =
            "{\"target\":\"t\",\"workload\":\"w\",\"faults\":[\"kill\"],\"options\":{\"time\":\"1s\"}}";

    private static final String VERDICT =
            "{\"valid\":false,\"ops\":1,\"anomalies\":[{\"type\":\"lost\"}],\"asExpected\":true}";

    private ClassArchive() {}

    /**
     * Runs them.
     *
     * @throws IOException the folder for temporary files takes none
     */
    public static void main(String[] arguments) throws IOException {
        Path stale = Files.writeString(Files.createTempFile("ordeal-class-archive", ".edn"), STALE);
        Path fine = Files.writeString(Files.createTempFile("ordeal-class-archive", ".json"), FINE);
        try {
            run("list");
            run("check", "--checker", "cas-register", stale.toString());
            run("check", "--json", "--checker", "cas-register", stale.toString());
            run("check", "--json", "--checker", "list-append", fine.toString());
            serve();
        } finally {
            Files.delete(stale);
            Files.delete(fine);
        }
    }

    private static void serve() throws IOException {
        Path results = Files.createTempDirectory("ordeal-class-archive");
        Path run = Files.createDirectories(results.resolve("t").resolve("w").resolve("20260101T000000-1"));
        List<Path> made = List.of(
                Files.writeString(run.resolve("test.json"), SPEC),
                Files.writeString(run.resolve("verdict.json"), VERDICT),
                run,
                results.resolve("t").resolve("w"),
                results.resolve("t"),
                results);
        ServeOptions options = new ServeOptions("127.0.0.1", 0, results, results.resolve("none.sqlite"));
        try (ResultsServer server = ResultsServer.start(options);
                InputStream page = new URL("http", "127.0.0.1", server.address().getPort(), "/").openStream()) {
            page.transferTo(OutputStream.nullOutputStream());
        } finally {
            for (Path each : made) {
                Files.delete(each);
            }
        }
    }

    private static void run(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new OrdealCommandLine(nowhere, nowhere).run(arguments);
    }
}
