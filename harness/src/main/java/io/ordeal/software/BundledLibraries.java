package io.ordeal.software;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;

/**
 * The libraries that were unpacked beside a program, with the loader among them: so that it runs on a machine that has older ones,
 * or none.
 *
 * <p>Such a program can't be run as it lies there, as it would look for the machine's libraries: a script names the loader that
 * came with it.
 *
 * @param folder where they lie
 * @param loader the program that loads them
 */
public record BundledLibraries(Path folder, Path loader) {
    /**
     * @param root the folder that stands for the file system's, as {@link DebianPackage#fetch} has it
     * @throws IOException it has none
     */
    public static BundledLibraries of(Path root) throws IOException {
        Path folder = only(root.resolve("usr/lib"), "*-linux-gnu*");
        return new BundledLibraries(folder, only(folder, "ld-linux*"));
    }

    /** A script that starts a program with them, and gives it the arguments that it was given. */
    public String script(Path program) {
        return "#!/bin/sh\nexec " + quoted(loader) + " --library-path " + quoted(folder) + " " + quoted(program)
                + " \"$@\"\n";
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    /** Writes a script where it can be started. */
    public static void write(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * What is in a folder of a Debian package under a name that differs with its version, or with the machine.
     *
     * @param pattern as {@code erts-*}
     * @throws IOException there is none
     */
    public static Path only(Path folder, String pattern) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            Iterator<Path> each = found.iterator();
            if (!each.hasNext()) {
                throw new IOException(
                        "there is no " + pattern + " in " + folder + ": what Debian's packages have there has changed");
            }
            return each.next();
        }
    }
}
