package io.ordeal.serve.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@link RunEntry}: field by field, so that neither a large witness nor a field of a newer Ordeal matters. Laxer than
 * {@link RunFolder#readSpec} in what it passes over, and as strict in what it takes: a verdict is valid if the file says so,
 * and is whole.
 */
final class RunEntryReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
    private static final int START_LETTERS = 15;

    private final RunFolder folder;
    private final RunId id;

    private RunState state = RunState.UNFINISHED;
    private final List<String> faults = new ArrayList<>();
    private long seed;
    private String mainPhase = "";
    private long operations;
    private final Set<String> anomalies = new LinkedHashSet<>();
    private String expected = "";
    private Optional<Boolean> asExpected = Optional.empty();
    private String cause = "";

    private RunEntryReader(Path results, RunId id) {
        this.folder = new RunFolder(id.in(results));
        this.id = id;
    }

    /** The entry, {@link RunState#UNFINISHED} if it has no verdict; empty if there is no such run, or no more. */
    static Optional<RunEntry> read(Path results, RunId id) {
        return new RunEntryReader(results, id).read();
    }

    /** When something was last written into a run's folder that has no verdict, in milliseconds since 1970; 0 if it is gone. */
    static long lastWritten(RunFolder folder) {
        long last = 0;
        for (Path each :
                List.of(folder.path(), folder.specFile(), folder.liveHistoryFile(), folder.logFile(), folder.nodes())) {
            last = Math.max(last, modified(each));
        }
        return last;
    }

    private static long modified(Path path) {
        try {
            return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
        } catch (IOException notThere) {
            return 0;
        }
    }

    private Optional<RunEntry> read() {
        if (!Files.isDirectory(folder.path(), LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(folder.specFile(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            each(folder.verdictFile(), this::verdictField);
            if (state == RunState.UNFINISHED && Files.exists(folder.verdictFile(), LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it says neither \"valid\" true, false nor \"unknown\"");
            }
        } catch (NoSuchFileException none) {
            state = RunState.UNFINISHED;
        } catch (IOException broken) {
            unreadable(folder.verdictFile(), broken);
        }
        try {
            each(folder.specFile(), this::specField);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        } catch (IOException broken) {
            unreadable(folder.specFile(), broken);
        }
        return Optional.of(new RunEntry(
                id,
                started(),
                state,
                faults,
                seed,
                mainPhase,
                operations,
                List.copyOf(anomalies),
                expected,
                asExpected,
                cause));
    }

    private void unreadable(Path file, IOException broken) {
        state = RunState.UNREADABLE;
        asExpected = Optional.empty();
        cause = file.getFileName() + " can't be read: " + why(broken);
    }

    /** Without the source, which Jackson tells after the first line. */
    private static String why(IOException broken) {
        if (broken instanceof JsonProcessingException malformed && malformed.getLocation() != null) {
            return "line " + malformed.getLocation().getLineNr() + ", column "
                    + malformed.getLocation().getColumnNr() + ": "
                    + malformed.getOriginalMessage().lines().findFirst().orElse("");
        }
        return String.valueOf(broken.getMessage());
    }

    private LocalDateTime started() {
        String name = id.name();
        if (name.length() >= START_LETTERS) {
            try {
                return LocalDateTime.parse(name.substring(0, START_LETTERS), START);
            } catch (DateTimeParseException otherwiseNamed) {
                // somebody's own name for it
            }
        }
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(modified(folder.specFile())), ZoneId.systemDefault());
    }

    private interface Field {
        /** The parser stands at the value; what of it is not read is skipped. */
        void read(String name, JsonParser json) throws IOException;
    }

    private static void each(Path file, Field field) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                JsonParser json = JSON.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            fields(json, field);
        }
    }

    private static void fields(JsonParser json, Field field) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name, json);
            json.skipChildren();
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("it ends early");
        }
    }

    private void verdictField(String name, JsonParser json) throws IOException {
        switch (name) {
            case "valid" -> state = verdict(json);
            case "ops" -> operations = json.getValueAsLong();
            case "anomalies" -> elements(json, this::anomaly);
            case "cause" -> cause = json.getValueAsString("");
            case "expected" -> expected = json.getValueAsString("");
            case "asExpected" ->
                asExpected = json.currentToken().isBoolean() ? Optional.of(json.getBooleanValue()) : Optional.empty();
            default -> {
                // of no use in a list
            }
        }
    }

    private static RunState verdict(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> RunState.VALID;
            case VALUE_FALSE -> RunState.INVALID;
            default -> {
                if (!"unknown".equals(json.getValueAsString())) {
                    throw new IOException("\"valid\" is neither true, false nor \"unknown\"");
                }
                yield RunState.UNKNOWN;
            }
        };
    }

    private void anomaly(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            fields(json, (name, value) -> {
                if (name.equals("type")) {
                    anomalies.add(value.getValueAsString("?"));
                }
            });
        }
    }

    private void specField(String name, JsonParser json) throws IOException {
        switch (name) {
            case "faults" -> elements(json, each -> faults.add(each.getValueAsString("?")));
            case "schedule" -> faults.add("schedule");
            case "seed" -> seed = json.getValueAsLong();
            case "options" -> {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    fields(json, (option, value) -> {
                        if (option.equals("time")) {
                            mainPhase = value.getValueAsString("");
                        }
                    });
                }
            }
            default -> {
                // of no use in a list
            }
        }
    }

    private interface Element {
        void read(JsonParser json) throws IOException;
    }

    private static void elements(JsonParser json, Element element) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == null) {
                    throw new IOException("it ends early");
                }
                element.read(json);
                json.skipChildren();
            }
        }
    }
}
