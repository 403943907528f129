package io.ordeal.software;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program of this machine that fetches, as it was run to its end. It is given nothing to read, and speaks English.
 *
 * @param exit 0 if it did what it was to
 * @param answer what it printed
 * @param complaints what it printed as errors
 */
record ToolRun(int exit, String answer, String complaints) {
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * Runs it; it ends, with all that it has started, when this thread is interrupted.
     *
     * @param folder where it finds itself, and where its words are kept meanwhile
     * @param waiting is told now and then how long it runs already
     * @throws IOException it can't be run
     */
    static ToolRun of(List<String> command, Path folder, Consumer<Duration> waiting)
            throws IOException, InterruptedException {
        Path answer = folder.resolve("answer");
        Path complaints = folder.resolve("complaints");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(complaints.toFile())
                .redirectOutput(answer.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            Duration ran = Duration.ZERO;
            while (!process.waitFor(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                ran = ran.plus(TELL_EVERY);
                waiting.accept(ran);
            }
        } finally {
            end(process);
        }
        return new ToolRun(process.exitValue(), text(answer), text(complaints));
    }

    /** Nothing of it writes any more when this returns: its folder may be removed then. */
    private static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
