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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes from an image that a file names, with a client in Python. The image here is the one that the project builds. */
@Tag("containers")
class ImageTargetContainersTest {
    private static final String IMAGE = "ordeal/redis:trixie";

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheExample() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples/redis-image"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private String run(String image, String... changes) throws IOException {
        Path file = folder.resolve("ordeal.yaml");
        String text = Files.readString(file).replace("redis:7.2", image);
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(text).containsPattern(changes[i]);
            text = text.replaceFirst(changes[i], changes[i + 1]);
        }
        Files.writeString(file, text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new OrdealCommandLine(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .run(
                        "run",
                        "--target-file",
                        file.toString(),
                        "--time",
                        "8s",
                        "--concurrency",
                        "4",
                        "--faults",
                        "kill@after=50:write..for=1s",
                        "--results",
                        folder.resolve("results").toString());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsInItsDataFolderSurvivesAKill() throws Exception {
        assertThat(run(IMAGE))
                .contains("VALID  redis-image register")
                .doesNotContain("INVALID")
                .contains("expected: holds, and so it was (what is answered is on disk)");
        assertThat(Docker.ofThisHarness()).isEmpty();
    }

    /** Without a command the image starts what it starts by itself, and keeps its data where it does. */
    @Test
    void anImageMayStartItselfAndKeepItsDataInAFolderOfItsOwn() throws Exception {
        String name = "ordeal/test-own-command:" + ProcessHandle.current().pid();
        String container = Docker.does("create", IMAGE, "true").output();
        try {
            Docker.does(
                    "commit",
                    "--change",
                    "CMD [\"redis-server\", \"--protected-mode\", \"no\", \"--appendonly\", \"yes\","
                            + " \"--appendfsync\", \"always\", \"--dir\", \"/keep\", \"--bind\", \"0.0.0.0\"]",
                    container,
                    name);
            assertThat(run(name, "  command: .redis-server.*\n", "  data: /keep\n"))
                    .contains("VALID  redis-image register")
                    .doesNotContain("INVALID");
            assertThat(Docker.ofThisHarness()).isEmpty();
        } finally {
            Docker.tries("rm", "--force", container);
            Docker.tries("rmi", "--force", name);
        }
    }

    @Test
    void anImageThatIsNotThereIsToldByItsName() throws Exception {
        assertThat(run("ordeal/none:1"))
                .contains("there is no image ordeal/none:1 here, and it can't be pulled")
                .doesNotContain("targets/images/build");
    }
}
