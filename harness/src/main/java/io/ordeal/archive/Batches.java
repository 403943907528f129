package io.ordeal.archive;

import java.util.ArrayList;
import java.util.List;

/**
 * An archive in pieces that take about as long as one another, as far as sizes tell: small files together, the keys of a
 * large one apart.
 */
final class Batches {
    /**
     * Enough that a task's start and end, some tens of milliseconds, do not count, and little enough to be judged again if an
     * executor is lost.
     */
    static final long BATCH_BYTES = 4L << 20;

    /** Of small files, as each has costs of its own; and what is lost with an executor stays small. */
    static final int BATCH_FILES = 200;

    /** From here on the keys of a file go apart: a search of that size is worth reading the file several times. */
    static final long LARGE_BYTES = 32L << 20;

    /** Each part reads the whole file. */
    static final int MOST_PARTS = 16;

    private Batches() {}

    /**
     * The batches, the largest pieces first, so that no machine is left with one in the end.
     *
     * @param keysApart whether values are said to be {@code [key value]}, so that keys can be judged one by one
     */
    static List<List<Piece>> of(List<Archive.Entry> entries, boolean keysApart) {
        List<List<Piece>> batches = new ArrayList<>();
        List<Piece> batch = new ArrayList<>();
        long bytes = 0;
        for (Archive.Entry entry : entries) {
            String path = entry.path().toAbsolutePath().toString();
            String name = entry.path().toString();
            int parts = keysApart ? parts(entry.bytes()) : 1;
            if (parts > 1 || entry.bytes() >= BATCH_BYTES) {
                for (int part = 0; part < parts; part++) {
                    batches.add(List.of(new Piece(path, name, part, parts)));
                }
                continue;
            }
            if (batch.size() == BATCH_FILES || bytes + entry.bytes() > BATCH_BYTES) {
                batches.add(List.copyOf(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(new Piece(path, name, 0, 1));
            bytes += entry.bytes();
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        batches.sort((a, b) -> Integer.compare(a.size(), b.size()));
        return batches;
    }

    private static int parts(long bytes) {
        return bytes < LARGE_BYTES ? 1 : (int) Math.min(MOST_PARTS, 1 + bytes / LARGE_BYTES);
    }
}
