package io.ordeal.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A project that is to be begun.
 *
 * @param name of the project, of its target and of its folder: small letters, digits and -
 * @param build of a project in Java
 * @param home where Ordeal's launcher is
 */
public record Project(String name, Kind kind, Language language, BuildTool build, Path home) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 50;

    /** What Git is told to ignore wherever it is, by many: a package of that name would be lost. */
    private static final Set<String> BUILT = Set.of("target", "build");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z-]+)}}");

    /** @throws IllegalArgumentException no project can have that name; why, and one that it can have */
    public Project {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a project's name is at most " + LONGEST_NAME
                    + " small letters, digits and single - between them, such as my-lock, not: " + name);
        }
        if (SourceVersion.isKeyword(javaPackage(name)) || javaPackage(name).equals("java")) {
            throw new IllegalArgumentException(
                    name + " is a word of Java's, and can't be the name of a package: my-" + name + " can");
        }
        if (language == Language.JAVA && BUILT.contains(javaPackage(name))) {
            throw new IllegalArgumentException(
                    name + " is what Maven or Gradle has built, which Git ignores, and can't be"
                            + " the name of a package: my-" + name + " can");
        }
        home = home.toAbsolutePath().normalize();
    }

    private static String javaPackage(String name) {
        return name.replace("-", "");
    }

    /** The text of each file, by its path in the project; those that are to be changed come first. */
    public Map<String, String> files() {
        Map<String, String> templates = new LinkedHashMap<>(language.templates(kind, javaPackage(name)));
        if (language == Language.JAVA) {
            build.addTo(templates);
        }
        templates.putIfAbsent("README.md", language.folder() + "/README.md");
        templates.put(".github/workflows/ordeal.yml", language.folder() + "/workflow.yml");
        templates.put(".gitignore", language.folder() + "/gitignore");
        Map<String, String> values = values();
        Map<String, String> files = new LinkedHashMap<>();
        templates.forEach((path, template) ->
                files.put(path, template.startsWith("/") ? text(template) : filled(template, text(template), values)));
        return files;
    }

    /** What the backend is to be, as in "a lock". */
    public String thing() {
        return Objects.requireNonNull(values().get("thing"));
    }

    /** What is to be known of what was written before anything is typed; empty if nothing is. */
    public String note() {
        return Objects.requireNonNull(values().getOrDefault("note", "")).strip();
    }

    /** What to type in the project's folder to see it run. */
    public List<String> firstSteps() {
        Map<String, String> values = values();
        return language.firstSteps().stream()
                .map(step -> filled("the first steps", step, values))
                .toList();
    }

    /**
     * Writes it into a new folder of its name, which is there when all of it is: whoever is interrupted can begin again.
     *
     * @param parent where
     * @return the new folder
     * @throws FileAlreadyExistsException there is something of that name, which is left as it is
     */
    public Path writeIn(Path parent) throws IOException {
        Path folder = parent.resolve(name);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        Path unfinished = Files.createDirectory(
                parent.resolve("." + name + "-" + ProcessHandle.current().pid()));
        try {
            write(unfinished);
            return Files.move(unfinished, folder);
        } finally {
            delete(unfinished);
        }
    }

    /** Nothing is left of what could not be finished. */
    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
            if (file.getValue().startsWith("#!") && !path.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + path + " executable");
            }
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>(properties(kind.wire() + ".properties"));
        values.putAll(properties(language.properties()));
        if (language == Language.JAVA) {
            values.putAll(properties(build.properties()));
        }
        if (language == Language.NONE) {
            values.put("wire", WireText.of(Objects.requireNonNull(values.get("workload"))));
        }
        properties("versions.properties").forEach((what, version) -> values.put(what + "-version", version));
        values.put("name", name);
        values.put("package", javaPackage(name));
        values.put("home", home.toString());
        Map<String, String> plain = Map.copyOf(values);
        values.replaceAll((what, value) -> filled(what, value, plain));
        return values;
    }

    private static Map<String, String> properties(String resource) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text(resource)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, String> values = new HashMap<>();
        read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
        return values;
    }

    private static String text(String resource) {
        try (InputStream in = Project.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource + " for " + Project.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String filled(String template, String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException(template + ": nothing fills " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
