package io.ordeal.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.reproduce.Bisection.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tries of a bisection, a line of JSON each, on disk as soon as they are done; whoever begins it again does not make them
 * again, but those that could not be run.
 */
public final class BisectedTries implements Bisection.Trying {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Map<String, List<Result>> known = new HashMap<>();
    private final Making making;
    private int remembered;

    /**
     * A try that was made.
     *
     * @param run its folder, if it has one
     * @param why there is no verdict; empty if there is one
     */
    public record Made(Result result, Optional<Path> run, String why) {}

    /** Makes a try that nobody remembers. */
    @FunctionalInterface
    public interface Making {
        /**
         * As {@link Bisection.Trying#once}.
         *
         * @return empty if it was stopped
         */
        Optional<Made> once(String version, int number) throws Exception;
    }

    /**
     * Those of a file; none if there is no such file.
     *
     * @throws IOException it can't be read
     * @throws IllegalArgumentException a line can't be understood, and is not the last, which may have been cut off
     */
    public BisectedTries(Path file, Making making) throws IOException {
        this.file = file;
        this.making = making;
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            try {
                JsonNode line = JSON.readTree(lines.get(i));
                Result result = Result.valueOf(line.path("result").asText().toUpperCase(Locale.ROOT));
                // what could not be run then, for want of a network perhaps, is tried anew
                if (result != Result.FAILED) {
                    known.computeIfAbsent(line.path("version").asText(), none -> new ArrayList<>())
                            .add(result);
                    remembered++;
                }
                whole.append(lines.get(i)).append('\n');
            } catch (JsonProcessingException | IllegalArgumentException torn) {
                if (i < lines.size() - 1) {
                    throw new IllegalArgumentException(
                            file + ", line " + (i + 1) + ": not a try: remove the file, and begin anew", torn);
                }
                // so that the next line is one of its own
                Files.writeString(file, whole);
            }
        }
    }

    /** How many were there before. */
    public int remembered() {
        return remembered;
    }

    @Override
    public Optional<Result> once(String version, int number) throws Exception {
        List<Result> made = known.getOrDefault(version, List.of());
        if (number < made.size()) {
            return Optional.of(made.get(number));
        }
        Optional<Made> one = making.once(version, number);
        if (one.isPresent()) {
            write(version, number, one.get());
        }
        return one.map(Made::result);
    }

    private void write(String version, int number, Made made) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("version", version);
        line.put("number", number);
        line.put("result", made.result().name().toLowerCase(Locale.ROOT));
        made.run().ifPresent(run -> line.put("run", run.toString()));
        if (!made.why().isEmpty()) {
            line.put("why", made.why());
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                JSON.writeValueAsString(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
