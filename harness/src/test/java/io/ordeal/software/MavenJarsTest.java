package io.ordeal.software;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Maven, against a repository of the test's own. */
class MavenJarsTest {
    private static final String SERVER = "example.server:server:1.0";

    private static ArtifactRepository repository;
    private static Maven maven;

    @TempDir
    private static Path folder;

    @TempDir
    private Path cache;

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void makeRepository() throws Exception {
        String home = System.getProperty("ordeal.home");
        if (home == null) {
            System.setProperty("ordeal.home", "..");
        }
        try {
            repository = new ArtifactRepository();
            maven = Maven.installed()
                    .with(
                            "-s",
                            repository.settings(folder, folder.resolve("local")).toString());
        } finally {
            if (home == null) {
                System.clearProperty("ordeal.home");
            }
        }
        repository.add("example.server:wire:2.0");
        repository.add("example.server:netty:3.0");
        repository.add(SERVER, "example.server:wire:2.0", "example.server:netty:3.0");
    }

    @AfterAll
    static void close() {
        repository.close();
    }

    private static MavenJars server(String version) {
        return new MavenJars(
                "server", version, List.of("example.server:server:" + version), List.of("example.server:netty"));
    }

    private List<Path> fetch(MavenJars server) throws Exception {
        return server.fetch(cache, told::add, () -> maven);
    }

    private List<Path> withoutMaven(MavenJars server) throws Exception {
        return server.fetch(cache, told::add, () -> {
            throw new IOException("nobody is to be asked");
        });
    }

    private static List<String> names(List<Path> jars) {
        return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    }

    @Test
    void aClassPathIsFetchedOnceAndCheckedFromThenOn() throws Exception {
        List<Path> jars = fetch(server("1.0"));

        assertThat(names(jars)).containsExactly("server-1.0.jar", "wire-2.0.jar");
        assertThat(told).first().isEqualTo("fetching server 1.0 by Maven, once");
        assertThat(told).last().asString().matches("fetched server 1.0: 2 jars, 0.0 MB");
        assertThat(withoutMaven(server("1.0"))).isEqualTo(jars);

        Files.writeString(jars.get(1), "something else");
        assertThatThrownBy(() -> withoutMaven(server("1.0")))
                .hasMessageContaining("wire-2.0.jar is damaged")
                .hasMessageEndingWith("rm -r " + jars.get(1).getParent());
        Files.delete(jars.get(1));
        assertThatThrownBy(() -> withoutMaven(server("1.0")))
                .hasMessageContaining("wire-2.0.jar is missing")
                .hasMessageEndingWith("rm -r " + jars.get(1).getParent());
    }

    @Test
    void whatIsNotThereIsToldWithTheArtifactAndTheRepository() {
        assertThatThrownBy(() -> fetch(server("9.9")))
                .hasMessageContaining("example.server:server:jar:9.9")
                .hasMessageContaining(repository.url())
                .hasMessageContaining("--software server=PATH");
        assertThat(cache).isDirectoryNotContaining("glob:**server-9.9*[0-9a-f]");
    }

    @Test
    void whatCameHalfIsNotTaken() throws Exception {
        repository.add("example.server:server:1.1");
        repository.truncate("server-1.1.jar");

        assertThatThrownBy(() -> fetch(server("1.1"))).hasMessageContaining("server:jar:1.1");
        assertThatThrownBy(() -> withoutMaven(server("1.1"))).hasMessageContaining("nobody is to be asked");
    }

    @Test
    void halfAJarInTheLocalRepositoryIsToldAsThat() throws Exception {
        repository.add("example.server:server:1.2");
        fetch(server("1.2"));
        Path local = folder.resolve("local/example/server/server/1.2/server-1.2.jar");
        Files.write(local, new byte[] {1, 2, 3});
        Path other = Files.createDirectory(cache.resolve("other"));

        assertThatThrownBy(() -> server("1.2").fetch(other, told::add, () -> maven))
                .hasMessageContaining(local + " in Maven's local repository is damaged")
                .hasMessageContaining("rm -r " + local.getParent());
    }

    @Test
    void twoAtOnceFetchOnce() throws Exception {
        repository.add("example.server:server:1.3");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<List<Path>> task = () -> server("1.3").fetch(cache, line -> {}, () -> maven);
            List<Future<List<Path>>> both = threads.invokeAll(List.of(task, task));

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
            assertThat(repository.asked("server-1.3.jar")).isEqualTo(1);
            try (Stream<Path> left = Files.list(cache)) {
                assertThat(left.filter(path -> path.toString().contains("partial")))
                        .isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFolderOfTheUsersIsTakenAsItIs() throws Exception {
        Path lib = Files.createDirectories(cache.resolve("mine/lib"));
        Path jar = Files.createFile(lib.resolve("server.jar"));

        assertThat(JavaServer.from("server", requireNonNull(lib.getParent())).install(cache))
                .containsEntry(JavaServer.CLASS_PATH, List.of(jar.toAbsolutePath()));
        assertThatThrownBy(() ->
                        JavaServer.from("server", folder.resolve("nowhere")).install(cache))
                .hasMessageContaining("there are no jars in " + folder.resolve("nowhere"));
    }
}
