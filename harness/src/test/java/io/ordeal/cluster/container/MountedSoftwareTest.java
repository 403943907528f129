package io.ordeal.cluster.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Mount;
import io.ordeal.cluster.InstalledSoftware;
import io.ordeal.cluster.Software;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container is given of the machine; no engine is asked for that. */
class MountedSoftwareTest {
    @TempDir
    Path machine;

    /** The cache whole, what lies outside of it by itself, and nothing twice, or that is not there. */
    @Test
    void allThatIsInstalledIsMountedAtItsOwnPathAndCannotBeWritten() throws Exception {
        Path cache = Files.createDirectories(machine.resolve("cache"));
        Path program = Files.createFile(cache.resolve("program"));
        Path java = Files.createDirectories(machine.resolve("java/bin")).resolve("java");
        Files.createFile(java);
        Path jar = Files.createFile(machine.resolve("server.jar"));
        Map<String, List<Path>> parts = Map.of(
                "program",
                List.of(program),
                "java",
                List.of(java),
                "home",
                List.of(machine.resolve("java")),
                "classpath",
                List.of(jar, machine.resolve("classes-that-nobody-made")));

        List<Mount> mounts = new MountedSoftware(
                        new InstalledSoftware(new Software("server 1", none -> parts), parts), cache)
                .mounts();

        assertThat(mounts)
                .extracting(Mount::getSource)
                .containsExactlyInAnyOrder(
                        cache.toString(), machine.resolve("java").toString(), jar.toString());
        assertThat(mounts).allMatch(mount -> String.valueOf(mount.getTarget()).equals(mount.getSource()));
        assertThat(mounts).allMatch(mount -> Boolean.TRUE.equals(mount.getReadOnly()));
    }
}
