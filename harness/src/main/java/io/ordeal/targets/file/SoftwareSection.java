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
        if (told.has("npm")) {
            String coordinate = told.path("npm").asText();
            int at = coordinate.lastIndexOf('@');
            String name = coordinate.substring(0, at);
            return software(
                    new Folder(product, version -> new NpmPackage(product, version, name)::fetch),
                    product,
                    coordinate.substring(at + 1));
        }
        if (told.has("debian")) {
            return debian(product);
        }
        if (told.has("maven")) {
            List<String> coordinates = texts(told.path("maven"));
            return software(new Maven(product, coordinates), product, version(coordinates.get(0)));
        }
        throw wrong("expected one of npm, debian, maven, such as {npm: \"@example/server-linux-x64@1.2.3\"}");
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
        return software(
                new Folder(product, version -> new DebianPackage(product, version, name, suites)::fetch),
                product,
                told.path("version").asText());
    }

    private Software software(Software.OtherVersions versions, String product, String version) {
        if (!told.has("debian")) {
            for (String key : List.of("version", "suites")) {
                if (told.has(key)) {
                    throw new IllegalArgumentException(
                            CheckedYaml.place(told.path(key)) + ": " + key + ": is of debian alone");
                }
            }
        }
        return CheckedYaml.at(told, () -> new Software(product + " " + version, versions.installer(version), versions));
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(CheckedYaml.place(told) + ": " + PLACE + ": " + what);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Of a Maven coordinate, {@code group:artifact:version}. */
    private static String version(String coordinate) {
        return coordinate.substring(coordinate.lastIndexOf(':') + 1);
    }

    /** What is fetched into a folder. */
    private interface Unpacked {
        Path fetch(Path cache, Consumer<String> progress) throws Exception;
    }

    private record Folder(String product, Function<String, Unpacked> versions) implements Software.OtherVersions {
        @Override
        public Software.Installer installer(String version) {
            Unpacked unpacked = versions.apply(version);
            return Software.Installer.telling(
                    (cache, progress) -> Map.of(PLACE, List.of(unpacked.fetch(cache, progress))));
        }

        @Override
        public Software.Installer from(Path path) {
            return cache -> {
                if (!Files.isDirectory(path)) {
                    throw new IOException("there is no folder " + path + "; give the one that has what would be"
                            + " fetched: --software " + product + "=FOLDER");
                }
                return Map.of(PLACE, List.of(path.toAbsolutePath()));
            };
        }
    }

    /** A class path: in another version are all coordinates that have the version of the first. */
    private record Maven(String product, List<String> coordinates) implements Software.OtherVersions {
        @Override
        public Software.Installer installer(String version) {
            String own = ":" + SoftwareSection.version(coordinates.get(0));
            List<String> all = coordinates.stream()
                    .map(each ->
                            each.endsWith(own) ? each.substring(0, each.length() - own.length()) + ":" + version : each)
                    .toList();
            return classPath(JavaServer.fetched(product, version, all, List.of()));
        }

        @Override
        public Software.Installer from(Path path) {
            return classPath(JavaServer.from(product, path));
        }

        private static Software.Installer classPath(Software.Installer jars) {
            return Software.Installer.telling((cache, progress) ->
                    Map.of(PLACE, jars.install(cache, progress).getOrDefault(JavaServer.CLASS_PATH, List.of())));
        }
    }
}
