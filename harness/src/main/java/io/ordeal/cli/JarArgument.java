package io.ordeal.cli;

import io.ordeal.trial.Catalog;
import java.nio.file.Path;
import java.util.List;

/** The value of {@code --jar}, the same for every command that takes it. */
final class JarArgument {
    private JarArgument() {}

    /** What there is on the class path and in the jars. */
    static Catalog catalog(List<Path> jars) {
        try {
            return Catalog.with(jars);
        } catch (IllegalArgumentException noJar) {
            throw new UsageException(String.valueOf(noJar.getMessage()), noJar);
        }
    }
}
