package io.ordeal.cli;

import io.ordeal.trial.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --jar}, the same for every command that takes it. */
final class JarOption {
    @Option(
            names = "--jar",
            split = ",",
            paramLabel = "F",
            description = "Jars with targets, workloads or checkers of your own.")
    private List<Path> jars = new ArrayList<>();

    private @Nullable Catalog catalog;

    /** As they were given. */
    List<Path> paths() {
        return jars;
    }

    /** What there is on the class path and in the jars; looked for once. */
    Catalog catalog() {
        Catalog known = catalog;
        if (known == null) {
            try {
                known = Catalog.with(jars);
            } catch (IllegalArgumentException noJar) {
                throw new UsageException(noJar);
            }
            catalog = known;
        }
        return known;
    }
}
