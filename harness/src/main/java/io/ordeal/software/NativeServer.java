package io.ordeal.software;

import io.ordeal.cluster.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server that is one program of the machine's own kind, which needs nothing beside it. It is installed under its name. */
public final class NativeServer {
    private NativeServer() {}

    /**
     * Fetches a Debian package.
     *
     * @param program where it lies in the package, as {@code usr/bin/etcd}
     */
    public static Software.Installer fetched(DebianPackage software, String program) {
        return Software.Installer.telling((cache, progress) -> {
            Path file = software.fetch(cache, progress).resolve(program);
            if (!Files.isExecutable(file)) {
                throw new IOException(
                        "Debian's " + software.name() + " " + software.version() + " has no program " + program);
            }
            return Map.of(String.valueOf(file.getFileName()), List.of(file));
        });
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
