package io.ordeal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --results}, the same for every command that runs trials. */
final class ResultsOption {
    @Option(names = "--results", paramLabel = "DIR", description = "Where runs land; results/ without.")
    private @Nullable Path results;

    /** Made if it was not there. */
    Path folder() {
        if (results == null) {
            return Path.of(System.getProperty("ordeal.home", ".")).resolve("results");
        }
        try {
            Files.createDirectories(results);
        } catch (IOException impossible) {
            throw new UsageException("--results: the folder " + results + " can't be made", impossible);
        }
        if (!Files.isWritable(results)) {
            throw new UsageException("--results: the folder " + results + " can't be written to");
        }
        return results;
    }
}
