package io.ordeal.cli;

import io.ordeal.history.History;
import io.ordeal.history.HistorySlice;
import io.ordeal.history.HistorySummary;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.HistoryWriter;
import io.ordeal.history.io.Notation;
import io.ordeal.history.io.ReadHistory;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./ordeal history}: what is in a history, slices of it, and its other notation. */
@Command(
        name = "history",
        description = "Counts what is in a history; cuts slices; turns EDN into JSON lines and back.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
    private static final int KEYS_SHOWN = 20;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE|RUN", description = "A history, plain or .gz, or a run's folder.")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "10s", description = "Only operations under way then or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "20s", description = "Only operations under way then or before.")
    private @Nullable String to;

    @Option(names = "--key", split = ",", paramLabel = "K", description = "Only operations on these keys, in EDN.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--process", split = ",", paramLabel = "N", description = "Only operations of these processes.")
    private List<Integer> processes = new ArrayList<>();

    @Option(names = "--edn", description = "Print the history (or slice) as EDN, a map a line.")
    private boolean edn;

    @Option(names = "--json", description = "Print the history (or slice) as JSON lines.")
    private boolean json;

    HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (edn && json) {
            throw new UsageException("--edn and --json are two notations: give one of them");
        }
        if (!Files.exists(file)) {
            throw new UsageException("no such file or folder: " + file);
        }
        Path path = RunFolder.isRun(file) ? new RunFolder(file).historyFile() : file;
        ReadHistory read;
        try {
            read = HistoryReader.read(path);
        } catch (IOException unreadable) {
            throw new UsageException(
                    unreadable instanceof NoSuchFileException
                            ? "the run in " + file + " has no history: it ended before its first operation"
                            : "cannot read " + path + ": " + unreadable.getMessage(),
                    unreadable);
        }
        read.warnings().forEach(warning -> terminal.warn(path + ": " + warning));
        History history;
        try {
            history = slice(read.history());
        } catch (IllegalArgumentException noSuchSlice) {
            throw new UsageException(path + ": " + noSuchSlice.getMessage(), noSuchSlice);
        }
        if (edn || json) {
            try {
                HistoryWriter.write(history, terminal.out(), json ? Notation.JSON_LINES : Notation.EDN);
            } catch (IOException failed) {
                throw new UsageException("standard output can't be written: " + failed.getMessage(), failed);
            }
        } else {
            print(HistorySummary.of(history));
        }
        terminal.out().flush();
        return ExitCode.VALID.status();
    }

    private History slice(History whole) {
        History history = whole;
        if (from != null || to != null) {
            Duration begin = from == null ? Duration.ZERO : DurationArgument.parse("--from", from);
            Duration end = to == null ? Duration.ofDays(365) : DurationArgument.parse("--to", to);
            if (begin.compareTo(end) > 0) {
                throw new UsageException("--from " + from + " is later than --to " + to);
            }
            history = HistorySlice.byTime(history, begin, end);
        }
        if (!keys.isEmpty()) {
            Set<Object> wanted = new HashSet<>();
            for (String key : keys) {
                Object value = EdnArgument.parse("--key", key);
                if (value != null) {
                    wanted.add(value);
                }
            }
            history = HistorySlice.byKey(history, wanted);
        }
        return processes.isEmpty() ? history : HistorySlice.byProcess(history, new HashSet<>(processes));
    }

    private void print(HistorySummary summary) {
        var out = terminal.out();
        out.printf(
                "%d events, %d operations of %d processes, %d events of the nemesis%n",
                summary.events(), summary.operations(), summary.processes(), summary.nemesisEvents());
        HistorySummary.TimeSpan span = summary.time();
        if (span != null) {
            out.printf(
                    "from %.3f s to %.3f s%n",
                    span.first().toNanos() / 1e9, span.last().toNanos() / 1e9);
        }
        out.println();
        out.printf("%-16s %10s %10s %10s %10s%n", "f", "ok", "fail", "info", "no answer");
        summary.byF()
                .forEach(row -> out.printf(
                        "%-16s %10d %10d %10d %10d%n", row.f(), row.ok(), row.fail(), row.info(), row.open()));
        if (!summary.keys().isEmpty()) {
            out.println();
            out.printf(
                    "%d keys%s%n", summary.keys().size(), summary.keys().size() > KEYS_SHOWN ? ", the busiest:" : ":");
            summary.keys().stream()
                    .limit(KEYS_SHOWN)
                    .forEach(key -> out.printf("  %-20s %10d operations%n", key.key(), key.operations()));
        }
    }
}
