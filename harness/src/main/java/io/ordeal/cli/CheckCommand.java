package io.ordeal.cli;

import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.report.TerminalVerdict;
import io.ordeal.store.CheckReport;
import io.ordeal.store.CheckReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal check}: judges saved histories, from the files alone. */
@Command(
        name = "check",
        description = "Judges saved histories: files in EDN or JSON lines, or the folders of runs.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE|RUN", description = "Histories, plain or .gz; or runs' folders.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a file, a line each; nothing else on standard output.")
    private boolean json;

    @Mixin
    private final JudgingOptions judging = new JudgingOptions();

    @Mixin
    private final JarOption jars = new JarOption();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        judging.context(terminal);
        if (judging.checkerName().isPresent()) {
            judging.checker(jars.catalog());
        }
        FileJudge judge = new FileJudge(judging, jars.catalog(), terminal);
        ExitCode worst = ExitCode.VALID;
        for (Path file : files) {
            worst = worst.or(check(file, judge));
        }
        return worst.status();
    }

    /** Whatever happens to one of them, it gets its line, and the others are judged. */
    private ExitCode check(Path file, FileJudge judge) {
        try {
            return print(judge.judge(file));
        } catch (MalformedHistoryException malformed) {
            return noVerdict(file, "malformed: " + malformed.getMessage(), ExitCode.USAGE);
        } catch (IOException unreadable) {
            return noVerdict(file, "unreadable: " + Failures.describe(unreadable), ExitCode.USAGE);
        } catch (UsageException wrong) {
            return noVerdict(file, String.valueOf(wrong.getMessage()), ExitCode.USAGE);
        } catch (RuntimeException | Error unfit) {
            LoggerFactory.getLogger(CheckCommand.class).error("{} could not be judged", file, unfit);
            return noVerdict(
                    file,
                    "this is a fault of the harness or its surroundings, not a finding: " + Failures.describe(unfit),
                    ExitCode.HARNESS);
        }
    }

    private ExitCode print(FileJudge.Judged judged) {
        CheckReport report = judged.report();
        terminal.clearLine();
        if (json) {
            terminal.out().println(CheckReportJson.write(report));
            terminal.out().flush();
        } else {
            terminal.out()
                    .print(TerminalVerdict.print(
                            judged.run(), report, judged.history(), Optional.empty(), terminal.style()));
        }
        return ExitCode.of(report.result().verdict());
    }

    private ExitCode noVerdict(Path file, String cause, ExitCode code) {
        if (json) {
            CheckReport report = new CheckReport(
                    file.toString(),
                    judging.checkerName().orElse(""),
                    0,
                    0,
                    CheckResult.of(Verdict.unknown(cause)),
                    Optional.empty());
            terminal.out().println(CheckReportJson.write(report));
            terminal.out().flush();
        } else {
            terminal.error(file + ": " + cause);
        }
        return code;
    }
}
