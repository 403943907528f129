package io.ordeal.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a server needs on the machine.
 *
 * <p>In containers it runs from an image of its own, if it has one. If it has none, what is installed for processes is mounted
 * into a container of a plain image, at the same paths: both kinds of cluster then run the same files, and start them by the
 * same command.
 *
 * @param name and version, e.g. {@code redis 7.0.15}, as reports print it
 * @param image that containers of it are made of; empty = what is installed is mounted there
 * @param install puts it in place on this machine
 * @param others how it is had in other versions
 */
public record Software(String name, Optional<ServerImage> image, Installer install, OtherVersions others) {
    /** One that is mounted into containers, and is to be had in this version only. */
    public Software(String name, Installer install) {
        this(name, install, OtherVersions.NONE);
    }

    /** One that is mounted into containers. */
    public Software(String name, Installer install, OtherVersions others) {
        this(name, Optional.empty(), install, others);
    }

    /** One with an image of its own, that is to be had in this version only. */
    public Software(String name, ServerImage image, Installer install) {
        this(name, image, install, OtherVersions.NONE);
    }

    /** One with an image of its own. */
    public Software(String name, ServerImage image, Installer install, OtherVersions others) {
        this(name, Optional.of(image), install, others);
    }

    /** One that is mounted into containers, and fetched in its own version as in any other. */
    public static Software fetched(String product, String version, OtherVersions versions) {
        return new Software(product + " " + version, versions.installer(version), versions);
    }

    /** Its name alone, e.g. {@code redis}: what stands before a version in {@code --version redis=7.0.15}. */
    public String product() {
        return name.split(" ", 2)[0];
    }

    /** Its version alone, or the path that it was taken from; empty if its name tells none. */
    public String version() {
        String[] words = name.split(" ", 2);
        return words.length == 2 ? words[1] : "";
    }

    /**
     * The same in another version: fetched when it is installed, or in a container run from its image of that version, if it
     * has one.
     *
     * @throws IllegalArgumentException it is to be had in this one only
     */
    public Software inVersion(String version) {
        if (version.equals(version())) {
            return this;
        }
        Installer installer = others.installer(version);
        return new Software(product() + " " + version, image.map(own -> own.inVersion(version)), installer, others);
    }

    /**
     * The same as it lies in a folder, or is a program, of the user's; in containers only if it has no image.
     *
     * @throws IllegalArgumentException it can't be taken from there
     */
    public Software from(Path path) {
        return new Software(product() + " " + path, image, others.from(path), others);
    }

    /** Puts a server's files in place on this machine; done once, kept in a cache. */
    @FunctionalInterface
    public interface Installer {
        /**
         * Unpacks binaries from artifacts on the class path, or finds the jars.
         *
         * @param cache a folder that outlives the run, shared by all; the installer makes its own folder in it, safely
         *     against another harness that does the same
         * @return by name: the executable's path ({@code redis-server}), or paths of a class path ({@code classpath}); where it is
         *     mounted into containers, all that it needs is among them or in the cache
         * @throws Exception the message says what is missing and what to do
         */
        Map<String, List<Path>> install(Path cache) throws Exception;

        /**
         * The same, and tells how it goes on where it takes long.
         *
         * @param progress is told what is being done, as {@code fetching zookeeper 3.9.3: 3 files, 1.7 MB}
         */
        default Map<String, List<Path>> install(Path cache, Consumer<String> progress) throws Exception {
            return install(cache);
        }

        /** One that may take long, and tells how it goes on to whoever asks. */
        static Installer telling(Telling installer) {
            return new Installer() {
                @Override
                public Map<String, List<Path>> install(Path cache) throws Exception {
                    return install(cache, told -> {});
                }

                @Override
                public Map<String, List<Path>> install(Path cache, Consumer<String> progress) throws Exception {
                    return installer.install(cache, progress);
                }
            };
        }
    }

    /** An {@link Installer} by its longer form. */
    @FunctionalInterface
    public interface Telling {
        /** As {@link Installer#install(Path, Consumer)}. */
        Map<String, List<Path>> install(Path cache, Consumer<String> progress) throws Exception;
    }

    /** How a software is had in versions that are no part of the harness, and from where the user has it. */
    public interface OtherVersions {
        /** None are to be had. */
        OtherVersions NONE = new OtherVersions() {};

        /**
         * Those that can be fetched.
         *
         * @param tried the versions with which the target was tried, the oldest first
         * @param fetched fetches a version
         */
        static OtherVersions of(List<String> tried, Function<String, Installer> fetched) {
            return of(tried, fetched, NONE::from);
        }

        /**
         * Those that can be fetched, or that the user has.
         *
         * @param tried the versions with which the target was tried, the oldest first
         * @param fetched fetches a version
         * @param from takes it from where the user has it
         */
        static OtherVersions of(
                List<String> tried, Function<String, Installer> fetched, Function<Path, Installer> from) {
            return new OtherVersions() {
                @Override
                public List<String> tried() {
                    return tried;
                }

                @Override
                public Installer installer(String version) {
                    return fetched.apply(version);
                }

                @Override
                public Installer from(Path path) {
                    return from.apply(path);
                }
            };
        }

        /** The versions with which the target was tried, the oldest first; others may do as well. */
        default List<String> tried() {
            return List.of();
        }

        /**
         * Fetches a version.
         *
         * @throws IllegalArgumentException no other versions are to be had
         */
        default Installer installer(String version) {
            throw new IllegalArgumentException("it is to be had in no other version than its own");
        }

        /**
         * Takes it from where the user has it.
         *
         * @throws IllegalArgumentException it can't be taken from there
         */
        default Installer from(Path path) {
            throw new IllegalArgumentException("it can't be taken from a path of yours");
        }
    }
}
