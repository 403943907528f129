package io.ordeal.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What installers unpack, in a folder that all harnesses of a user share.
 *
 * <p>A file appears there whole or not at all: it is written under another name beside its place and then renamed, so that
 * of two harnesses that unpack at once the later one wins and neither sees half a file.
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
}
