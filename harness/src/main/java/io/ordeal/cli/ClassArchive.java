package io.ordeal.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the launcher runs once, for the JVM to write its archive of loaded classes afterwards: the commands that are over so
 * quickly that loading classes is most of their time. What is printed is nobody's.
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
        } finally {
            Files.delete(stale);
            Files.delete(fine);
        }
    }

    private static void run(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new OrdealCommandLine(nowhere, nowhere).run(arguments);
    }
}
