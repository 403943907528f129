package io.ordeal.cli;

import io.ordeal.start.BuildTool;
import io.ordeal.start.Kind;
import io.ordeal.start.Language;
import io.ordeal.start.Project;
import io.ordeal.trial.Catalog;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal new}: a project that tries a backend of one's own. */
@Command(
        name = "new",
        description =
                "Writes a project that tries a backend of yours, into a new folder: a client with the methods to fill in,"
                        + " a server that is a toy, a test, a README, a workflow for GitHub. It runs at once, and passes;"
                        + " then put your own client and server into it.",
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "NAME", description = "Of the project and its folder, such as my-lock.")
    private String name = "";

    @Option(
            names = "--for",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "What the backend is, one of: ${COMPLETION-CANDIDATES}; lock without.")
    private String kind = Kind.LOCK.wire();

    @Option(
            names = "--client",
            paramLabel = "LANGUAGE",
            description =
                    "What client and server are written in: java, tried by JUnit, or python, node or go, described"
                            + " by ordeal.yaml; or none, where both are yours: then a README has what the client is to"
                            + " read and write; java without.")
    private String client = Language.JAVA.wire();

    @Option(
            names = "--build",
            paramLabel = "TOOL",
            description = "What builds a project in Java: maven or gradle; maven without.")
    private @Nullable String build;

    @Option(names = "--in", paramLabel = "DIR", description = "Where its folder is made; here without.")
    private Path parent = Path.of("");

    /** All that {@code --for} takes. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Kind.names().iterator();
        }
    }

    NewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Project project = project();
        if (Files.exists(parent) && !Files.isDirectory(parent)) {
            throw new UsageException("--in: " + parent + " is no folder, but a file");
        }
        if (!Files.isDirectory(parent)) {
            throw new UsageException("--in: there is no folder " + parent + ": mkdir -p " + parent);
        }
        if (!Files.isWritable(parent.toAbsolutePath())) {
            throw new UsageException("--in: the folder " + parent.toAbsolutePath() + " can't be written to");
        }
        Path folder;
        try {
            folder = project.writeIn(parent);
        } catch (FileAlreadyExistsException taken) {
            throw new UsageException(
                    "there is a " + taken.getFile() + " already, and nothing in it is touched: choose another NAME, or"
                            + " another folder by --in",
                    taken);
        }
        terminal.out().printf("%s tries a backend of yours by what is promised of %s%n%n", folder, project.thing());
        project.files().keySet().forEach(path -> terminal.out().println("  " + path));
        if (!project.note().isEmpty()) {
            terminal.out().printf("%n%s%n", project.note());
        }
        terminal.out().printf("%n  cd %s%n", folder);
        project.firstSteps().forEach(step -> terminal.out().println("  " + step));
        return ExitCode.VALID.status();
    }

    private Project project() {
        Catalog.onClassPath().findTarget(name).ifPresent(taken -> {
            throw new UsageException(
                    "Ordeal has a target " + name + " of its own, " + taken.summary() + ": my-" + name + " is free");
        });
        try {
            Language language = Language.of(client);
            if (build != null && language != Language.JAVA) {
                throw new UsageException("--build: what is written in " + client
                        + " is built, if at all, by its test.sh;" + " leave it out");
            }
            return new Project(
                    name,
                    Kind.of(kind),
                    language,
                    build == null ? BuildTool.MAVEN : BuildTool.of(build),
                    Path.of(System.getProperty("ordeal.home", ".")));
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
    }
}
