package io.ordeal.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** An archive of Debian packages in a folder, as apt reads it; nothing in it is signed. */
final class PackageArchive {
    private final Path folder;

    PackageArchive(Path folder) {
        this.folder = folder;
    }

    DebianArchive address() {
        return new DebianArchive("copy:" + folder, "trusted=yes");
    }

    /** Makes a suite that has no packages yet. */
    void suite(String suite) throws Exception {
        Files.createDirectories(index(suite).getParent());
        Files.writeString(index(suite), "");
        release(suite);
    }

    private Path index(String suite) throws Exception {
        return folder.resolve("dists/" + suite + "/main/binary-" + architecture() + "/Packages");
    }

    /** Adds a package with one program, {@code usr/bin/<name>}, that prints its version. */
    Path add(String suite, String name, String version) throws Exception {
        Path tree = Files.createTempDirectory(folder, name);
        Path program = tree.resolve("usr/bin").resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\necho " + version + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(tree.resolve("DEBIAN"));
        String control = "Package: " + name + "\nVersion: " + version
                + "\nArchitecture: all\nMaintainer: nobody <n@example.org>\n" + "Description: a server\n";
        Files.writeString(tree.resolve("DEBIAN/control"), control);
        String file = "pool/" + name + "_" + version.replace(":", "%3a") + "_all.deb";
        Path deb = folder.resolve(file);
        Files.createDirectories(deb.getParent());
        run("dpkg-deb", "--root-owner-group", "-b", tree.toString(), deb.toString());
        FetchedFiles.removeTree(tree);
        Files.writeString(
                index(suite),
                control + "Filename: " + file + "\nSize: " + Files.size(deb) + "\nSHA256: " + sha256(deb) + "\n\n",
                StandardOpenOption.APPEND);
        release(suite);
        return deb;
    }

    private void release(String suite) throws Exception {
        Path packages = index(suite);
        Path root = folder.resolve("dists").resolve(suite);
        Files.writeString(
                root.resolve("Release"),
                "Suite: " + suite + "\nCodename: " + suite + "\nArchitectures: " + architecture()
                        + "\nComponents: main\nDate: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n " + sha256(packages) + " "
                        + Files.size(packages) + " " + root.relativize(packages) + "\n");
    }

    private static String architecture() throws Exception {
        return run("dpkg", "--print-architecture").strip();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(List.of(command) + " says: " + said);
        }
        return said;
    }
}
