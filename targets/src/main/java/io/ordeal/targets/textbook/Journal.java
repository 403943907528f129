package io.ordeal.targets.textbook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of lines that survives kill -9 and power losses: what is acknowledged was synced before. So whatever a design loses
 * it loses by itself, and not for want of a disk. Not safe for several threads.
 */
final class Journal {
    private final Path file;
    private FileChannel end;

    /** @param folder which exists */
    Journal(Path folder) throws IOException {
        file = folder.resolve("journal");
        end = open();
        syncFolder();
    }

    private FileChannel open() throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        byte[] all = Files.readAllBytes(file);
        int whole = all.length;
        // a line without an end was being written when the process ended: it was never acknowledged
        while (whole > 0 && all[whole - 1] != '\n') {
            whole--;
        }
        channel.truncate(whole);
        channel.position(whole);
        return channel;
    }

    /** All lines, in the order in which they were written. */
    List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    /** Adds a line, and returns when it is on disk. */
    void add(String line) throws IOException {
        write(end, line + "\n");
        end.force(false);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Puts other lines in the place of all, and returns when they are on disk. */
    void replace(List<String> lines) throws IOException {
        Path next = file.resolveSibling("journal.next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(line).append('\n'));
            write(channel, text.toString());
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
        end.close();
        end = open();
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(
                java.util.Objects.requireNonNull(file.getParent(), "a folder"), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
