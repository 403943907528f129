package io.ordeal.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real apt, against an archive of the test's own. */
@Tag("systems")
class DebianPackageTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path cache;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private PackageArchive archive;

    @BeforeEach
    void makeArchive() throws Exception {
        archive = new PackageArchive(folder);
        archive.suite("stable");
        archive.suite("next");
        archive.add("stable", "server", "1:1.0-4");
        archive.add("next", "server", "1:2.0~rc1-1");
    }

    private static DebianPackage server(String version) {
        return new DebianPackage("server", version, "server", List.of("stable", "next"));
    }

    private Path fetch(DebianPackage server) throws Exception {
        return server.fetch(cache, told::add, Apt::new, apt -> archive.address());
    }

    private Path withoutApt(DebianPackage server) throws Exception {
        return server.fetch(
                cache,
                told::add,
                scratch -> {
                    throw new IOException("nobody is to be asked");
                },
                apt -> archive.address());
    }

    private void assertThatNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void aPackageIsFetchedOnceAndCheckedFromThenOn() throws Exception {
        Path root = fetch(server("1.0"));

        Path program = root.resolve("usr/bin/server");
        assertThat(program).isExecutable().content().contains("1:1.0-4");
        assertThat(told).element(1).isEqualTo("fetching server 1.0: server 1:1.0-4 of Debian's stable");
        assertThat(told).last().asString().startsWith("fetched server 1.0: 0.0 MB");
        assertThat(withoutApt(server("1.0"))).isEqualTo(root);

        Files.writeString(program, "something else");
        assertThatThrownBy(() -> withoutApt(server("1.0")))
                .hasMessageContaining("usr/bin/server is damaged")
                .hasMessageEndingWith("rm -r " + root.getParent());
        Files.delete(program);
        assertThatThrownBy(() -> withoutApt(server("1.0")))
                .hasMessageContaining("usr/bin/server is missing")
                .hasMessageEndingWith("rm -r " + root.getParent());
    }

    @Test
    void aVersionIsFoundInWhicheverSuiteHasItAndByEitherOfItsNames() throws Exception {
        assertThat(fetch(server("2.0~rc1")).resolve("usr/bin/server")).content().contains("2.0~rc1-1");
        assertThat(fetch(server("1:1.0-4")).resolve("usr/bin/server")).content().contains("1.0-4");
        assertThat(DebianPackage.upstream("3.5.16-4+b2")).isEqualTo("3.5.16");
    }

    @Test
    void otherPackagesAreUnpackedBesideItIfTheSameSuiteHasThem() throws Exception {
        archive.add("stable", "library", "3.0-1");
        DebianPackage both = new DebianPackage("server", "1.0", "server", List.of("stable"), List.of("library"));

        Path root = fetch(both);
        assertThat(root.resolve("usr/bin/server")).content().contains("1:1.0-4");
        assertThat(root.resolve("usr/bin/library")).content().contains("3.0-1");
        assertThat(told).element(1).asString().endsWith("of Debian's stable, and 1 packages beside it");
        assertThat(fetch(server("1.0"))).isNotEqualTo(root);

        assertThatThrownBy(() ->
                        fetch(new DebianPackage("server", "2.0~rc1", "server", List.of("next"), List.of("library"))))
                .hasMessageContaining("library");
    }

    @Test
    void whatDebianHasNotIsToldWithWhatItHas() throws Exception {
        assertThatThrownBy(() -> fetch(server("9.9")))
                .hasMessageContaining("Debian has no server 9.9")
                .hasMessageContaining("1.0 (stable), 2.0~rc1 (next)")
                .hasMessageContaining("--software server=PATH");
        assertThatThrownBy(() -> server("-o Evil")).isInstanceOf(IllegalArgumentException.class);
        assertThatNothingIsLeft();
    }

    @Test
    void whatCameHalfOrOtherwiseIsNotTaken() throws Exception {
        Path deb = archive.add("stable", "server", "1:1.1-1");
        byte[] whole = Files.readAllBytes(deb);
        Files.write(deb, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> fetch(server("1.1"))).hasMessageContaining("apt-get says: ");
        whole[whole.length / 2] ^= 1;
        Files.write(deb, whole);
        assertThatThrownBy(() -> fetch(server("1.1"))).hasMessageContaining("apt-get says: ");
        assertThatNothingIsLeft();
    }

    @Test
    void aMirrorThatIsNotReachedIsTold() throws Exception {
        assertThatThrownBy(() -> server("1.0")
                        .fetch(
                                cache,
                                told::add,
                                Apt::new,
                                apt -> new DebianArchive("http://127.0.0.1:1/debian", "trusted=yes")))
                .hasMessageContaining("apt-get says: ")
                .hasMessageContaining("127.0.0.1:1/debian")
                .hasMessageContaining("--software server=PATH");
        assertThatNothingIsLeft();
    }

    @Test
    void twoAtOnceFetchOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Path> task = () -> fetch(server("1.0"));
            List<Future<Path>> both = threads.invokeAll(List.of(task, task));

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
            assertThat(told).filteredOn(line -> line.startsWith("fetched")).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theMirrorIsThatOfTheMachineWhereItIsADebian() {
        assertThat(DebianArchive.mirror(
                        List.of("http://mirror.example.org/debian-security/", "http://mirror.example.org/debian/")))
                .isEqualTo("http://mirror.example.org/debian");
        assertThat(DebianArchive.mirror(List.of("http://archive.example.org/ubuntu")))
                .isEqualTo("http://deb.debian.org/debian");
    }

    @Test
    void aProgramOfTheUsersIsTakenAsItIs() throws Exception {
        Path root = fetch(server("1.0"));
        Path program = root.resolve("usr/bin/server");
        for (Path path : List.of(program, root.resolve("usr/bin"), root.resolve("usr"))) {
            Software.Installer installer = NativeServer.from("server", "server", path);
            assertThat(installer.install(cache)).containsEntry("server", List.of(program));
        }
        assertThatThrownBy(() -> NativeServer.from("server", "server", folder.resolve("nowhere"))
                        .install(cache))
                .hasMessageContaining(folder.resolve("nowhere") + " is no program");
    }
}
