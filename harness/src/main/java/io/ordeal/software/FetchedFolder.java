package io.ordeal.software;

import io.ordeal.cluster.SoftwareCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Software in a folder of the cache that is fetched by one harness at a time, whole or not at all.
 *
 * @param product as after {@code --version}
 * @param version likewise
 * @param name the folder's, which tells all that was asked for
 * @param worthALook where something may be wrong if it can't be fetched, beside the spelling of its version: as {@code at the network}
 */
record FetchedFolder(String product, String version, String name, String worthALook) {
    /** What is fetched, as {@code zookeeper 3.9.3}. */
    String title() {
        return product + " " + version;
    }

    /**
     * The folder, fetched if it is not there yet.
     *
     * @param filling fetches it into a folder that is empty
     * @throws IOException it can't be fetched; nothing is left of it, and the message says what to type
     */
    Path in(Path cache, Consumer<String> progress, SoftwareCache.Filling filling)
            throws IOException, InterruptedException {
        Path folder = cache.resolve(name).toAbsolutePath();
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try (FetchLock alone =
                FetchLock.of(folder, () -> progress.accept("waiting for another harness, which fetches " + title()))) {
            SoftwareCache.folder(cache, name, filling);
        } catch (IOException failed) {
            throw new IOException(
                    failed.getMessage() + "; look at the version's spelling, " + worthALook
                            + ", or give a path of yours: --software " + product + "=PATH",
                    failed);
        }
        return folder;
    }

    /** What is said when it is there. */
    String fetched(long downloaded, long unpacked) {
        return "fetched " + title() + ": " + MavenDownloads.megabytes(downloaded) + ", unpacked "
                + MavenDownloads.megabytes(unpacked);
    }
}
