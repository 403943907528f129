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
                public String name() { return "%s"; }
                public String summary() { return "mine"; }
                public io.ordeal.cluster.ClusterDescription cluster() { return null; }
                public io.ordeal.targets.ClientFactories newClients() { return null; }
                public java.util.List<io.ordeal.targets.Expectation> expectations() { return java.util.List.of(); }
            }
            """;

    private Path classes(String body, String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/mine"));
        Files.writeString(sources.resolve("Mine.java"), TARGET.formatted(body, name));
        Files.writeString(sources.resolve("Helper.java"), "package mine; public class Helper { }");
        Path classes = Files.createDirectories(folder.resolve("classes"));
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
        return classes;
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
        assertThat(refused.err()).contains("becomes a folder", "../../x");
    }
}
