package io.ordeal.start;

import io.ordeal.names.NearestNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the client of a project, and with it all the rest, is written in. */
public enum Language {
    /** Built by Maven, tried by a test of the kit's. */
    JAVA("java") {
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
            templates.put("pom.xml", "java/pom.xml");
            return templates;
        }

        @Override
        List<String> firstSteps() {
            return List.of("(cd {{home}} && ./mvnw -q install -Pquick -Dmaven.test.skip=true)", "mvn package");
        }
    },
    /** Described by {@code ordeal.yaml}. */
    PYTHON("python") {
        @Override
        Map<String, String> templates(Kind kind, String javaPackage) {
            Map<String, String> templates = new LinkedHashMap<>();
            templates.put("client.py", "python/" + kind.wire() + "/client.py");
            templates.put("server.py", "python/" + kind.serverFolder() + "/server.py");
            templates.put("ordeal.yaml", "python/ordeal.yaml");
            templates.put("ordeal.py", "/io/ordeal/client/process/ordeal.py");
            templates.put("ordeal.schema.json", "/io/ordeal/targets/file/ordeal.schema.json");
            templates.put("test.sh", "python/test.sh");
            return templates;
        }

        @Override
        List<String> firstSteps() {
            return List.of("./test.sh");
        }
    };

    private final String wire;

    Language(String wire) {
        this.wire = wire;
    }

    /** Each file's path in the project, and its template: a resource beside this class, or an absolute one, taken as it is. */
    abstract Map<String, String> templates(Kind kind, String javaPackage);

    /** What to type in the project's folder to see it run. */
    abstract List<String> firstSteps();

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
                                + "; for another, ./ordeal print ordeal.js and ordeal.go have the wire"));
    }
}
