package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.targets.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of the user's own that can't be used: told by jar, class, cause and what to do, and never a finding. */
class JarsTest {
    @TempDir
    private Path folder;

    private static final String TARGET = """
            package mine;
            public class Mine implements io.ordeal.targets.Target {
                %s
                public String name() { return %s; }
                public String summary() { return "mine"; }
                public io.ordeal.cluster.ClusterDescription cluster() { return io.ordeal.cluster.ClusterDescription.none(); }
                public io.ordeal.targets.ClientFactories newClients() { return CLIENTS; }
                static final io.ordeal.targets.ClientFactories CLIENTS = null;
                public java.util.List<io.ordeal.targets.Expectation> expectations() { return java.util.List.of(); }
            }
            """;

    private Path classes(String body, @Nullable String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/mine"));
        Files.writeString(
                sources.resolve("Mine.java"), TARGET.formatted(body, name == null ? "null" : "\"" + name + "\""));
        Files.writeString(sources.resolve("Helper.java"), "package mine; public class Helper { }");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(classes);
        return classes;
    }

    private void compile(Path classes) {
        Path sources = folder.resolve("src/mine");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        sources.resolve("Mine.java").toString(),
                        sources.resolve("Helper.java").toString());
        assertThat(status).isZero();
    }

    private Path jar(Path classes, String service) throws IOException {
        // a name of its own: the one before may still be open
        Path jar = Files.createTempFile(folder, "mine", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
            if (!service.isEmpty()) {
                out.putNextEntry(new JarEntry("META-INF/services/" + Target.class.getName()));
                out.write(service.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void isRefused(Path jar, String... told) {
        CommandOutcome refused = CommandOutcome.of("list", "targets", "--jar", jar.toString());
        assertThat(refused.err()).contains(jar.toString()).contains(told);
        assertThat(refused.status()).isEqualTo(254);
    }

    @Test
    void ofANewerJava() throws IOException {
        Path classes = classes("", "mine");
        Path mine = classes.resolve("mine/Mine.class");
        byte[] bytes = Files.readAllBytes(mine);
        bytes[7] = 120; // the major version of the class file
        Files.write(mine, bytes);
        isRefused(
                jar(classes, "mine.Mine"),
                "the target mine.Mine can't be loaded",
                "UnsupportedClassVersionError",
                "--release " + Runtime.version().feature());
    }

    @Test
    void withAClassMissing() throws IOException {
        Path classes = classes("Helper helper = new Helper();", "mine");
        Files.delete(classes.resolve("mine/Helper.class"));
        isRefused(jar(classes, "mine.Mine"), "mine.Mine", "NoClassDefFoundError: mine/Helper", "--jar A,B");
        isRefused(jar(classes, "mine.Theirs"), "mine.Theirs", "ClassNotFoundException");
    }

    @Test
    void whoseConstructionFails() throws IOException {
        isRefused(
                jar(classes("static int N = Integer.parseInt(\"x\");", "mine"), "mine.Mine"),
                "mine.Mine",
                "ExceptionInInitializerError");
        isRefused(
                jar(classes("public Mine() { throw new StackOverflowError(); }", "mine"), "mine.Mine"),
                "mine.Mine",
                "StackOverflowError");
        isRefused(
                jar(classes("public Mine() { throw new IllegalStateException(\"no address\"); }", "mine"), "mine.Mine"),
                "the target mine.Mine can't be loaded",
                "IllegalStateException: no address");
        isRefused(jar(classes("public Mine(int n) { }", "mine"), "mine.Mine"), "without parameters");
    }

    @Test
    void thatBringNothingOrAreNone() throws IOException {
        isRefused(jar(classes("", "mine"), ""), "nothing of Ordeal's", "META-INF/services/");
        isRefused(Files.writeString(folder.resolve("text.jar"), "no jar"), "is no jar");
    }

    @Test
    void whoseTargetsNameLeadsElsewhere() throws IOException {
        Path jar = jar(classes("", "../../x"), "mine.Mine");
        CommandOutcome refused = CommandOutcome.of("run", "--jar", jar.toString(), "--target", "../../x");
        assertThat(refused.status()).isEqualTo(254);
        assertThat(refused.err()).contains("becomes a folder", "../../x", jar.toString(), "mine.Mine");
    }

    @Test
    void whoseTargetsHaveNoNameOrNoClients() throws IOException {
        isRefused(jar(classes("", null), "mine.Mine"), "name() of the target mine.Mine is null");
        isRefused(jar(classes("", "mine"), "mine.Mine"), "newClients() of the target mine.Mine is null");
    }

    @Test
    void whoseTargetsFailWhenTheyAreAsked() throws IOException {
        Path classes = classes("", "mine");
        Path mine = folder.resolve("src/mine/Mine.java");
        Files.writeString(
                mine,
                Files.readString(mine)
                        .replace("return \"mine\"; }", "throw new IllegalStateException(\"no name yet\"); }"));
        compile(classes);
        isRefused(
                jar(classes, "mine.Mine"), "name() of the target mine.Mine failed", "no name yet", "it must not throw");
    }

    /** Of before the packages were renamed. */
    @Test
    void thatNameTheFormerService() throws IOException {
        Path jar = Files.createTempFile(folder, "former", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/io.ordeal.target.Target"));
            out.write("mine.Mine".getBytes(StandardCharsets.UTF_8));
        }
        isRefused(jar, "META-INF/services/io.ordeal.target.Target", "is io.ordeal.targets.Target now");
    }

    @Test
    void compiledAgainstTheFormerPackages() throws IOException {
        Path former = Files.createDirectories(folder.resolve("former"));
        Files.writeString(former.resolve("Target.java"), "package io.ordeal.target; public interface Target { }");
        Path formerMine = Files.writeString(
                former.resolve("Mine.java"), "package mine; public class Mine implements io.ordeal.target.Target { }");
        Path classes = Files.createDirectories(folder.resolve("former-classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        former.resolve("Target.java").toString(),
                        formerMine.toString());
        assertThat(status).isZero();
        Files.delete(classes.resolve("io/ordeal/target/Target.class"));
        isRefused(jar(classes, "mine.Mine"), "mine.Mine", "io.ordeal.target is io.ordeal.targets now");
    }
}
