package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.targets.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of a jar's that exclude each other by a table in a static field, and ask a real Redis for nothing but whether it is
 * there: valid inside one JVM, and by no other means. Beside them clients of Ordeal's own, in JVMs of their own.
 */
class ClientsApartTest {
    @TempDir
    private Path folder = Path.of("");

    private static final String TARGET = """
            package mine;

            import io.ordeal.client.ClientContext;
            import io.ordeal.targets.ClientFactories;
            import io.ordeal.targets.Expectation;
            import io.ordeal.targets.Target;
            import io.ordeal.workload.lock.Grant;
            import io.ordeal.workload.lock.LockClient;
            import java.net.Socket;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import java.util.concurrent.ConcurrentHashMap;

            public class Mine implements Target {
                static final Map<String, Client> HELD = new ConcurrentHashMap<>();
                private final Target redis = new io.ordeal.targets.redis.RedisTokenTarget();

                public String name() { return "mine"; }
                public String summary() { return "locks of mine"; }
                public io.ordeal.cluster.ClusterDescription cluster() { return redis.cluster(); }
                public List<Expectation> expectations() { return List.of(); }
                public ClientFactories newClients() { return %s; }

                static final class Client implements LockClient {
                    private final Socket redis;

                    Client(ClientContext context) throws Exception {
                        var at = context.endpoint("n1", "client");
                        redis = new Socket(at.getAddress(), at.getPort());
                    }

                    private void ping() throws Exception {
                        redis.getOutputStream().write("PING\\r\\n".getBytes());
                        redis.getInputStream().readNBytes(7);
                    }

                    public Optional<Grant> acquire(String lock) throws Exception {
                        ping();
                        return HELD.putIfAbsent(lock, this) == null ? Optional.of(Grant.plain()) : Optional.empty();
                    }

                    public void release(String lock) throws Exception {
                        ping();
                        if (!HELD.remove(lock, this)) {
                            throw new io.ordeal.client.DefiniteFailure("not the holder");
                        }
                    }

                    public void close() throws Exception { redis.close(); }
                }
            }
            """;

    /** A jar with a target whose clients are such. */
    private String jar(String clients) throws IOException {
        Path source = Files.writeString(folder.resolve("Mine.java"), TARGET.formatted(clients));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString()))
                .isZero();
        Path jar = folder.resolve("mine.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
            out.putNextEntry(new JarEntry("META-INF/services/" + Target.class.getName()));
            out.write("mine.Mine\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar.toString();
    }

    private String sharing() throws IOException {
        return jar("ClientFactories.of(LockClient.class, Client::new)");
    }

    private String honest() throws IOException {
        return jar("redis.newClients()");
    }

    /** The first run that is long enough to tell; on a busy machine a JVM for each client takes its time. */
    private CommandOutcome run(String target, String workload, String... more) {
        CommandOutcome shorter = run("10s", target, workload, more);
        return shorter.status() == ExitCode.UNKNOWN.status() ? run("60s", target, workload, more) : shorter;
    }

    private CommandOutcome run(String time, String target, String workload, String[] more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--target",
                target,
                "--workload",
                workload,
                "--time",
                time,
                "--concurrency",
                "4",
                "--seed",
                "3",
                "--results",
                folder.toString(),
                "--json"));
        words.addAll(List.of(more));
        return CommandOutcome.of(words.toArray(String[]::new));
    }

    @Test
    void whatExcludesInsideOneJvmIsToldAndExcludesNobodyApart() throws IOException {
        String jar = sharing();
        CommandOutcome together = run("mine", "lock", "--jar", jar);
        assertThat(together.out()).contains("\"valid\":true", "its clients shared one JVM", "--clients processes");
        CommandOutcome apart = run("mine", "lock", "--jar", jar, "--clients", "processes");
        assertThat(apart.out()).contains("\"valid\":false", "overlapping-holds").doesNotContain("shared one JVM");
        assertThat(apart.status()).isEqualTo(1);
    }

    @Test
    void anHonestClientIsValidApart() throws IOException {
        CommandOutcome apart = run("mine", "lock", "--jar", honest(), "--clients", "processes");
        assertThat(apart.out()).contains("\"valid\":true").doesNotContain("shared one JVM");
    }

    @Tag("long")
    @Test
    void validationFindsWhatIsSharedByItself() throws IOException {
        JsonNode lock = validated(sharing(), "10m");
        assertThat(lock.path("answer").asText()).isEqualTo("breaks");
        assertThat(lock.path("text").asText())
                .contains("overlapping-holds", "clients that are processes of their own break it");
    }

    @Tag("long")
    @Test
    void validationLeavesAnHonestOneWhatItKeeps() throws IOException {
        assertThat(validated(honest(), "2m").path("answer").asText()).isEqualTo("keeps");
    }

    /** What is told of locks without faults: what breaks there ends it, what does not takes all of the budget. */
    private JsonNode validated(String jar, String budget) throws IOException {
        CommandOutcome outcome = CommandOutcome.of(
                "validate",
                "mine",
                "--jar",
                jar,
                "--only",
                "lock",
                "--budget",
                budget,
                "--jobs",
                "1",
                "--seed",
                "3",
                "--results",
                folder.toString(),
                "--json");
        JsonNode none =
                new ObjectMapper().readTree(outcome.out()).path("answers").path(0);
        assertThat(none.path("faults")).isEmpty();
        return none;
    }

    @Test
    void valuesPassTheWireOfClientsThatWereWrittenForOneJvm() {
        assertThat(run("redis-register", "register", "--clients", "processes").out())
                .contains("\"valid\":true");
    }

    @Test
    void whatCannotBeApartIsRefusedByName() {
        assertThat(run("jvm-lock", "lock", "--clients", "processes").err()).contains("jvm-lock lives inside this JVM");
        assertThat(run("redis-token", "guarded-set", "--clients", "processes").err())
                .contains("guarded-set", "the set that the lock guards");
        assertThat(run("redis-token", "lock", "--clients", "threads").err()).contains("in-jvm", "processes");
    }
}
