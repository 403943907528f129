package io.ordeal.fault.kinds;

import io.ordeal.clock.ClockShift;
import io.ordeal.fault.ShiftedClocks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clocks that jump away and back in turn, by a thread of their own. Begins when they are away, and leaves them so. */
final class ClockTurns {
    private static final Logger LOG = LoggerFactory.getLogger(ClockTurns.class);

    private final ShiftedClocks clocks;
    private final Object owner;
    private final Map<String, ClockShift> away;
    private final Map<String, ClockShift> back = new LinkedHashMap<>();
    private final Duration every;
    /** They are away when this begins. */
    private final AtomicLong count = new AtomicLong(1);

    private final Thread thread = new Thread(this::run, "ordeal-clock-turns");
    private volatile boolean ended;

    private ClockTurns(ShiftedClocks clocks, Object owner, Map<String, ClockShift> away, Duration every) {
        this.clocks = clocks;
        this.owner = owner;
        this.away = away;
        this.every = every;
        away.keySet().forEach(member -> back.put(member, ClockShift.NONE));
    }

    /**
     * Begins.
     *
     * @param owner whose the shifts are; still to be released when this has ended
     * @param every how long they are away, and how long back
     */
    static ClockTurns start(ShiftedClocks clocks, Object owner, Map<String, ClockShift> away, Duration every) {
        ClockTurns turns = new ClockTurns(clocks, owner, away, every);
        turns.thread.setDaemon(true);
        turns.thread.start();
        return turns;
    }

    private void run() {
        try {
            boolean areAway = true;
            while (!ended || !areAway) {
                TimeUnit.NANOSECONDS.sleep(every.toNanos());
                if (!clocks.change(owner, areAway ? back : away)) {
                    return;
                }
                areAway = !areAway;
                count.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("clocks no longer turn: {}", e.getMessage());
        }
    }

    /** Ends within one turn or two, and returns when it has. */
    void end() {
        ended = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How often they have jumped, the first time too. */
    long count() {
        return count.get();
    }
}
