package io.ordeal.software;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The tarball of a package of npm's: files and folders, all in one folder, whose name means nothing. It has no links, as npm
 * packs none.
 */
final class PackageTarball {
    private PackageTarball() {}

    /**
     * Unpacks what is in its folder.
     *
     * @param into exists, and is empty
     * @throws IOException it is damaged, or has what would lie elsewhere, or what is neither file nor folder
     */
    static void unpack(Path tarball, Path into) throws IOException {
        try (InputStream file = Files.newInputStream(tarball);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(file)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                put(entry, tar, into);
                entry = tar.getNextEntry();
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new IOException(
                    "the tarball " + tarball.getFileName() + " can't be unpacked: " + damaged.getMessage(), damaged);
        }
    }

    private static void put(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        List<String> names = List.of(entry.getName().split("/+"));
        if (names.stream().anyMatch(List.of("", ".", "..")::contains)) {
            throw new IOException(entry.getName() + " is no path in its folder");
        }
        Path place = into.resolve(String.join("/", names.subList(1, names.size())));
        if (entry.isDirectory()) {
            Files.createDirectories(place);
        } else if (isFile(entry) && names.size() > 1) {
            Files.createDirectories(place.getParent());
            Files.copy(content, place, StandardCopyOption.REPLACE_EXISTING);
            boolean runs = (entry.getMode() & 0111) != 0;
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException(entry.getName() + " is neither a file nor a folder in it");
        }
    }

    private static boolean isFile(TarArchiveEntry entry) {
        return entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
    }
}
