package io.ordeal.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was in a folder that was emptied.
 *
 * @param files not folders
 * @param bytes in them
 */
public record EmptiedFolder(long files, long bytes) {
    /**
     * Removes all that is in a folder, but not the folder itself, which may be where a disk is mounted.
     *
     * @throws IOException some of it can't be read or removed; the rest may be gone
     */
    public static EmptiedFolder empty(Path folder) throws IOException {
        long files = 0;
        long bytes = 0;
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : all) {
                if (Files.isRegularFile(path)) {
                    files++;
                    bytes += Files.size(path);
                }
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("can't read what is in " + folder, e.getCause());
        }
        return new EmptiedFolder(files, bytes);
    }
}
