package io.ordeal.software;

import io.ordeal.cluster.SoftwareCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A folder of the cache that is fetched by one harness at a time, whole or not at all. */
final class FetchedFolder {
    private FetchedFolder() {}

    /**
     * The folder, fetched if it is not there yet.
     *
     * @param folderName tells all that was asked for
     * @param name of what is fetched, as {@code zookeeper 3.9.3}
     * @param filling fetches it into a folder that is empty
     * @throws IOException it can't be fetched; nothing is left of it
     */
    static Path of(Path cache, String folderName, String name, Consumer<String> progress, SoftwareCache.Filling filling)
            throws IOException, InterruptedException {
        Path folder = cache.resolve(folderName).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            try (FetchLock alone =
                    FetchLock.of(folder, () -> progress.accept("waiting for another harness, which fetches " + name))) {
                SoftwareCache.folder(cache, folderName, filling);
            }
        }
        return folder;
    }
}
