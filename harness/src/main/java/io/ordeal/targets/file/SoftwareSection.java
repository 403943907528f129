package io.ordeal.targets.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.Software;
import io.ordeal.software.DebianPackage;
import io.ordeal.software.JavaServer;
import io.ordeal.software.NpmPackage;
import io.ordeal.text.CheckedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a file says under {@code software} of a server: how it is fetched when it is first run. Where that lies, {@link #PLACE} says
 * in its command.
 */
final class SoftwareSection {
    /** The key, the placeholder, and the name under which what was fetched is installed. */
    static final String PLACE = "software";

    private final JsonNode told;

    /** @param told the section; missing where nothing is fetched */
    SoftwareSection(JsonNode told) {
        this.told = told;
    }

    boolean isThere() {
        return !told.isMissingNode();
    }

    /**
     * The software, under the name of what runs it.
     *
     * @throws IllegalArgumentException it says of what kind it is in no way, or in two
     */
    Software named(String product) {
        ServerSection.onlyOne(told, PLACE, "npm", "debian", "maven");
        if (told.has("debian")) {
            return debian(product);
        }
        if (told.has("npm")) {
            refuseWhatIsOfDebianAlone();
            String coordinate = told.path("npm").asText();
            int at = coordinate.lastIndexOf('@');
            String name = coordinate.substring(0, at);
            return unpacked(
                    product, coordinate.substring(at + 1), version -> new NpmPackage(product, version, name)::fetch);
        }
        if (told.has("maven")) {
            refuseWhatIsOfDebianAlone();
            return jars(product, texts(told.path("maven")));
        }
        throw wrong("expected one of npm, debian, maven, such as {npm: \"@example/server-linux-x64@1.2.3\"}");
    }

    private void refuseWhatIsOfDebianAlone() {
        for (String key : List.of("version", "suites")) {
            if (told.has(key)) {
                throw new IllegalArgumentException(
                        CheckedYaml.place(told.path(key)) + ": " + key + ": is of debian alone");
            }
        }
    }

    private Software debian(String product) {
        for (String key : List.of("version", "suites")) {
            if (!told.has(key)) {
                throw wrong("the key " + key + " is missing, as in {debian: etcd-server, version: \"3.5.16\", suites:"
                        + " [trixie]}");
            }
        }
        String name = told.path("debian").asText();
        List<String> suites = texts(told.path("suites"));
        return unpacked(
                product,
                told.path("version").asText(),
                version -> new DebianPackage(product, version, name, suites)::fetch);
    }

    /** What is fetched into a folder. */
    private interface Unpacked {
        Path fetch(Path cache, Consumer<String> progress) throws Exception;
    }

    private Software unpacked(String product, String own, Function<String, Unpacked> versions) {
        return fetched(
                product,
                own,
                version -> {
                    Unpacked unpacked = versions.apply(version);
                    return Software.Installer.telling(
                            (cache, progress) -> Map.of(PLACE, List.of(unpacked.fetch(cache, progress))));
                },
                path -> cache -> {
                    if (!Files.isDirectory(path)) {
                        throw new IOException("there is no folder " + path + "; give the one that has what would be"
                                + " fetched: --software " + product + "=FOLDER");
                    }
                    return Map.of(PLACE, List.of(path.toAbsolutePath()));
                });
    }

    /** A class path: in another version are all coordinates that have the version of the first. */
    private Software jars(String product, List<String> coordinates) {
        String first = coordinates.get(0);
        String own = first.substring(first.lastIndexOf(':'));
        return fetched(
                product,
                own.substring(1),
                version -> classPath(JavaServer.fetched(
                        product,
                        version,
                        coordinates.stream()
                                .map(each -> each.endsWith(own)
                                        ? each.substring(0, each.length() - own.length()) + ":" + version
                                        : each)
                                .toList(),
                        List.of())),
                path -> classPath(JavaServer.from(product, path)));
    }

    private static Software.Installer classPath(Software.Installer jars) {
        return Software.Installer.telling((cache, progress) ->
                Map.of(PLACE, jars.install(cache, progress).getOrDefault(JavaServer.CLASS_PATH, List.of())));
    }

    private Software fetched(
            String product,
            String own,
            Function<String, Software.Installer> versions,
            Function<Path, Software.Installer> from) {
        return CheckedYaml.at(
                told, () -> Software.fetched(product, own, Software.OtherVersions.of(List.of(), versions, from)));
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(CheckedYaml.place(told) + ": " + PLACE + ": " + what);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
