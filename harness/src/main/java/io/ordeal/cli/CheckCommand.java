package io.ordeal.cli;

import io.ordeal.checker.Verdict;
import io.ordeal.report.TerminalVerdict;
import io.ordeal.store.CheckReportJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|RUN",
            description = "Histories, plain or .gz; or runs' folders. With --spark, folders and patterns too.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a file, a line each; nothing else on standard output.")
    private boolean json;

    @Mixin
    private final JudgingOptions judging = new JudgingOptions();

    @ArgGroup(exclusive = false, heading = "%nArchives, on Apache Spark:%n")
    private SparkOptions spark = new SparkOptions();

    @Mixin
    private final JarOption jars = new JarOption();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        judging.context(terminal);
        if (judging.checkerName().isPresent()) {
            judging.checker(jars.catalog());
        }
        if (spark.isAskedFor()) {
            return spark.check(files, json, judging, jars, terminal).status();
        }
        FileJudge judge = new FileJudge(judging, jars.catalog(), terminal);
        ExitCode worst = ExitCode.VALID;
        for (Path file : files) {
            FileEnd end = FileEnd.of(file, judge);
            print(file, end);
            worst = worst.or(end.code());
        }
        return worst.status();
    }

    private void print(Path file, FileEnd end) {
        terminal.clearLine();
        if (json) {
            terminal.out().println(CheckReportJson.write(end.report()));
            terminal.out().flush();
        } else if (end.judged().isPresent()) {
            FileJudge.Judged judged = end.judged().get();
            terminal.out()
                    .print(TerminalVerdict.print(
                            judged.run(), judged.report(), judged.history(), Optional.empty(), terminal.style()));
        } else if (end.report().result().verdict() instanceof Verdict.Unknown unknown) {
            terminal.error(file + ": " + unknown.cause());
        }
    }
}
