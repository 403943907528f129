package io.ordeal.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.history.Op;
import io.ordeal.history.io.EdnText;
import io.ordeal.store.RunSpecJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All tries of a live shrinking, a line each, on disk as soon as they are done. What is to be tried follows from what came
 * of the tries before; so whoever begins again comes at once, by what is remembered, to where he had got.
 */
final class TriesFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    private TriesFile(Path file) {
        this.file = file;
    }

    /**
     * A try.
     *
     * @param plan what was done, by its {@link #mark}
     * @param isFresh whether it is one of those that confirm the end
     */
    record Entry(String plan, boolean isFresh, LiveTry made) {}

    /**
     * Those of a file; none if there is no such file.
     *
     * @throws IllegalArgumentException a line but the last can't be understood: that one may have been cut off
     */
    static TriesFile open(Path file) throws IOException {
        TriesFile tries = new TriesFile(file);
        if (!Files.exists(file)) {
            return tries;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                tries.entries.add(entry(JSON.readTree(lines.get(i))));
                whole.add(lines.get(i));
            } catch (JsonProcessingException | IllegalArgumentException torn) {
                if (i < lines.size() - 1) {
                    throw new IllegalArgumentException(
                            file + ", line " + (i + 1) + ": not a try: remove the file, and begin anew", torn);
                }
            }
        }
        if (whole.size() < lines.size() || !(text.isEmpty() || text.endsWith("\n"))) {
            // what comes next begins a line of its own; and whoever is killed here loses nothing
            Path mended = file.resolveSibling(file.getFileName() + ".part");
            Files.write(mended, whole, StandardCharsets.UTF_8);
            Files.move(mended, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return tries;
    }

    private static Entry entry(JsonNode line) {
        NavigableSet<String> events = new TreeSet<>();
        line.path("events").forEach(event -> events.add(event.asText()));
        return new Entry(
                line.path("plan").asText(),
                line.path("fresh").asBoolean(),
                new LiveTry(
                        ReplayTry.Result.valueOf(line.path("result").asText().toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(line.path("other").asText(null)),
                        Optional.ofNullable(line.path("run").asText(null)).map(Path::of),
                        events));
    }

    /** Remembers one more, whatever happens next. */
    void add(String plan, String what, boolean isFresh, LiveTry made) throws IOException {
        entries.add(new Entry(plan, isFresh, made));
        ObjectNode line = JSON.createObjectNode();
        line.put("plan", plan);
        line.put("what", what);
        line.put("fresh", isFresh);
        line.put("result", made.result().name().toLowerCase(Locale.ROOT));
        made.foreign().ifPresent(other -> line.put("other", other));
        made.run().ifPresent(run -> line.put("run", run.toString()));
        made.events().forEach(line.putArray("events")::add);
        Files.writeString(
                file,
                JSON.writeValueAsString(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Those of a plan, as they were made. */
    List<LiveTry> of(String plan, boolean areFresh) {
        return entries.stream()
                .filter(entry -> entry.plan().equals(plan) && entry.isFresh() == areFresh)
                .map(Entry::made)
                .toList();
    }

    List<LiveTry> all() {
        return entries.stream().map(Entry::made).toList();
    }

    /** A number for what a plan does: two that do the same have the same. */
    static String mark(ReplayPlan plan) {
        StringBuilder text =
                new StringBuilder(RunSpecJson.write(plan.spec().original().withVersions(Map.of())));
        for (RecordedOperation one : plan.operations()) {
            text.append(one.worker())
                    .append(' ')
                    .append(one.timeNanos())
                    .append(' ')
                    .append(one.before().map(Op::timeNanos).orElse(0L))
                    .append(' ')
                    .append(one.invocation().f())
                    .append(' ')
                    .append(EdnText.of(one.invocation().value()))
                    .append(one.round() == 0 ? "" : " " + one.round())
                    .append('\n');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
