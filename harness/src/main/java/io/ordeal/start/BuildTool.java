package io.ordeal.start;

import io.ordeal.names.NearestNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What builds a project in Java. What its files say of it stands in {@code java/<name>/build.properties}. */
public enum BuildTool {
    MAVEN("maven") {
        @Override
        List<String> files() {
            return List.of("pom.xml");
        }
    },
    /** Its files name what Maven's names; no test of Ordeal's own needs a Gradle, and so they say. */
    GRADLE("gradle") {
        @Override
        List<String> files() {
            return List.of("build.gradle.kts", "settings.gradle.kts");
        }
    };

    private final String wire;

    BuildTool(String wire) {
        this.wire = wire;
    }

    abstract List<String> files();

    /** As after {@code --build}. */
    public String wire() {
        return wire;
    }

    /** @throws IllegalArgumentException there is none of that name; the nearest are told */
    public static BuildTool of(String name) {
        return Stream.of(values())
                .filter(tool -> tool.wire.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(NearestNames.unknown(
                                "build that a project can begin with",
                                name,
                                Stream.of(values()).map(BuildTool::wire).toList())
                        + "; for another, its README.md names the artifacts"));
    }

    void addTo(Map<String, String> templates) {
        files().forEach(file -> templates.put(file, folder() + file));
    }

    /** What the templates say of it. */
    String properties() {
        return folder() + "build.properties";
    }

    private String folder() {
        return "java/" + wire + "/";
    }
}
