package io.ordeal.serve.index;

import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of a results' folder, as they are when somebody asks. Thread-safe.
 *
 * <p>A look costs a listing of each workload's folder and one question for the time of each run's; only what has changed is
 * read. A folder's time tells that a verdict came, or that a report was written anew beside one. It has no more than the
 * file system's resolution: what changed within the two seconds before it was read is read once more.
 */
public final class RunIndex implements AutoCloseable {
    /** Nothing is looked at more often. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Of file systems' times: 2 s on FAT, less on others. */
    private static final long RESOLUTION_MILLIS = 2_000;

    /** A run writes an operation, or a line of its log, more often; but for a long judgement. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(RunIndex.class);

    private static final Comparator<RunEntry> NEWEST_FIRST = Comparator.comparing(RunEntry::started)
            .reversed()
            .thenComparing(entry -> entry.id().toString());

    private final Path results;
    private final Clock clock;
    private final Map<RunId, Known> known = new ConcurrentHashMap<>();
    private final ExecutorService looking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ordeal-serve-index");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Future<?> look;
    private long lookedNanos;
    private final AtomicInteger unread = new AtomicInteger();

    /**
     * What was known of a run, and of what time that is.
     *
     * @param folderMillis the folder's time
     * @param readMillis when it was read
     * @param entry empty if it is no run
     */
    private record Known(long folderMillis, long readMillis, Optional<RunEntry> entry) {}

    /**
     * Runs at a moment.
     *
     * @param runs the newest first
     * @param unread how many folders more there are that were not read yet
     */
    public record Runs(List<RunEntry> runs, int unread) {
        public Runs {
            runs = List.copyOf(runs);
        }
    }

    /** @param clock what is written now has its time */
    public RunIndex(Path results, Clock clock) {
        this.results = results;
        this.clock = clock;
    }

    /** Looks for the first time, so that whoever asks first need not wait for all of it. */
    public void begin() {
        Future<?> unused = look();
    }

    /**
     * The runs.
     *
     * @param patience how long to wait at most until all changes are read; the others are then told to be unread
     */
    public Runs runs(Duration patience) throws InterruptedException {
        Future<?> current = look();
        try {
            current.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            log.debug("{} folders are still to be read", unread.get());
        } catch (ExecutionException failed) {
            throw new IllegalStateException(results + " can't be looked at: " + failed.getCause(), failed);
        }
        List<RunEntry> runs = new ArrayList<>(known.size());
        known.values().forEach(each -> each.entry().ifPresent(runs::add));
        runs.sort(NEWEST_FIRST);
        return new Runs(runs, unread.get());
    }

    /** One run, as it is now; empty if there is none. */
    public Optional<RunEntry> run(RunId id) {
        return RunEntryReader.read(results, id).map(this::atThisTime);
    }

    private synchronized Future<?> look() {
        boolean fresh = look != null && (!look.isDone() || System.nanoTime() - lookedNanos < FRESH.toNanos());
        if (look == null || !fresh) {
            look = looking.submit(() -> {
                lookAtAll();
                return null;
            });
            lookedNanos = System.nanoTime();
        }
        return look;
    }

    private void lookAtAll() throws IOException {
        List<RunId> there = new ArrayList<>();
        for (Path target : folders(results)) {
            for (Path workload : folders(target)) {
                for (Path run : entries(workload)) {
                    there.add(new RunId(name(target), name(workload), name(run)));
                }
            }
        }
        Set<RunId> all = new HashSet<>(there);
        known.keySet().retainAll(all);
        // the newest are what is asked for first
        there.sort(Comparator.comparing(RunId::name).reversed());
        unread.set((int) there.stream().filter(id -> !known.containsKey(id)).count());
        for (RunId id : there) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            lookAt(id);
        }
    }

    private void lookAt(RunId id) {
        RunFolder folder = new RunFolder(id.in(results));
        long time = time(folder.path());
        Known before = known.get(id);
        if (before == null || time != before.folderMillis() || before.readMillis() - time < RESOLUTION_MILLIS) {
            long now = clock.millis();
            known.put(id, new Known(time, now, run(id)));
            if (before == null) {
                unread.decrementAndGet();
            }
        } else if (before.entry().map(RunIndex::mayGoOn).orElse(false)) {
            known.put(id, new Known(time, before.readMillis(), before.entry().map(this::atThisTime)));
        }
    }

    private static boolean mayGoOn(RunEntry entry) {
        return entry.state() == RunState.UNDER_WAY || entry.state() == RunState.UNFINISHED;
    }

    private RunEntry atThisTime(RunEntry entry) {
        if (!mayGoOn(entry)) {
            return entry;
        }
        long last = RunEntryReader.lastWritten(new RunFolder(entry.id().in(results)));
        return entry.in(clock.millis() - last < SILENCE.toMillis() ? RunState.UNDER_WAY : RunState.UNFINISHED);
    }

    private static long time(Path folder) {
        try {
            return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toMillis();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        return entries(parent).stream()
                .filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** What a folder has, but for hidden files and links; nothing if it is gone by now. */
    private static List<Path> entries(Path parent) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(parent, each -> !name(each).startsWith("."))) {
            stream.forEach(all::add);
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } catch (AccessDeniedException closed) {
            log.warn("{} may not be looked into", parent);
            return List.of();
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return all;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
