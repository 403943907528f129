package io.ordeal.campaign.work;

import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.allot.Need;
import io.ordeal.campaign.memory.MemoryException;
import io.ordeal.store.RunSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Trials side by side: as long as somebody chooses one, and there is room for it, it is made. All of a course's methods but
 * {@link Course#folder} are called by the thread that {@linkplain #run runs} it.
 */
public final class SideBySide {
    private final Workers workers;
    private final int jobs;
    private final Path results;
    private final long diskBytes;
    private final Map<String, Order> running = new LinkedHashMap<>();
    private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
    private volatile boolean stopped;

    private record Ended(String trial, Workers.Made made) {}

    /**
     * A trial that is to be made.
     *
     * @param id of the trial
     * @param choice by which it came to be
     * @param run what is to be run, if nothing is replayed
     * @param replayOf the run that it does again
     */
    public record Order(String id, Choice choice, RunSpec run, Optional<Replayed> replayOf) {}

    /** Who chooses trials, and is told what came of them. */
    public interface Course {
        /**
         * The next trial; empty if there is none now: it is asked again when one of those that run has ended.
         *
         * @param elapsed since the first was asked for
         * @param room what is left of the machine
         * @param idle whether nothing runs: then the next trial runs, however little room there is for it
         */
        Optional<Choice> next(Duration elapsed, Need room, boolean idle);

        /** What was chosen is to be made now; it is written down before it begins. */
        Order begin(Choice choice, int running) throws IOException;

        /** A trial has a folder; on any thread. */
        void folder(String trial, String folder);

        void ended(Order order, Workers.Made made) throws IOException;

        /** There is less room on the disk than there has to be: no further trial is begun. */
        void diskFull(long freeBytes);

        /** What is to be written down can't be, for want of room: no further trial is begun. */
        default void memoryFull(MemoryException why) {}
    }

    /**
     * None yet.
     *
     * @param jobs trials side by side, at most
     * @param results where they land
     * @param diskBytes with less room than this on their disk no trial is begun
     */
    public SideBySide(Workers workers, int jobs, Path results, long diskBytes) {
        this.workers = workers;
        this.jobs = jobs;
        this.results = results;
        this.diskBytes = diskBytes;
    }

    /**
     * Makes trials until none is chosen and none runs.
     *
     * @return whether it ended because there was no room on the disk
     */
    public boolean run(Course course) throws IOException, InterruptedException {
        Need all = Machine.room();
        long began = System.nanoTime();
        boolean full = false;
        while (true) {
            while (!stopped && !full && running.size() < jobs) {
                Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
                Optional<Choice> next = course.next(elapsed, roomIn(all), running.isEmpty());
                if (next.isEmpty()) {
                    break;
                }
                long free = Machine.freeDisk(results);
                full = free < diskBytes;
                if (full) {
                    course.diskFull(free);
                } else {
                    full = !hasRoom(course, () -> begin(course, next.get()));
                }
            }
            if (running.isEmpty()) {
                return full;
            }
            Ended ended = ends.poll(1, TimeUnit.SECONDS);
            if (ended != null) {
                Order order = Objects.requireNonNull(running.remove(ended.trial()));
                full |= !hasRoom(course, () -> course.ended(order, ended.made()));
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** Whether there was room for what is written down. What there was none for, the trial's own folder has. */
    private static boolean hasRoom(Course course, Writing writing) throws IOException {
        try {
            writing.run();
            return true;
        } catch (MemoryException failed) {
            if (!failed.isDiskFull()) {
                throw failed;
            }
            course.memoryFull(failed);
            return false;
        }
    }

    private void begin(Course course, Choice choice) throws IOException {
        Order order = course.begin(choice, running.size() + 1);
        running.put(order.id(), order);
        workers.make(
                order.id(),
                order.run(),
                order.replayOf(),
                folder -> course.folder(order.id(), folder),
                made -> ends.add(new Ended(order.id(), made)));
    }

    private Need roomIn(Need all) {
        Need taken = Need.nothing();
        for (Order each : running.values()) {
            taken = taken.plus(each.choice().need());
        }
        return new Need(all.processors() - taken.processors(), all.bytes() - taken.bytes());
    }

    /** Cuts short what is under way, and begins nothing more. From any thread. */
    public void stop() {
        stopped = true;
        workers.stop();
    }
}
