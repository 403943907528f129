package io.ordeal.cli;

import io.ordeal.report.HtmlReport;
import io.ordeal.report.Report;
import io.ordeal.reproduce.Recording;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./ordeal report}: judges a run or a history and writes its page.
 *
 * <p>A run's is its {@code report.html}, beside a {@code verdict.json} that says the same. A history's lies beside it, under
 * its name: {@code stale.html} of {@code stale.edn.gz}.
 */
@Command(
        name = "report",
        description = {
            "Judges a run again and writes its verdict.json and report.html anew;",
            "or judges any history, by --checker, and writes a page for it, beside it."
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RUN|FILE", description = "A run's folder; or a history, plain or .gz.")
    private Path file = Path.of("");

    @Option(names = "--to", paramLabel = "PAGE", description = "Write the page there, and nothing else.")
    private @Nullable Path to;

    @Mixin
    private final JudgingOptions judging = new JudgingOptions();

    @Mixin
    private final JarOption jars = new JarOption();

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (to != null && Files.isDirectory(to)) {
            throw new UsageException(
                    "--to " + to + " is a folder: name the page in it, as in --to " + to.resolve("report.html"));
        }
        FileJudge.Judged judged = judge();
        terminal.clearLine();
        if (to != null && to.toAbsolutePath().getParent() != null) {
            Files.createDirectories(to.toAbsolutePath().getParent());
        }
        Path page;
        if (judged.run().isPresent()) {
            RunFolder folder = new RunFolder(file);
            if (to == null) {
                folder.writeVerdict(judged.report());
            }
            page = HtmlReport.write(
                    Optional.ofNullable(to).orElse(folder.reportFile()),
                    withRecording(
                            Report.ofRun(judged.run().get(), judged.report(), judged.history()),
                            judged.run().get().replayOf()));
        } else {
            page = HtmlReport.write(
                    Optional.ofNullable(to).orElse(beside(file)), Report.ofHistory(judged.report(), judged.history()));
        }
        terminal.out().println(page);
        return ExitCode.of(judged.report().result().verdict()).status();
    }

    /** A replay stands beside its recording, where that is still there. */
    private Report withRecording(Report report, Optional<String> recording) throws IOException {
        if (recording.isEmpty() || !RunFolder.isRun(Path.of(recording.get()))) {
            return report;
        }
        return report.with(new Report.Beside(
                Recording.read(new RunFolder(Path.of(recording.get())), jars.catalog())
                        .report(),
                List.of()));
    }

    /** What can't be read is the caller's to mend; what then can't be written is not. */
    private FileJudge.Judged judge() {
        try {
            // A run's page has the run's whole path, wherever it is written from.
            Path judged = RunFolder.isRun(file) ? file.toAbsolutePath().normalize() : file;
            return new FileJudge(judging, jars.catalog(), terminal).judge(judged);
        } catch (IOException unreadable) {
            throw new UsageException(file + ": " + Failures.describe(unreadable), unreadable);
        }
    }

    /** {@code h.html} of {@code h.edn.gz}; of a run that is judged as a history, beside that history. */
    private static Path beside(Path file) {
        Path history = RunFolder.of(file).map(RunFolder::historyFile).orElse(file);
        String name = history.getFileName().toString();
        return history.resolveSibling(
                name.replaceFirst("\\.gz$", "").replaceFirst("\\.(edn|jsonl?|txt)$", "") + ".html");
    }
}
