package io.ordeal.targets.hdfs;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.log.LogClient;
import io.ordeal.workload.log.LogEntry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs as files. Who appends becomes the file's writer, writes, has it flushed or synced, and gives the file up again. Another who
 * has it for too long, as one that died, is frozen or is cut off, has it taken away.
 *
 * <p>An entry is {@code <17>}, and its offset the byte at which it begins.
 */
final class HdfsLog implements LogClient {
    private static final Pattern ENTRY = Pattern.compile("<(\\d+)>");

    private static final Pattern HOLDER = Pattern.compile("owned by (\\S+)");

    /**
     * Who has a file for longer is dead, frozen or cut off, or on a machine that is too busy. To take a file from its writer keeps
     * all others waiting for seconds.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration POLL = Duration.ofMillis(50);

    private final HadoopFiles files;
    private final ClientContext context;
    private final Put put;

    /** Who has been seen to have a file, by the file. */
    private final Map<String, Holder> holders = new HashMap<>();

    /** @param sinceNanos when it was first seen to have it */
    private record Holder(String name, long sinceNanos) {}

    HdfsLog(HadoopFiles files, ClientContext context, Put put) {
        this.files = files;
        this.context = context;
        this.put = put;
    }

    /** How an entry is written. */
    @FunctionalInterface
    interface Put {
        void put(HadoopFiles.Writer writer, String text) throws IOException;
    }

    /** Whatever becomes of the file after the entry was put there, it is there. */
    @Override
    public long append(String log, long element) throws Exception {
        HadoopFiles.Writer writer = writer(log);
        try {
            long offset = writer.position();
            put.put(writer, "<" + element + ">");
            return offset;
        } finally {
            close(writer);
        }
    }

    private static void close(HadoopFiles.Writer writer) {
        try {
            writer.close();
        } catch (IOException notGivenUp) {
            // the next who wants it has it taken away
        }
    }

    /** @throws DefiniteFailure it is not to be had now, and nothing was written */
    private HadoopFiles.Writer writer(String log) throws DefiniteFailure, InterruptedException {
        long startNanos = System.nanoTime();
        long limitNanos =
                context.operationTimeout().multipliedBy(3).dividedBy(5).toNanos();
        while (true) {
            try {
                return opened(log);
            } catch (IOException failed) {
                HdfsError error = HdfsError.of(failed);
                long nowNanos = System.nanoTime();
                if (!isOthers(error) || nowNanos - startNanos > limitNanos) {
                    throw error.proof(failed);
                }
                Matcher named = HOLDER.matcher(failed.toString());
                if (named.find() && isOutOfPatience(log, named.group(1), nowNanos)) {
                    take(log);
                }
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** Begins anew with another holder, and when it says yes. */
    private boolean isOutOfPatience(String log, String name, long nowNanos) {
        Holder holder = holders.get(log);
        if (holder != null && holder.name.equals(name) && nowNanos - holder.sinceNanos <= PATIENCE.toNanos()) {
            return false;
        }
        holders.put(log, new Holder(name, nowNanos));
        return holder != null && holder.name.equals(name);
    }

    private static boolean isOthers(HdfsError error) {
        return error == HdfsError.LEASE_HELD || error == HdfsError.RECOVERING || error == HdfsError.EXISTS;
    }

    private HadoopFiles.Writer opened(String log) throws IOException {
        try {
            HadoopFiles.Writer writer = files.append(log);
            holders.remove(log);
            return writer;
        } catch (FileNotFoundException none) {
            return files.create(log);
        }
    }

    private void take(String log) throws DefiniteFailure {
        try {
            files.recoverLease(log);
        } catch (IOException failed) {
            throw HdfsError.of(failed).proof(failed);
        }
    }

    @Override
    public List<LogEntry> read(String log, long from) throws Exception {
        String text;
        try {
            text = files.read(log, from);
        } catch (FileNotFoundException nothingThere) {
            return List.of();
        } catch (IOException failed) {
            throw new DefiniteFailure("nothing was read: " + failed, failed);
        }
        List<LogEntry> entries = new ArrayList<>();
        Matcher matcher = ENTRY.matcher(text);
        while (matcher.find()) {
            entries.add(new LogEntry(from + matcher.start(), Long.parseLong(matcher.group(1))));
        }
        return entries;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
