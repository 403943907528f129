package io.ordeal.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A tool of the system's that was run to its end.
 *
 * @param line what was run
 * @param exit 0 if it did what it was to
 * @param output standard output and standard error
 */
record Command(String line, int exit, String output) {
    private static final long SECONDS = 60;

    /** @throws IOException there is no such tool, or it does not end */
    static Command run(String tool, Object... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(DiskNeeds.find(tool)
                .orElseThrow(() -> new IOException("there is no " + tool + " on the path: install it"))
                .toString());
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        Path output = Files.createTempFile("ordeal-disk", ".out");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", words) + " was not done after " + SECONDS + " s");
            }
            String text = Files.readString(output).strip();
            return new Command(String.join(" ", words), process.exitValue(), text);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    boolean succeeded() {
        return exit == 0;
    }

    /** @throws IOException it did not do what it was to */
    void require() throws IOException {
        if (!succeeded()) {
            throw new IOException(
                    line + " ended with exit code " + exit + ": " + (output.isEmpty() ? "it said nothing" : output));
        }
    }
}
