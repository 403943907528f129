package io.ordeal.software;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tarball as npm packs it, or as somebody does who means harm. */
final class PackedServer implements AutoCloseable {
    private final TarArchiveOutputStream tar;

    private PackedServer(OutputStream out) throws IOException {
        tar = new TarArchiveOutputStream(new GZIPOutputStream(out));
    }

    static PackedServer into(Path file) throws IOException {
        return new PackedServer(Files.newOutputStream(file));
    }

    /** Adds a file. */
    PackedServer with(String path, int mode, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(path, true);
        entry.setMode(mode);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
        return this;
    }

    /** Adds a symbolic link. */
    PackedServer withLink(String path, String to) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
