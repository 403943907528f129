package io.ordeal.tool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A tool of the system's that was run to its end.
 *
 * @param line what was run
 * @param exit 0 if it did what it was to
 * @param output standard output and standard error
 */
public record Command(String line, int exit, String output) {
    private static final long SECONDS = 60;
    /** Where an administrator's tools lie, beside what the path names: a plain user's often leaves them out. */
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");

    /**
     * Where a tool is; empty if it is not installed.
     *
     * @param tool its name, or its path
     */
    public static Optional<Path> find(String tool) {
        if (tool.contains("/")) {
            return Optional.of(Path.of(tool)).filter(Command::isProgram);
        }
        String path = System.getenv("PATH");
        return Stream.concat(Stream.of((path == null ? "" : path).split(File.pathSeparator)), SYSTEM_FOLDERS.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, tool))
                .filter(Command::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path path) {
        return Files.isExecutable(path) && !Files.isDirectory(path);
    }

    /** @throws IOException there is no such tool, or it does not end */
    public static Command run(String tool, Object... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(tool));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return feed("", words);
    }

    /**
     * Runs one that reads.
     *
     * @param input on its standard input
     * @param words the tool and its arguments
     * @throws IOException there is no such tool, or it does not end
     */
    public static Command feed(String input, List<String> words) throws IOException, InterruptedException {
        String tool = words.get(0);
        List<String> found = new ArrayList<>(words);
        found.set(
                0,
                find(tool)
                        .orElseThrow(() -> new IOException("there is no " + tool + " on the path: install it"))
                        .toString());
        Path given = Files.createTempFile("ordeal-tool", ".in");
        Path output = Files.createTempFile("ordeal-tool", ".out");
        try {
            Files.writeString(given, input);
            Process process = new ProcessBuilder(found)
                    .redirectErrorStream(true)
                    .redirectInput(given.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException(String.join(" ", words) + " was not done after " + SECONDS + " s");
                }
            } finally {
                process.destroyForcibly();
            }
            String text = Files.readString(output).strip();
            return new Command(String.join(" ", words), process.exitValue(), text);
        } finally {
            Files.deleteIfExists(given);
            Files.deleteIfExists(output);
        }
    }

    public boolean succeeded() {
        return exit == 0;
    }

    /** @throws IOException it did not do what it was to */
    public void require() throws IOException {
        if (!succeeded()) {
            throw new IOException(
                    line + " ended with exit code " + exit + ": " + (output.isEmpty() ? "it said nothing" : output));
        }
    }
}
