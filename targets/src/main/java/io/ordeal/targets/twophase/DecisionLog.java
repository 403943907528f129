package io.ordeal.targets.twophase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The decisions to commit of one coordinator, in all of its lives: a file to which ids are appended, a line each, and
 * forced. A last line without its end was never forced, and is no decision.
 */
final class DecisionLog implements AutoCloseable {
    private final FileChannel file;
    private final Set<Long> committed = new HashSet<>();

    private DecisionLog(FileChannel file) {
        this.file = file;
    }

    /** Opens it, and reads what was decided before. */
    static DecisionLog open(Path path) throws IOException {
        String before = Files.exists(path) ? Files.readString(path) : "";
        int end = before.lastIndexOf('\n') + 1;
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            file.truncate(end);
            file.position(end);
            DecisionLog log = new DecisionLog(file);
            before.substring(0, end).lines().map(Long::valueOf).forEach(log.committed::add);
            return log;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Decides; when this returns the decision survives whatever happens. */
    void commit(long transfer) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((transfer + "\n").getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) {
            file.write(line);
        }
        file.force(false);
        committed.add(transfer);
    }

    boolean isCommitted(long transfer) {
        return committed.contains(transfer);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
