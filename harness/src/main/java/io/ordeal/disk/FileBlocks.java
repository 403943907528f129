package io.ordeal.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What a folder's files held at a moment, as a checksum of each block: to be compared with what is there later. Takes as
 * long as to read them.
 *
 * @param files the blocks of each, by its path within the folder
 */
record FileBlocks(Map<String, List<Block>> files) {
    private static final int BYTES = 4096;

    /** A block; the last one of a file may be shorter than the others. */
    record Block(int bytes, long checksum) {}

    static FileBlocks of(Path folder) throws IOException {
        Map<String, List<Block>> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), read(file));
            }
        } catch (UncheckedIOException e) {
            throw new IOException("can't read what is in " + folder, e.getCause());
        }
        return new FileBlocks(files);
    }

    private static List<Block> read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        byte[] buffer = new byte[BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.readNBytes(buffer, 0, BYTES); n > 0; n = in.readNBytes(buffer, 0, BYTES)) {
                CRC32C checksum = new CRC32C();
                checksum.update(buffer, 0, n);
                blocks.add(new Block(n, checksum.getValue()));
            }
        }
        return blocks;
    }

    /** What is no longer there of this, and what is there in another's place. */
    Loss lossUntil(FileBlocks later) {
        long lostFiles = 0;
        long lostBytes = 0;
        for (Map.Entry<String, List<Block>> file : files.entrySet()) {
            List<Block> then = file.getValue();
            List<Block> now = later.files.get(file.getKey());
            if (now == null) {
                lostFiles++;
                now = List.of();
            }
            for (int i = 0; i < then.size(); i++) {
                Block block = then.get(i);
                if (i >= now.size()) {
                    lostBytes += block.bytes();
                } else if (!block.equals(now.get(i))) {
                    // a block that only grew since it was synced has lost what it grew by
                    int kept = now.get(i).bytes();
                    lostBytes += kept < block.bytes() ? block.bytes() - kept : block.bytes();
                }
            }
        }
        return new Loss(lostFiles, lostBytes);
    }

    /**
     * What a folder has lost.
     *
     * @param files that are gone
     * @param bytes that are gone, or in blocks of 4 KiB that hold something else
     */
    record Loss(long files, long bytes) {}
}
