package io.ordeal.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a server needs on the machine.
 *
 * @param name and version, e.g. {@code redis 7.0.15}, as reports print it
 * @param image the official image, pinned by version, e.g. {@code redis:7.0.15}
 * @param localImage the image that {@code targets/images/build} makes where no registry is reached
 * @param install prepares it for processes
 */
public record Software(String name, String image, String localImage, Installer install) {
    /** Puts a server's files in place for processes; done once, kept in a cache. */
    @FunctionalInterface
    public interface Installer {
        /**
         * Unpacks binaries from artifacts on the class path, or finds the jars.
         *
         * @param cache a folder that outlives the run, shared by all; the installer makes its own folder in it, safely
         *     against another harness that does the same
         * @return by name: the executable's path ({@code redis-server}), or paths of a class path ({@code classpath})
         * @throws Exception the message says what is missing and what to do
         */
        Map<String, List<Path>> install(Path cache) throws Exception;
    }
}
