package io.ordeal.software;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The npm of this machine, asked for the tarball of a package. Its registry, mirrors, proxies and credentials are those of the
 * user's {@code .npmrc}; what it fetches it keeps in its own cache, too.
 */
final class Npm {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By what npm begins what it says of an error; earlier ones by the second. */
    private static final Pattern MARK = Pattern.compile("^npm (error|ERR!) ?");

    /** Lines of an error that name it for programs. */
    private static final Pattern NAMED = Pattern.compile("(code|errno|syscall) .*");

    /** The word of npm's for a package that is there, in other versions. */
    private static final String NO_SUCH_VERSION = "ETARGET";

    private static final int VERSIONS_TOLD = 5;
    private static final String INTEGRITY = "sha512-";

    private final String program;

    Npm(Path program) {
        this.program = program.toAbsolutePath().toString();
    }

    /**
     * The one on the path.
     *
     * @throws IOException there is none
     */
    static Npm installed() throws IOException {
        return found(SearchPath.find("npm"));
    }

    /** @throws IOException there is none */
    static Npm found(Optional<Path> program) throws IOException {
        return program.map(Npm::new)
                .orElseThrow(() -> new IOException("there is no npm to fetch it with: put npm on the path (Debian:"
                        + " apt-get install npm; macOS: brew install node)"));
    }

    /**
     * Downloads the tarball of a package, checked against the checksum that its registry tells. None of its scripts is run.
     *
     * @param folder for it, and for what npm needs while it runs; exists
     * @param waiting is told now and then how long it takes already
     * @throws IOException npm could not; the message has its own words
     */
    Path pack(String packageName, String version, Path folder, Consumer<Duration> waiting)
            throws IOException, InterruptedException {
        String wanted = packageName + "@" + version;
        ToolRun run = ToolRun.of(
                List.of(
                        program,
                        "pack",
                        wanted,
                        "--json",
                        "--pack-destination=" + folder,
                        "--ignore-scripts",
                        "--dry-run=false",
                        "--fetch-retries=1",
                        "--no-update-notifier"),
                folder,
                waiting);
        if (run.exit() != 0) {
            boolean otherVersions = (run.answer() + run.complaints()).contains(NO_SUCH_VERSION);
            throw new IOException("npm says: " + complaint(run) + (otherVersions ? had(packageName, folder) : ""));
        }
        JsonNode told = parsed(run.answer())
                .orElseThrow(() -> new IOException("npm has answered what is no JSON: " + run.answer()));
        String brought = text(told, "name") + "@" + text(told, "version");
        if (!brought.equals(wanted)) {
            throw new IOException("npm has brought " + brought + " for " + wanted);
        }
        Path tarball = onlyOne(folder);
        refuseIfDamaged(tarball, text(told, "integrity"));
        return tarball;
    }

    private static String text(JsonNode told, String key) throws IOException {
        JsonNode value = told.findValue(key);
        if (value == null) {
            throw new IOException("npm has answered without " + key + ": " + told);
        }
        return value.asText();
    }

    private static Path onlyOne(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> tarballs =
                    files.filter(file -> file.toString().endsWith(".tgz")).toList();
            if (tarballs.size() != 1) {
                throw new IOException("npm has written " + tarballs.size() + " tarballs into " + folder);
            }
            return tarballs.get(0);
        }
    }

    /** What npm has checked may have been written half, on a disk that is full. */
    private static void refuseIfDamaged(Path tarball, String integrity) throws IOException {
        if (!integrity.startsWith(INTEGRITY)) {
            throw new IOException("npm tells no SHA-512 of " + tarball.getFileName() + ", but " + integrity);
        }
        String expected = HexFormat.of().formatHex(Base64.getDecoder().decode(integrity.substring(INTEGRITY.length())));
        String found = FetchedFiles.checksum(tarball, "SHA-512");
        if (!expected.equals(found)) {
            throw new IOException(tarball.getFileName() + " is damaged: its SHA-512 is " + found + ", not " + expected
                    + " as npm tells");
        }
    }

    /** A clause that tells the last versions that there are; empty if they are not to be had. */
    private String had(String packageName, Path folder) throws IOException, InterruptedException {
        ToolRun run = ToolRun.of(
                List.of(program, "view", packageName, "versions", "--json", "--fetch-retries=1"), folder, waited -> {});
        List<String> versions = new ArrayList<>();
        parsed(run.answer()).filter(answer -> run.exit() == 0).ifPresent(answer -> {
            if (answer.isTextual()) {
                versions.add(answer.asText());
            } else {
                answer.forEach(version -> versions.add(version.asText()));
            }
        });
        int before = Math.max(0, versions.size() - VERSIONS_TOLD);
        return versions.isEmpty()
                ? ""
                : " It has " + String.join(", ", versions.subList(before, versions.size()))
                        + (before > 0 ? ", and older ones" : "");
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(Predicate.not(JsonNode::isMissingNode));
        } catch (JsonProcessingException none) {
            return Optional.empty();
        }
    }

    /** What it says for programs, in a sentence; else the first line for people that says more than a name. */
    private static String complaint(ToolRun run) {
        return parsed(run.answer())
                .map(answer -> answer.path("error").path("summary").asText())
                .filter(Predicate.not(String::isBlank))
                .or(() -> run.complaints()
                        .lines()
                        .filter(line -> MARK.matcher(line).find())
                        .map(line -> MARK.matcher(line).replaceFirst("").strip())
                        .filter(line -> !line.isEmpty() && !NAMED.matcher(line).matches())
                        .findFirst())
                .or(() -> run.complaints()
                        .lines()
                        .filter(Predicate.not(String::isBlank))
                        .findFirst())
                .orElse("nothing but an exit code");
    }
}
