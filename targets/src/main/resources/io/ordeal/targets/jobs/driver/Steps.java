package io.ordeal.targets.jobs.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/** Where a job has got to, in the JVM of its driver; nobody is told in others. */
final class Steps {
    static final String RUNNING = "running";
    static final String COMMITTING = "committing";
    static final String COMMITTED = "committed";

    /** Names a file that is there from when a job begins to be committed. */
    static final String NOTE = "ordeal.committing";

    private static volatile Consumer<String> listener = step -> {};
    private static volatile boolean committing;

    private Steps() {}

    static void listen(Consumer<String> told) {
        listener = told;
    }

    /** A job begins. */
    static void begin() {
        committing = false;
        tell(RUNNING);
    }

    static void tell(String step) {
        committing |= step.equals(COMMITTING);
        listener.accept(step);
    }

    /**
     * Tells whoever runs the job in another JVM that it begins to be committed: by a file, which is there before.
     *
     * @param configuration that may have its name, under {@value #NOTE}
     */
    static void note(Configuration configuration) throws IOException {
        String note = configuration.get(NOTE);
        if (note != null) {
            Files.write(Path.of(note), new byte[0]);
        }
    }

    /** Whether the job has begun to be committed: then it may be done, in part or whole, however it ends. */
    static boolean isCommitting() {
        return committing;
    }
}
