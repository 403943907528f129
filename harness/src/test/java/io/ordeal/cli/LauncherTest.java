package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The script itself, in an installation made of the classes under test: what it ends with, however its JVM ends. */
@Timeout(120)
class LauncherTest {
    @TempDir
    private static Path home;

    private static final String INVALID = """
            {:process 0, :type :invoke, :f :read, :value nil}
            {:process 0, :type :ok, :f :read, :value 7}
            """;

    private record Outcome(int status, String out, String err) {}

    @BeforeAll
    static void install() throws IOException {
        Path script = Path.of("").toAbsolutePath().resolveSibling("ordeal");
        Files.copy(script, home.resolve("ordeal"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Path lib = Files.createDirectories(home.resolve("targets/target/dist/lib"));
        int count = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            Path jar = lib.resolve(String.format("%03d.jar", count++));
            if (Files.isDirectory(path)) {
                pack(path, jar);
            } else if (Files.exists(path)) {
                Files.copy(path, jar);
            }
        }
        Files.createFile(lib.resolveSibling("built"));
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, out);
            }
        }
    }

    private static ProcessBuilder command(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("ordeal").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().keySet().removeAll(List.of("ORDEAL_OPTS", "JAVA_TOOL_OPTIONS", "LC_ALL", "LC_CTYPE"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        builder.redirectOutput(Files.createTempFile(home, "out", "").toFile());
        builder.redirectError(Files.createTempFile(home, "err", "").toFile());
        return builder;
    }

    private static Outcome ordeal(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = command(environment, arguments);
        int status = builder.start().waitFor();
        return new Outcome(status, text(builder.redirectOutput()), text(builder.redirectError()));
    }

    private static String text(ProcessBuilder.Redirect to) {
        try {
            return Files.readString(to.file().toPath());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String invalid() throws IOException {
        return Files.writeString(home.resolve("invalid.edn"), INVALID).toString();
    }

    @Test
    void onlyAVerdictEndsWithOne() throws Exception {
        assertThat(ordeal(Map.of(), "check", "--checker", "register", invalid()).status())
                .isEqualTo(1);
        assertThat(ordeal(Map.of(), "check", "--chekcer", "register", invalid()).status())
                .isEqualTo(254);
        for (String options : List.of("-Xmx1q", "-XX:NoSuchOption", "-Xmx3m", "-XX:+UseSerialGC")) {
            Outcome unfit = ordeal(Map.of("ORDEAL_OPTS", options), "check", "--checker", "register", invalid());
            assertThat(unfit.status()).as(options).isEqualTo(255);
            assertThat(unfit.err()).as(options).containsAnyOf("this is no finding", "not a finding");
        }
    }

    @Test
    void aJvmThatCantStartLeavesALineForEachFile() throws Exception {
        String named = home.resolve("\"quoted\" \\ name.edn").toString();
        Outcome unfit = ordeal(
                Map.of("ORDEAL_OPTS", "-Xmx3m"),
                "check",
                "--all",
                named,
                "--json",
                "--time-limit",
                "3s",
                "--checker=register",
                invalid());
        assertThat(unfit.status()).isEqualTo(255);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : unfit.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).extracting(line -> line.get("file").asText()).containsExactly(named, invalid());
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("valid").asText()).isEqualTo("unknown");
            assertThat(line.get("checker").asText()).isEqualTo("register");
            assertThat(line.get("cause").asText()).contains("no finding");
        });
        assertThat(ordeal(Map.of("ORDEAL_OPTS", "-Xmx3m"), "check", "--checker", "register", invalid())
                        .out())
                .isEmpty();
    }

    /** It must tell values of options from files, when nobody else is there to do so. */
    @Test
    void theLauncherKnowsWhichOptionsOfCheckHaveNoValue() throws IOException {
        String script = Files.readString(home.resolve("ordeal"));
        String known = script.lines()
                .filter(line -> line.startsWith("check_flags="))
                .findFirst()
                .orElseThrow();
        Terminal nowhere = new Terminal(System.out, System.err);
        List<String> flags = new ArrayList<>();
        for (var option :
                new CommandLine(new CheckCommand(nowhere)).getCommandSpec().options()) {
            if (option.arity().max() == 0 && !option.usageHelp() && !option.versionHelp()) {
                flags.add(option.longestName());
                if (option.negatable()) {
                    flags.add(option.longestName().replace("--", "--no-"));
                }
            }
        }
        assertThat(known.substring(known.indexOf('"') + 1)
                        .replace("\"", "")
                        .strip()
                        .split(" "))
                .containsExactlyInAnyOrderElementsOf(flags);
    }

    @Test
    void whatCouldNotBePrintedIsTold() throws Exception {
        for (Map.Entry<List<String>, Integer> command : Map.of(
                        List.of("check", "--json", "--checker", "register", invalid()),
                        1,
                        List.of("list", "faults"),
                        255)
                .entrySet()) {
            ProcessBuilder builder = command(Map.of(), command.getKey().toArray(String[]::new));
            builder.redirectOutput(new File("/dev/full"));
            int status = builder.start().waitFor();
            assertThat(text(builder.redirectError()))
                    .contains("standard output is not whole", "No space left on device");
            assertThat(status).as(command.getKey().get(0)).isEqualTo(command.getValue());
        }
    }

    @Test
    void aReaderThatHasSeenEnoughIsToldNothing() throws Exception {
        Path script = Files.writeString(home.resolve("head.sh"), "\"$1\"/ordeal list | head -n 1\n");
        ProcessBuilder builder = command(Map.of()).command("/bin/sh", script.toString(), home.toString());
        assertThat(builder.start().waitFor()).isZero();
        assertThat(text(builder.redirectError())).isEmpty();
    }

    @Test
    void aClassThatIsMissingIsNoFinding() throws Exception {
        Path lib = home.resolve("targets/target/dist/lib");
        Path hidden = home.resolve("hidden");
        for (String needed :
                List.of("io/ordeal/cli/Main.class", "picocli/CommandLine.class", "io/ordeal/history/History.class")) {
            Path jar = jarWith(lib, needed);
            Files.move(jar, hidden);
            try {
                Outcome unfit = ordeal(Map.of(), "check", "--checker", "register", invalid());
                assertThat(unfit.status()).as(needed).isEqualTo(255);
                assertThat(unfit.err()).as(needed).contains("it is built anew");
            } finally {
                Files.move(hidden, jar);
            }
        }
    }

    private static Path jarWith(Path lib, String name) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            for (Path jar : jars.toList()) {
                try (java.util.jar.JarFile open = new java.util.jar.JarFile(jar.toFile())) {
                    if (open.getEntry(name) != null) {
                        return jar;
                    }
                }
            }
        }
        throw new IllegalStateException("no jar has " + name);
    }

    @Test
    void outOfMemoryWhileReadingLeavesALineForEachFile() throws Exception {
        Path large = home.resolve("large.edn");
        try (var lines = Files.newBufferedWriter(large)) {
            for (int i = 0; i < 400_000; i++) {
                lines.write("{:type :invoke, :f :write, :value " + i + ", :process 0}\n{:type :ok, :f :write, :value "
                        + i + ", :process 0}\n");
            }
        }
        Outcome unfit = ordeal(
                Map.of("ORDEAL_OPTS", "-Xmx24m"),
                "check",
                "--json",
                "--checker",
                "register",
                large.toString(),
                invalid());
        assertThat(unfit.status()).isEqualTo(255);
        assertThat(unfit.out().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"valid\":\"unknown\"", "-Xmx8g"),
                        second -> assertThat(second).contains("\"valid\":false"));
    }

    @Test
    void anyNameCanBeOpenedInAnyLocale() throws Exception {
        // the name comes from the shell: this JVM may not know how to write it either
        Path check = Files.writeString(home.resolve("check.sh"), """
                cd "$1"
                name=$(printf '\\303\\274 \\344\\270\\226.edn')
                cp "$2" "$name"
                exec ./ordeal check --checker register "$name"
                """);
        for (String locale : List.of("C", "POSIX", "xx_XX.UTF-8")) {
            ProcessBuilder builder =
                    command(Map.of("LC_ALL", locale)).command("/bin/sh", check.toString(), home.toString(), invalid());
            int status = builder.start().waitFor();
            assertThat(status).as(locale + ": " + text(builder.redirectError())).isEqualTo(1);
            assertThat(text(builder.redirectOutput())).contains("ü 世.edn");
        }
    }

    @Test
    void aWrongJavaHomeIsToldAsThat() throws Exception {
        Outcome unfit = ordeal(Map.of("JAVA_HOME", "/no/such/jdk"), "list");
        assertThat(unfit.status()).isEqualTo(255);
        assertThat(unfit.err()).contains("JAVA_HOME is /no/such/jdk").contains("unset it");
    }

    @Test
    void signalsReachTheJvm() throws Exception {
        for (Map.Entry<String, Integer> signal :
                Map.of("TERM", 15, "INT", 2, "HUP", 1).entrySet()) {
            if (!isIgnoredHere(signal.getValue())) {
                Process launcher = serving();
                new ProcessBuilder("kill", "-" + signal.getKey(), Long.toString(launcher.pid()))
                        .start()
                        .waitFor();
                assertThat(launcher.waitFor()).as(signal.getKey()).isEqualTo(128 + signal.getValue());
            }
        }
    }

    /** Under nohup, say: a shell can't catch what whoever started it had it ignore. */
    private static boolean isIgnoredHere(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (signal - 1) & 1) == 1);
    }

    @Test
    void nothingIsLeftOfALauncherThatIsKilled() throws Exception {
        Process launcher = serving();
        List<ProcessHandle> jvm = launcher.children().toList();
        assertThat(jvm).hasSize(1);
        launcher.destroyForcibly();
        assertThat(jvm.get(0).onExit()).succeedsWithin(Duration.ofSeconds(60));
    }

    /** A command that goes on until it is ended, once it does. */
    private static Process serving() throws Exception {
        ProcessBuilder builder = command(Map.of(), "toxiproxy", "-port", "0");
        Process launcher = builder.start();
        while (!text(builder.redirectError()).contains("API on")) {
            assertThat(launcher.isAlive()).as(text(builder.redirectError())).isTrue();
            Thread.sleep(20);
        }
        return launcher;
    }
}
