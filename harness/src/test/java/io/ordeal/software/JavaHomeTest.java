package io.ordeal.software;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaHomeTest {
    @TempDir
    Path machine;

    @Test
    void whatItsLinksLeadToBelongsToItAndWhatPeopleReadDoesNot() throws Exception {
        Path home = Files.createDirectories(machine.resolve("lib/java"));
        Path settings =
                Files.createFile(Files.createDirectories(machine.resolve("etc")).resolve("net.properties"));
        Path sources = Files.createFile(machine.resolve("lib/sources.zip"));
        Files.createDirectories(home.resolve("conf"));
        Files.createSymbolicLink(home.resolve("conf/net.properties"), settings);
        Files.createSymbolicLink(home.resolve("src.zip"), Path.of("../sources.zip"));
        Files.createSymbolicLink(home.resolve("conf/inside"), Path.of("net.properties"));
        Files.createSymbolicLink(home.resolve("conf/nowhere"), machine.resolve("etc/nothing"));

        assertThat(sources).exists();
        assertThat(JavaHome.at(home).all()).containsExactly(home, settings);
    }

    @Test
    void theOneThatRunsThisHasItsProgram() throws Exception {
        assertThat(JavaHome.ofThisJvm().folder().resolve("bin/java")).isExecutable();
    }
}
