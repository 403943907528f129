package io.ordeal.toxiproxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that carries many connections, none of which it ever waits for.
 *
 * <p>What belongs to a loop (sockets, links, alarms) is touched by its thread alone, so that the data path has no lock.
 * Others hand it a command with {@link #execute}; it looks for commands after every turn of every link, and a turn is
 * bounded, so that a command waits for some hundred microseconds however busy the links are.
 */
final class EventLoop {
    /** What a selected key is attached to. */
    interface Ready {
        void ready(SelectionKey key);
    }

    /** Sleeping for more than this would keep arriving bytes waiting; polls are as far apart. */
    private static final long NAP_NANOS = 100_000;

    private static final long MILLI_NANOS = 1_000_000;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Logger log = LoggerFactory.getLogger(EventLoop.class);

    private final Selector selector;
    private final Thread thread;
    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final AtomicLong alarmsMade = new AtomicLong();
    private volatile boolean closing;
    private volatile boolean ended;

    // What follows is touched by the thread alone.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final List<SelectionKey> selected = new ArrayList<>();
    private final TreeSet<Alarm> alarms = new TreeSet<>(Alarm::compare);
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private Set<Link> withoutMemory = new LinkedHashSet<>();

    EventLoop(int number, ServerResources resources) throws IOException {
        this.selector = Selector.open();
        this.thread = resources.newThread("toxiproxy-loop-" + number, this::run);
    }

    void start() {
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    /** For reading into or writing from, within one call. */
    ByteBuffer buffer() {
        return buffer;
    }

    void add(Alarm alarm) {
        alarms.add(alarm);
    }

    void remove(Alarm alarm) {
        alarms.remove(alarm);
    }

    /** From any thread. */
    long nextAlarmId() {
        return alarmsMade.incrementAndGet();
    }

    /** Runs {@code turn} once more, after the others' turns: it has more to do than one may do at a time. */
    void again(Runnable turn) {
        turns.addLast(turn);
    }

    /** Tells {@code link} when there is memory again. */
    void awaitMemory(Link link) {
        withoutMemory.add(link);
    }

    void resumeReading() {
        Set<Link> waiting = withoutMemory;
        withoutMemory = new LinkedHashSet<>();
        waiting.forEach(Link::wake);
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Runs {@code command} on the loop, soon, in the order of the calls of one thread. From any thread. */
    void execute(Runnable command) {
        commands.add(command);
        if (ended) {
            runCommandsAfterTheEnd();
        } else if (!isCurrent()) {
            selector.wakeup();
        }
    }

    private void run() {
        while (!closing) {
            try {
                select();
                for (SelectionKey key : selected) {
                    if (key.isValid() && key.attachment() instanceof Ready ready) {
                        ready.ready(key);
                    }
                    runCommands();
                }
                runCommands();
                ringAlarms();
                runTurns();
            } catch (IOException | RuntimeException | Error fault) {
                // The one that failed has lost its turn; the others must not lose their loop.
                log.error("{}: going on after a fault of its own", thread.getName(), fault);
            }
        }
        end();
    }

    private void select() throws IOException {
        selected.clear();
        long waitNanos = turns.isEmpty() && commands.isEmpty() ? untilNextAlarmNanos() : 0;
        if (waitNanos == Ticks.NEVER) {
            selector.select(selected::add);
        } else if (waitNanos >= MILLI_NANOS) {
            selector.select(selected::add, waitNanos / MILLI_NANOS);
        } else if (selector.selectNow(selected::add) == 0 && waitNanos > 0) {
            // A selector waits for whole milliseconds.
            LockSupport.parkNanos(Math.min(waitNanos, NAP_NANOS));
            int unused = selector.selectNow(selected::add);
        }
    }

    private long untilNextAlarmNanos() {
        return alarms.isEmpty() ? Ticks.NEVER : Math.max(0, alarms.first().atNanos() - Ticks.now());
    }

    private void runCommands() {
        for (Runnable command; (command = commands.poll()) != null; ) {
            command.run();
        }
    }

    private void ringAlarms() {
        long nowNanos = Ticks.now();
        while (!alarms.isEmpty() && alarms.first().atNanos() <= nowNanos) {
            alarms.first().ring();
            runCommands();
        }
    }

    /** Gives each that is waiting a turn; those that ask again during it wait for the next round. */
    private void runTurns() {
        for (int left = turns.size(); left > 0; left--) {
            turns.removeFirst().run();
            runCommands();
        }
    }

    /** Ends the loop, soon. Its sockets must be closed. */
    void close() {
        closing = true;
        selector.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            // There was no thread to be had: nobody else would.
            end();
        }
    }

    private void end() {
        try {
            runCommands();
            selector.close();
        } catch (IOException e) {
            log.debug("closing {}", thread.getName(), e);
        }
        ended = true;
        runCommandsAfterTheEnd();
    }

    /** Whoever waits for a command must not wait for a thread that is no more. */
    private synchronized void runCommandsAfterTheEnd() {
        runCommands();
    }
}
