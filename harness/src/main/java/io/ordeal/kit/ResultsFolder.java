package io.ordeal.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where the runs of tests land. */
final class ResultsFolder {
    private static final String PARAMETER = "ordeal.results";

    private ResultsFolder() {}

    static Path of(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER).map(Path::of).orElseGet(ResultsFolder::ofTheBuild);
    }

    private static Path ofTheBuild() {
        boolean gradle =
                Stream.of("build.gradle", "build.gradle.kts").map(Path::of).anyMatch(Files::exists);
        return Path.of(gradle ? "build" : "target", "ordeal");
    }
}
