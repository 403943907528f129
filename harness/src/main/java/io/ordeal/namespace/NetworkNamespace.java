package io.ordeal.namespace;

import io.ordeal.tool.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The network namespace that a process is in.
 *
 * @param pid of the process that keeps it
 * @param id as the kernel names it, e.g. {@code net:[4026532214]}
 */
public record NetworkNamespace(long pid, String id) {
    /** What a process runs that keeps a namespace until its standard input ends: it says so when it is in it. */
    public static final List<String> KEEPER = List.of("unshare", "--net", "/bin/sh", "-c", "echo kept; read -r until");

    /** What a {@link #KEEPER} says when the namespace is there. */
    public static final String KEPT = "kept";

    /**
     * The namespace of a process.
     *
     * @throws IOException there is no such process, or it shares the harness' own network
     */
    public static NetworkNamespace of(long pid) throws IOException {
        String id = idOf(Long.toString(pid));
        if (id.equals(idOf("self"))) {
            throw new IOException("process " + pid + " has no network of its own");
        }
        return new NetworkNamespace(pid, id);
    }

    private static String idOf(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns", "net")).toString();
    }

    /**
     * The command that becomes the given one within the namespace.
     *
     * @throws IOException the namespace is gone: its process was ended by another
     */
    public List<String> entering(List<String> command) throws IOException {
        String now;
        try {
            now = idOf(Long.toString(pid));
        } catch (IOException e) {
            throw new IOException("the network namespace " + id + " is gone: somebody has ended process " + pid, e);
        }
        if (!now.equals(id)) {
            // its number is another's by now, and that one's network may be the machine's
            throw new IOException("the network namespace " + id + " is gone: process " + pid + " is in " + now);
        }
        List<String> words = new ArrayList<>(List.of("nsenter", "--net=/proc/" + pid + "/ns/net", "--"));
        words.addAll(command);
        return words;
    }

    /**
     * Runs a tool within it.
     *
     * @param input on its standard input
     * @return what it said
     * @throws IOException it did not do what it was to
     */
    public String run(String input, String... command) throws IOException, InterruptedException {
        Command done = Command.feed(input, entering(List.of(command)));
        done.require();
        return done.output();
    }
}
