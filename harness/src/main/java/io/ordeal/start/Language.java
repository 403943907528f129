package io.ordeal.start;

import io.ordeal.names.NearestNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the client of a project, and with it all the rest, is written in. */
public enum Language {
    /** Built by Maven or Gradle, tried by a test of the kit's. */
    JAVA("java", "java") {
        @Override
        Map<String, String> templates(Kind kind, String javaPackage) {
            String main = "src/main/java/" + javaPackage + "/";
            Map<String, String> templates = new LinkedHashMap<>();
            templates.put(main + "BackendClient.java", "java/" + kind.wire() + "/BackendClient.java.template");
            templates.put(main + "BackendServer.java", "java/" + kind.serverFolder() + "/BackendServer.java.template");
            templates.put(main + "BackendNode.java", "java/BackendNode.java.template");
            templates.put(main + "Backend.java", "java/Backend.java.template");
            templates.put(
                    "src/main/resources/META-INF/services/io.ordeal.targets.Target", "java/io.ordeal.targets.Target");
            templates.put("src/test/java/" + javaPackage + "/BackendTest.java", "java/BackendTest.java.template");
            return templates;
        }

        @Override
        List<String> firstSteps() {
            return List.of("(cd {{home}} && ./mvnw -q install -Pquick -Dmaven.test.skip=true)", "{{build}}");
        }
    },
    /** Described by {@code ordeal.yaml}, as those that follow are. */
    PYTHON("python") {
        @Override
        Map<String, String> templates(Kind kind, String javaPackage) {
            Map<String, String> templates = new LinkedHashMap<>();
            templates.put("client.py", "python/" + kind.wire() + "/client.py");
            templates.put("server.py", "python/" + kind.serverFolder() + "/server.py");
            templates.put("toy.py", "python/toy.py");
            templates.put("ordeal.py", WIRE + "ordeal.py");
            describe(templates);
            return templates;
        }
    },
    /** JavaScript, run by Node. */
    NODE("node") {
        @Override
        Map<String, String> templates(Kind kind, String javaPackage) {
            Map<String, String> templates = new LinkedHashMap<>();
            templates.put("client.js", "node/" + kind.wire() + "/client.js");
            templates.put("server.js", "node/" + kind.serverFolder() + "/server.js");
            templates.put("toy.js", "node/toy.js");
            templates.put("package.json", "node/package.json");
            templates.put("ordeal.js", WIRE + "ordeal.js");
            describe(templates);
            return templates;
        }
    },
    /** Two programs, which are built before anything is tried. */
    GO("go") {
        @Override
        Map<String, String> templates(Kind kind, String javaPackage) {
            Map<String, String> templates = new LinkedHashMap<>();
            templates.put("client/client.go", "go/" + kind.wire() + "/client.go");
            templates.put("client/toy.go", "go/client/toy.go");
            templates.put("client/ordeal.go", WIRE + "ordeal.go");
            templates.put("server/server.go", "go/" + kind.serverFolder() + "/server.go");
            templates.put("server/toy.go", "go/server/toy.go");
            templates.put("go.mod", "go/go.mod");
            describe(templates);
            return templates;
        }
    },
    /** Neither client nor server: whoever has a backend writes its client, in whatever language, by what its README says. */
    NONE("none") {
        @Override
        Map<String, String> templates(Kind kind, String javaPackage) {
            Map<String, String> templates = new LinkedHashMap<>();
            templates.put("README.md", "none/README.md");
            describe(templates);
            templates.put("ordeal.yaml", "none/ordeal.yaml");
            return templates;
        }

        @Override
        List<String> firstSteps() {
            return List.of(
                    "less README.md     # what your ./client is to read and write, and where your server goes",
                    "./test.sh");
        }
    };

    private static final String WIRE = "/io/ordeal/client/process/";

    private final String wire;
    private final String folder;

    Language(String wire) {
        this(wire, "described");
    }

    Language(String wire, String folder) {
        this.wire = wire;
        this.folder = folder;
    }

    /**
     * Each file's path in the project, and its template: a resource beside this class, or an absolute one, taken as it is.
     * Those that are to be changed come first.
     */
    abstract Map<String, String> templates(Kind kind, String javaPackage);

    /** What to type in the project's folder to see it run. */
    List<String> firstSteps() {
        return List.of("./test.sh");
    }

    /** The folder of those templates that it shares with others: its README, its workflow, what Git ignores. */
    String folder() {
        return folder;
    }

    /** What the templates say of it. */
    String properties() {
        return wire + "/language.properties";
    }

    /** As after {@code --client}. */
    public String wire() {
        return wire;
    }

    public static List<String> names() {
        return Stream.of(values()).map(Language::wire).toList();
    }

    /** @throws IllegalArgumentException there is none of that name; the nearest are told */
    public static Language of(String name) {
        return Stream.of(values())
                .filter(language -> language.wire.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        NearestNames.unknown("language of a client that a project can begin with", name, names())
                                + "; for another, --client none: ordeal.yaml takes any command, and its README.md"
                                + " has the wire"));
    }

    private static void describe(Map<String, String> templates) {
        templates.put("ordeal.yaml", "described/ordeal.yaml");
        templates.put("ordeal.schema.json", "/io/ordeal/targets/file/ordeal.schema.json");
        templates.put("test.sh", "described/test.sh");
    }
}
