package io.ordeal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.archive.JudgedPiece;
import io.ordeal.archive.KeyParts;
import io.ordeal.archive.Piece;
import io.ordeal.archive.SparkJob;
import io.ordeal.store.CheckReportJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The verdicts of an archive, as they come: printed, kept, counted. */
final class ArchiveVerdicts implements SparkJob.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINES = "verdicts.jsonl";
    private static final String TABLE = "verdicts.parquet";

    private final int files;
    private final @Nullable Path out;
    private @Nullable BufferedWriter lines;
    private final boolean json;
    private final String checker;
    private final Terminal terminal;
    private final KeyParts parts = new KeyParts();
    private final Map<ExitCode, Integer> counts = new EnumMap<>(ExitCode.class);
    private ExitCode worst = ExitCode.VALID;
    private int told;

    /**
     * @param out a folder that is made, or null
     * @throws IOException there are verdicts in it already, or it can't be written
     */
    ArchiveVerdicts(int files, @Nullable Path out, boolean json, String checker, Terminal terminal) throws IOException {
        this.files = files;
        this.out = out;
        this.json = json;
        this.checker = checker;
        this.terminal = terminal;
        if (out != null) {
            for (String name : new String[] {LINES, TABLE}) {
                if (Files.exists(out.resolve(name))) {
                    throw new IOException("--out: there are verdicts in " + out + " already, " + name
                            + ": name another folder, or remove it");
                }
            }
            Files.createDirectories(out);
        }
    }

    @Override
    public void judged(JudgedPiece judged) throws IOException {
        add(judged.piece(), ExitCode.ofStatus(judged.status()), judged.verdict());
    }

    @Override
    public void failed(Piece piece, String why) throws IOException {
        String whose =
                piece.parts() == 1 ? "" : "part " + (piece.part() + 1) + " of " + piece.parts() + " of its keys: ";
        add(
                piece,
                ExitCode.HARNESS,
                CheckReportJson.write(FileEnd.unknown(
                        piece.name(),
                        checker,
                        "this is a fault of the harness or its surroundings, not a finding: " + whose
                                + "Spark could not have it judged: " + why)));
    }

    private void add(Piece piece, ExitCode code, String verdict) throws IOException {
        worst = worst.or(code);
        Optional<String> whole = parts.add(piece, verdict);
        if (whole.isEmpty()) {
            return;
        }
        told++;
        if (out != null) {
            keep(out, whole.get());
        }
        if (json) {
            terminal.clearLine();
            terminal.out().println(whole.get());
        }
        tell(JSON.readTree(whole.get()));
        terminal.progress(told + " of " + files + " judged");
    }

    private void keep(Path folder, String verdict) throws IOException {
        BufferedWriter open = lines;
        if (open == null) {
            open = Files.newBufferedWriter(folder.resolve(LINES), StandardOpenOption.CREATE_NEW);
            lines = open;
        }
        open.write(verdict + "\n");
        open.flush();
    }

    private void tell(JsonNode verdict) {
        JsonNode valid = verdict.path("valid");
        ExitCode kind = !valid.isBoolean() ? ExitCode.UNKNOWN : valid.asBoolean() ? ExitCode.VALID : ExitCode.INVALID;
        counts.merge(kind, 1, Integer::sum);
        if (!json && kind != ExitCode.VALID) {
            terminal.clearLine();
            terminal.out().println(verdict.path("file").asText() + ": " + words(kind, verdict));
        }
    }

    private static String words(ExitCode kind, JsonNode verdict) {
        if (kind == ExitCode.UNKNOWN) {
            return "unknown: " + verdict.path("cause").asText();
        }
        StringJoiner types = new StringJoiner(", ", "invalid: ", "");
        verdict.path("anomalies")
                .forEach(anomaly -> types.add(anomaly.path("type").asText()));
        return types.toString();
    }

    /** A master without workers would let a driver wait for ever, and without a word. */
    @Override
    public void noExecutors(Duration since) {
        terminal.warn("Spark has given no executor in " + since.toSeconds()
                + " s: are there workers, with a free core and as much memory as an executor wants, 1 GB (--spark-conf"
                + " spark.executor.memory=600m)? Waiting; Ctrl-C ends it");
    }

    /** Writes the table, and tells how many there were of each. */
    ExitCode end(SparkJob job) throws IOException {
        String where = "";
        if (out != null && lines != null) {
            lines.close();
            job.writeParquet(
                    out.resolve(LINES).toAbsolutePath(), out.resolve(TABLE).toAbsolutePath());
            where = "; they are in " + out;
        }
        terminal.clearLine();
        if (told != files) {
            terminal.error("of " + files + " files " + told + " have a verdict, which must not be");
            worst = worst.or(ExitCode.HARNESS);
        }
        if (!json) {
            terminal.out()
                    .println(told + (told == 1 ? " history: " : " histories: ") + counts.getOrDefault(ExitCode.VALID, 0)
                            + " valid, "
                            + counts.getOrDefault(ExitCode.INVALID, 0) + " invalid, "
                            + counts.getOrDefault(ExitCode.UNKNOWN, 0)
                            + " unknown" + where);
        }
        return worst;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
