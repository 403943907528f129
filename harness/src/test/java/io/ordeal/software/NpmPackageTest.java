package io.ordeal.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stand-in for npm, which answers in its words; and, where systems are fetched, the real one. */
class NpmPackageTest {
    private static final String NAME = "@example/server-linux";

    /** Packs what the test has made for a version, and writes down what it was asked. */
    private static final String STAND_IN = """
            #!/bin/sh
            here=$(dirname "$0")
            echo "$*" >>"$here/asked"
            case "$1" in view) cat "$here/versions"; exit;; esac
            version=${2##*@}
            for word in "$@"; do case $word in --pack-destination=*) to=${word#*=};; esac; done
            if [ "$version" = 7.7.7 ]; then echo half >"$to/half.tgz"; touch "$here/begun"; sleep 600; fi
            if [ ! -e "$here/$version.tgz" ]; then
              echo '{"error": {"code": "ETARGET", "summary": "No matching version found for '"$2"'.", "detail": "…"}}'
              echo "npm error code ETARGET" >&2
              exit 1
            fi
            cp "$here/$version.tgz" "$to/example-server-linux-$version.tgz"
            cat "$here/$version.json"
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path cache;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void publish() throws Exception {
        Path script = Files.writeString(folder.resolve("npm"), STAND_IN);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                folder.resolve("versions"), "[\"0.9.0\", \"1.0.0\", \"1.1.0\", \"1.2.0\", \"1.3.0\", \"1.4.0\"]");
        try (PackedServer packed = PackedServer.into(folder.resolve("1.0.0.tgz"))) {
            packed.with("package/package.json", 0644, "{}").with("package/bin/server", 0755, "#!/bin/sh\necho 1.0.0\n");
        }
        answer("1.0.0", NAME + "@1.0.0");
    }

    /** What npm will say of a tarball, in the form of its version 11. */
    private void answer(String version, String brought) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(tarball(version)));
        int at = brought.lastIndexOf('@');
        Files.writeString(
                folder.resolve(version + ".json"),
                "[{\"id\": \"" + brought + "\", \"name\": \"" + brought.substring(0, at) + "\", \"version\": \""
                        + brought.substring(at + 1) + "\", \"integrity\": \"sha512-"
                        + Base64.getEncoder().encodeToString(digest)
                        + "\", \"files\": [{\"path\": \"package.json\"}]}]");
    }

    private Path tarball(String version) {
        return folder.resolve(version + ".tgz");
    }

    private static NpmPackage server(String version) {
        return new NpmPackage("server", version, NAME);
    }

    private Path fetch(NpmPackage server) throws Exception {
        return server.fetch(cache, told::add, () -> new Npm(folder.resolve("npm")));
    }

    private Path withoutNpm(NpmPackage server) throws Exception {
        return server.fetch(cache, told::add, () -> {
            throw new IOException("nobody is to be asked");
        });
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }

    private void assertThatNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void aPackageIsFetchedOnceAndCheckedFromThenOn() throws Exception {
        Path root = fetch(server("1.0.0"));

        Path program = root.resolve("bin/server");
        assertThat(program).isExecutable().content().contains("1.0.0");
        assertThat(root.resolve("package.json")).content().isEqualTo("{}");
        assertThat(Files.isExecutable(root.resolve("package.json"))).isFalse();
        assertThat(root.resolveSibling("example-server-linux-1.0.0.tgz")).hasSameBinaryContentAs(tarball("1.0.0"));
        assertThat(asked())
                .hasSize(1)
                .first()
                .asString()
                .contains("pack " + NAME + "@1.0.0 --json", "--ignore-scripts");
        assertThat(told).first().isEqualTo("fetching server 1.0.0 by npm, once");
        assertThat(told).last().isEqualTo("fetched server 1.0.0: 0.0 MB, unpacked 0.0 MB");
        assertThat(withoutNpm(server("1.0.0"))).isEqualTo(root);

        Files.writeString(program, "something else");
        assertThatThrownBy(() -> withoutNpm(server("1.0.0")))
                .hasMessageContaining("root/bin/server is damaged")
                .hasMessageEndingWith("rm -r " + root.getParent());
        Files.delete(program);
        assertThatThrownBy(() -> withoutNpm(server("1.0.0")))
                .hasMessageContaining("root/bin/server is missing")
                .hasMessageEndingWith("rm -r " + root.getParent());
    }

    @Test
    void aVersionThatIsNotThereIsToldWithThoseThatAre() throws Exception {
        assertThatThrownBy(() -> fetch(server("9.9.9")))
                .hasMessageStartingWith("npm says: No matching version found for " + NAME
                        + "@9.9.9. It has 1.0.0, 1.1.0, 1.2.0, 1.3.0, 1.4.0, and older ones;")
                .hasMessageEndingWith("--software server=PATH");
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^1.0.0", "1.x", "latest", "1.0", "", ">=1.0.0", "1.0.0 --registry=x", "*"})
    void rangesAndTagsAreRefused(String version) {
        assertThatThrownBy(() -> server(version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no version such as 1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--registry", "../server", "@example", "@example/../server", "git://server", ""})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> new NpmPackage("server", "1.0.0", name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereThereIsNoNpmTheCommandThatInstallsItIsTold() throws Exception {
        assertThatThrownBy(() -> server("1.0.0").fetch(cache, told::add, () -> Npm.found(Optional.empty())))
                .hasMessageContaining("there is no npm")
                .hasMessageContaining("apt-get install npm")
                .hasMessageEndingWith("--software server=PATH");
        assertThatNothingIsLeft();
    }

    @Test
    void whatCameHalfOrOtherwiseIsNotTaken() throws Exception {
        byte[] whole = Files.readAllBytes(tarball("1.0.0"));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        Files.write(tarball("1.0.0"), half);
        assertThatThrownBy(() -> fetch(server("1.0.0"))).hasMessageContaining("1.0.0.tgz is damaged: its SHA-512 is ");
        answer("1.0.0", NAME + "@1.0.0");
        assertThatThrownBy(() -> fetch(server("1.0.0"))).hasMessageContaining("1.0.0.tgz can't be unpacked: ");
        Files.write(tarball("1.0.0"), whole);
        answer("1.0.0", NAME + "@1.0.1");
        assertThatThrownBy(() -> fetch(server("1.0.0")))
                .hasMessageContaining("npm has brought " + NAME + "@1.0.1 for " + NAME + "@1.0.0");
        Files.writeString(folder.resolve("1.0.0.json"), "hello");
        assertThatThrownBy(() -> fetch(server("1.0.0")))
                .hasMessageContaining("npm has answered what is no JSON: hello");
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "package/../../x, is no path in its folder",
        "../x, is no path in its folder",
        "/x, is no path in its folder",
        "x, is neither a file nor a folder in it"
    })
    void whatWouldLieElsewhereIsNotUnpacked(String path, String reason) throws Exception {
        try (PackedServer packed = PackedServer.into(tarball("1.0.0"))) {
            packed.with("package/server", 0755, "").with(path, 0644, "stray");
        }
        answer("1.0.0", NAME + "@1.0.0");

        assertThatThrownBy(() -> fetch(server("1.0.0"))).hasMessageContaining("unpacked: " + path + " " + reason);
        assertThatNothingIsLeft();
        assertThat(cache.resolveSibling("x")).doesNotExist();
    }

    @Test
    void linksAreNotUnpacked() throws Exception {
        try (PackedServer packed = PackedServer.into(tarball("1.0.0"))) {
            packed.withLink("package/data", folder.toString()).with("package/data/stray", 0644, "stray");
        }
        answer("1.0.0", NAME + "@1.0.0");

        assertThatThrownBy(() -> fetch(server("1.0.0")))
                .hasMessageContaining("package/data is neither a file nor a folder in it");
        assertThatNothingIsLeft();
        assertThat(folder.resolve("stray")).doesNotExist();
    }

    @Test
    void whoIsInterruptedLeavesNothing() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Path> fetching = thread.submit(() -> fetch(server("7.7.7")));
            Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
            while (!Files.exists(folder.resolve("begun")) && Instant.now().isBefore(deadline)) {
                Thread.sleep(10);
            }
            assertThat(fetching.isDone()).isFalse();
            fetching.cancel(true);
            thread.shutdown();
            assertThat(thread.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThatNothingIsLeft();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void twoAtOnceFetchOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Path> task = () -> fetch(server("1.0.0"));
            List<Future<Path>> both = threads.invokeAll(List.of(task, task));

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
            assertThat(asked()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A package of two kilobytes. */
    @Tag("systems")
    @Test
    void theRealNpmIsUnderstood() throws Exception {
        NpmPackage real = new NpmPackage("isarray", "2.0.5", "isarray");
        Path root = real.fetch(cache, told::add);
        assertThat(root.resolve("package.json")).content().contains("\"version\": \"2.0.5\"");
        assertThat(withoutNpm(real)).isEqualTo(root);
        assertThatThrownBy(() -> new NpmPackage("isarray", "2.0.99", "isarray").fetch(cache, told::add))
                .hasMessageContaining("isarray@2.0.99")
                .hasMessageContaining("2.0.4, 2.0.5");
    }
}
