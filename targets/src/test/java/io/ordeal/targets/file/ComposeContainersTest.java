package io.ordeal.targets.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cli.OrdealCommandLine;
import io.ordeal.targets.Docker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Compose file is the cluster: a primary and a replica of the image that the project builds, behind links. */
@Tag("containers")
class ComposeContainersTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheExample() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples/redis-compose"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path compose = folder.resolve("docker-compose.yml");
        Files.writeString(compose, Files.readString(compose).replace("redis:7.2", "ordeal/redis:trixie"));
    }

    /** A busy machine gets a longer run: a verdict is waited for, not raced for. */
    private String run(String... more) {
        String told = "";
        for (String time : List.of("10s", "60s")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Stream<String> words = Stream.concat(
                    Stream.of(
                            "run",
                            "--time",
                            time,
                            "--concurrency",
                            "4",
                            "--results",
                            folder.resolve("results").toString()),
                    Stream.of(more));
            new OrdealCommandLine(
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(out, true, StandardCharsets.UTF_8))
                    .run(words.toArray(String[]::new));
            told = out.toString(StandardCharsets.UTF_8);
            if (!told.contains("UNKNOWN")) {
                break;
            }
        }
        return told;
    }

    private String runFile(String... more) {
        return run(Stream.concat(
                        Stream.of("--target-file", folder.resolve("ordeal.yaml").toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    /** What a volume has survives a kill; and the run is started again from its own copies of both files. */
    @Test
    void servicesAreKilledAndKeepTheirVolumes() throws Exception {
        assertThat(runFile("--faults", "kill:primary@after=50:write..for=1s"))
                .contains("VALID  redis-compose register")
                .doesNotContain("INVALID")
                .contains("expected: holds, and so it was (what is answered is on disk)");
        assertThat(Docker.ofThisHarness()).isEmpty();
        Path run;
        try (Stream<Path> all = Files.walk(folder.resolve("results"))) {
            run = all.filter(path -> path.endsWith("test.json")).findFirst().orElseThrow();
        }
        assertThat(run.resolveSibling("compose.yaml")).hasSameTextualContentAs(folder.resolve("docker-compose.yml"));
        Files.delete(folder.resolve("docker-compose.yml"));
        assertThat(run(run.toString()))
                .contains("VALID  redis-compose register")
                .doesNotContain("INVALID");
    }

    /** Without a volume too: it is the container that is killed, and started again as it is. */
    @Test
    void whatIsWrittenWithinAContainerSurvivesAGracefulRestart() throws Exception {
        Path compose = folder.resolve("docker-compose.yml");
        String withVolumes = Files.readString(compose);
        // a folder that any image has
        Files.writeString(
                compose,
                withVolumes
                        .replaceAll("(?m)^    volumes:.*\n|^volumes:.*\n", "")
                        .replace("--dir /data", "--dir /var/tmp"));
        assertThat(runFile("--faults", "restart:primary:graceful@after=50:write..for=3s"))
                .contains("VALID  redis-compose register")
                .doesNotContain("INVALID");
        assertThat(Docker.ofThisHarness()).isEmpty();
    }

    /** The replica knows the primary by its name alone, and reaches it by a link that can be cut. */
    @Test
    void servicesReachEachOtherByLinks() throws Exception {
        assertThat(runFile("--faults", "partition:replica@after=50:write..for=2s"))
                .contains("VALID  redis-compose register")
                .doesNotContain("INVALID");
        assertThat(Docker.ofThisHarness()).isEmpty();
    }
}
