package io.ordeal.cli;

import io.ordeal.checker.CheckContext;
import io.ordeal.report.HtmlReport;
import io.ordeal.store.RunFolder;
import io.ordeal.trial.Judge;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal report}: writes a run's {@code report.html} anew, judging it again. */
@Command(
        name = "report",
        description = "Judges a run again and writes its verdict.json and report.html anew.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RUN", description = "A run's folder.")
    private Path run = Path.of("");

    @Mixin
    private final JarOption jars = new JarOption();

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (!RunFolder.isRun(run)) {
            throw new UsageException("no run in " + run + ": expected a folder with a test.json, as under results/");
        }
        RunFolder folder = new RunFolder(run);
        if (!Files.exists(folder.historyFile())) {
            throw new UsageException("the run in " + run + " has no history: it ended before its first operation");
        }
        TrialOutcome outcome =
                Judge.judgeRun(folder, jars.catalog(), CheckContext.withTimeLimit(Duration.ofMinutes(10)));
        folder.writeVerdict(outcome.report());
        HtmlReport.write(folder, outcome.report(), outcome.history());
        terminal.out().println(folder.reportFile());
        return ExitCode.of(outcome.report().result().verdict()).status();
    }
}
