package io.ordeal.software;

import io.ordeal.cluster.Software;
import io.ordeal.cluster.SoftwareCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server that is one program of the machine's own kind. It is installed under its name. */
public final class NativeServer {
    private NativeServer() {}

    /**
     * Fetches a Debian package, of a program that needs nothing beside it.
     *
     * @param program where it lies in the package, as {@code usr/bin/etcd}
     */
    public static Software.Installer fetched(DebianPackage software, String program) {
        return Software.Installer.telling((cache, progress) -> {
            Path file = program(software, software.fetch(cache, progress), program);
            return Map.of(String.valueOf(file.getFileName()), List.of(file));
        });
    }

    /**
     * Fetches a Debian package, of a program that runs with the libraries that are unpacked beside it, down to the C library.
     * What is installed is a script that starts it so.
     *
     * @param program where it lies in the package, as {@code usr/bin/memcached}
     */
    public static Software.Installer fetchedWithLibraries(DebianPackage software, String program) {
        return Software.Installer.telling((cache, progress) -> {
            Path root = software.fetch(cache, progress);
            Path file = program(software, root, program);
            String script = BundledLibraries.of(root).script(file);
            String name = String.valueOf(file.getFileName());
            Path own = SoftwareCache.folder(
                    cache,
                    name + "-start-" + Integer.toHexString(script.hashCode()),
                    partial -> BundledLibraries.write(partial.resolve(name), script));
            return Map.of(name, List.of(own.resolve(name)));
        });
    }

    private static Path program(DebianPackage software, Path root, String program) throws IOException {
        Path file = root.resolve(program);
        if (!Files.isExecutable(file)) {
            throw new IOException(
                    "Debian's " + software.name() + " " + software.version() + " has no program " + program);
        }
        return file;
    }

    /**
     * Takes a program of the user's.
     *
     * @param program its name
     * @param path itself, or a folder that has it, or that has it in its {@code bin}
     */
    public static Software.Installer from(String product, String program, Path path) {
        return cache -> {
            for (Path place :
                    List.of(path, path.resolve(program), path.resolve("bin").resolve(program))) {
                if (Files.isRegularFile(place) && Files.isExecutable(place)) {
                    return Map.of(program, List.of(place.toAbsolutePath()));
                }
            }
            throw new IOException(path + " is no program, and no folder that has a program " + program
                    + " in it or in its bin; give the program: --software " + product + "=PATH");
        };
    }
}
