package io.ordeal.targets.gluster;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.log.LogClient;
import io.ordeal.workload.log.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs as files, to whose end each writes ({@code O_APPEND}), and which are synced before that counts. An entry is {@code <17>}, and its
 * offset the byte at which it begins: where that is, only reading tells.
 */
final class GlusterLog implements LogClient {
    private static final Pattern ENTRY = Pattern.compile("<(\\d+)>");

    private final GlusterMount mount;

    GlusterLog(GlusterMount mount) {
        this.mount = mount;
    }

    @Override
    public long append(String log, long element) throws Exception {
        byte[] entry = ("<" + element + ">").getBytes(StandardCharsets.US_ASCII);
        long believed;
        try (FileChannel file = opened(log)) {
            int written = file.write(ByteBuffer.wrap(entry));
            if (written != entry.length) {
                throw new IOException("of " + entry.length + " bytes " + written + " were written");
            }
            file.force(true);
            believed = file.position() - entry.length;
        }
        // an entry that is acknowledged and not there is not passed over: it is said to be where the kernel took it to
        // go
        return entries(log, 0).stream()
                .filter(each -> each.element() == element)
                .mapToLong(LogEntry::offset)
                .findFirst()
                .orElse(believed);
    }

    private FileChannel opened(String log) throws DefiniteFailure {
        try {
            return mount.open(log, StandardOpenOption.WRITE, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        } catch (IOException failed) {
            throw GlusterError.of(failed).proof(failed);
        }
    }

    @Override
    public List<LogEntry> read(String log, long from) throws Exception {
        try {
            return entries(log, from);
        } catch (IOException failed) {
            throw new DefiniteFailure("nothing was read: " + failed, failed);
        }
    }

    private List<LogEntry> entries(String log, long from) throws IOException {
        String text;
        try (FileChannel file = mount.open(log, StandardOpenOption.READ)) {
            text = text(file, from);
        } catch (NoSuchFileException notSeen) {
            // says a single brick, too, that was not there when the file was made; it is made where a majority says so
            mount.open(log, StandardOpenOption.WRITE, StandardOpenOption.CREATE).close();
            try (FileChannel file = mount.open(log, StandardOpenOption.READ)) {
                text = text(file, from);
            }
        }
        List<LogEntry> entries = new ArrayList<>();
        Matcher matcher = ENTRY.matcher(text);
        while (matcher.find()) {
            entries.add(new LogEntry(from + matcher.start(), Long.parseLong(matcher.group(1))));
        }
        return entries;
    }

    private static String text(FileChannel file, long from) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        file.position(from);
        while (file.read(buffer) >= 0) {
            buffer.flip();
            text.append(StandardCharsets.US_ASCII.decode(buffer));
            buffer.clear();
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        mount.close();
    }
}
