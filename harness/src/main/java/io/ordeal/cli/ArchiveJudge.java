package io.ordeal.cli;

import io.ordeal.archive.JudgedPiece;
import io.ordeal.archive.Piece;
import io.ordeal.store.CheckReport;
import io.ordeal.store.CheckReportJson;
import io.ordeal.trial.Catalog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code check} on another machine: made once in an executor's JVM, by reflection, and asked by all its threads. From a line
 * of {@link Piece}s to a line each of {@link JudgedPiece}.
 */
public final class ArchiveJudge implements Function<String, List<String>> {
    private final Options options = new Options();
    private final Catalog catalog;
    private final Terminal terminal = new Terminal(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

    @Command(name = "archive-judge")
    private static final class Options {
        @Mixin
        private final JudgingOptions judging = new JudgingOptions();

        @Mixin
        private final JarOption jars = new JarOption();
    }

    /** @param arguments as {@code check} takes them, but of the files */
    public ArchiveJudge(String[] arguments) {
        new CommandLine(options).parseArgs(arguments);
        catalog = options.jars.catalog();
    }

    @Override
    public List<String> apply(String batch) {
        return Piece.read(batch).stream()
                .map(this::judge)
                .map(JudgedPiece::write)
                .toList();
    }

    private JudgedPiece judge(Piece piece) {
        FileJudge whole = new FileJudge(options.judging, catalog, terminal).onOneThread();
        FileJudge judge = piece.parts() == 1 ? whole : whole.ofKeys(piece.part(), piece.parts());
        FileEnd end = FileEnd.of(Path.of(piece.path()), judge);
        CheckReport report = end.report();
        CheckReport named = new CheckReport(
                piece.name(),
                report.checker(),
                report.operations(),
                report.millis(),
                report.result(),
                report.expectation());
        return new JudgedPiece(piece, end.code().status(), CheckReportJson.write(named));
    }
}
