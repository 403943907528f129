package io.ordeal.kit;

import io.ordeal.store.FolderName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where the runs of tests land. */
final class ResultsFolder {
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final String PARAMETER = "ordeal.results";

    private ResultsFolder() {}

    static Path of(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER).map(Path::of).orElseGet(ResultsFolder::ofTheBuild);
    }

    /**
     * A folder of its own for clients that are tried without a trial, {@code <target>/clients/<start time>-<what>}: servers find
     * no data of others there.
     */
    static Path newBench(Path results, String target, String what) throws IOException {
        Path parent = Files.createDirectories(
                results.resolve(FolderName.require("target", target)).resolve("clients"));
        String name = START.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + what;
        for (int i = 1; ; i++) {
            try {
                return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
            } catch (FileAlreadyExistsException taken) {
                // two of one second: the next number is free, or the one after
            }
        }
    }

    private static Path ofTheBuild() {
        boolean gradle =
                Stream.of("build.gradle", "build.gradle.kts").map(Path::of).anyMatch(Files::exists);
        return Path.of(gradle ? "build" : "target", "ordeal");
    }
}
