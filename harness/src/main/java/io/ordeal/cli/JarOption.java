package io.ordeal.cli;

import io.ordeal.store.RunSpec;
import io.ordeal.targets.Target;
import io.ordeal.targets.file.FileTarget;
import io.ordeal.trial.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --jar} and {@code --target-file}, the same for every command that takes them. */
final class JarOption {
    @Option(
            names = "--jar",
            split = ",",
            paramLabel = "F",
            description = "Jars with targets, workloads or checkers of your own.")
    private List<Path> jars = new ArrayList<>();

    @Option(
            names = "--target-file",
            split = ",",
            paramLabel = "ordeal.yaml",
            description = "Targets of your own that files describe; the schema: ./ordeal print ordeal.schema.json.")
    private List<Path> targetFiles = new ArrayList<>();

    private @Nullable Catalog catalog;

    /** The same options for another process, with absolute paths. */
    List<String> again() {
        List<String> words = new ArrayList<>();
        again("--jar", jars, words);
        words.addAll(targetFilesAgain());
        return words;
    }

    /** The same without the jars, for one that has them on its class path. */
    List<String> targetFilesAgain() {
        List<String> words = new ArrayList<>();
        again("--target-file", targetFiles, words);
        return words;
    }

    List<Path> jars() {
        return List.copyOf(jars);
    }

    private static void again(String option, List<Path> paths, List<String> words) {
        if (!paths.isEmpty()) {
            words.add(option);
            words.add(
                    paths.stream().map(path -> path.toAbsolutePath().toString()).collect(Collectors.joining(",")));
        }
    }

    /** One more file, as if {@code --target-file} had named it; before anything is looked for. */
    void add(Path targetFile) {
        targetFiles.add(targetFile);
    }

    /** The target that the one file describes; empty if there is none, or several. */
    Optional<String> describedTarget() {
        Catalog known = catalog();
        return targetFiles.size() == 1
                ? known.targets().stream()
                        .filter(FileTarget.class::isInstance)
                        .map(Target::name)
                        .findFirst()
                : Optional.empty();
    }

    /**
     * The same with the target of a run, if a file described that.
     *
     * @param copy of the file, in the run's folder
     */
    Catalog catalogOf(RunSpec spec, Path copy) {
        try {
            return catalog().withTargetOf(spec, copy);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }

    /** What there is on the class path, and in the jars and files; looked for once. */
    Catalog catalog() {
        Catalog known = catalog;
        if (known == null) {
            try {
                known = Catalog.with(jars).withTargetFiles(targetFiles);
            } catch (IllegalArgumentException unfit) {
                throw new UsageException(unfit);
            }
            catalog = known;
        }
        return known;
    }
}
