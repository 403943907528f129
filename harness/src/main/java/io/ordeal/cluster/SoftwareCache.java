package io.ordeal.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What installers unpack, in a folder that all harnesses of a user share.
 *
 * <p>A file or folder appears there whole or not at all: it is made under another name beside its place and then renamed,
 * so that of two harnesses that unpack at once neither sees half of it.
 */
public final class SoftwareCache {
    private SoftwareCache() {}

    /**
     * Puts an executable there, if it is not there yet.
     *
     * @param folder its folder within the cache, which must tell its version and platform, e.g. {@code
     *     redis-7.0.15-linux-amd64}
     * @param name the file's
     * @param resource on the class path of {@code owner}, as an absolute name
     * @return where it is
     * @throws IOException it is not on the class path, or can't be written
     */
    public static Path executable(Path cache, String folder, String name, Class<?> owner, String resource)
            throws IOException {
        Path file = cache.resolve(folder).resolve(name).toAbsolutePath();
        if (Files.isExecutable(file)) {
            return file;
        }
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the class path has no " + resource + ": there is no " + name
                        + " for this platform (" + System.getProperty("os.name") + ", " + System.getProperty("os.arch")
                        + ")");
            }
            Files.createDirectories(file.getParent());
            Path partial = Files.createTempFile(file.getParent(), name, ".partial");
            try {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
            return file;
        }
    }

    /**
     * Puts a folder there, if it is not there yet.
     *
     * @param name the folder's, which must tell the version and platform of what is in it
     * @param filling fills a folder that is empty
     * @return where it is
     * @throws IOException it can't be written, or filling it failed; nothing is left of it
     */
    public static Path folder(Path cache, String name, Filling filling) throws IOException, InterruptedException {
        Path folder = cache.resolve(name).toAbsolutePath();
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(folder.getParent());
        Path partial = Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".partial");
        try {
            filling.fill(partial);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the cache can't rename folders: give another one in $ORDEAL_CACHE", e);
        } catch (FileSystemException occupied) {
            // another harness was quicker; the JDK has no exception of its own for a folder that can't be renamed over
            // another
            if (!Files.isDirectory(folder)) {
                throw occupied;
            }
        } finally {
            NodeFolders.deleteTree(partial);
        }
        return folder;
    }

    /** Makes what is to be in a folder. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path folder) throws IOException, InterruptedException;
    }
}
