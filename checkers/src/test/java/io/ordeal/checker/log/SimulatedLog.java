package io.ordeal.checker.log;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A log with a leader and a follower, and clients whose operations overlap, fail and are never answered. It does what its
 * fault says, now and then.
 */
final class SimulatedLog {
    /** What is wrong with it. */
    enum Fault {
        NONE(""),
        /** A new leader lacks the last entries, and gives their offsets to others. */
        UNCLEAN_ELECTION("lost-write"),
        /** It acknowledges what it never writes; others get the next offsets. */
        ACKNOWLEDGES_WITHOUT_WRITING("lost-write"),
        /** A request is carried out twice. */
        RETRIES("duplicate"),
        /** A read leaves an entry out. */
        SKIPS("poll-skip"),
        /** A read comes from a node that lags behind, though its process had read from the other. */
        READS_FROM_ANY_NODE("nonmonotonic-poll"),
        /** What was refused is written all the same. */
        REFUSES_TOO_LATE("G1a"),
        /** An entry is written into a gap that was left before the end. */
        FILLS_GAPS("nonmonotonic-send"),
        /** Entries are delivered in another order. */
        REORDERS("int-nonmonotonic-poll"),
        /** Another's element is delivered. */
        CORRUPTS("unexpected");

        final String anomaly;

        Fault(String anomaly) {
            this.anomaly = anomaly;
        }
    }

    private record Entry(long offset, long element) {}

    private record Open(
            int process,
            String f,
            List<Object> asked,
            @Nullable Entry put,
            boolean refused) {}

    private final Random random;
    private final HistoryBuilder history = new HistoryBuilder();
    private final List<Entry> log = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final List<Integer> idle = new ArrayList<>(List.of(0, 1, 2));
    private final Fault fault;
    private final int oneIn;
    private int nextProcess = 3;
    private long nextOffset;
    private long nextElement = 100;

    /** How many entries the node has that lags. */
    private int lagging;

    /** Whether it did what its fault says. */
    boolean erred;

    private SimulatedLog(Fault fault, int oneIn, long seed) {
        this.fault = fault;
        this.oneIn = oneIn;
        this.random = new Random(seed);
    }

    /** Of up to six appends, from any of the systems. */
    static History small(long seed) {
        Random random = new Random(~seed);
        Fault[] faults = Fault.values();
        return new SimulatedLog(faults[random.nextInt(faults.length)], 2, seed).run(2 + random.nextInt(10), 6, true);
    }

    static SimulatedLog of(Fault fault, long seed) {
        return new SimulatedLog(fault, 8, seed);
    }

    /**
     * @param errsAtRandom whether now and then an answer is wrong in no way that a fault has
     * @return what its clients saw, the last reads at the end
     */
    History run(int operations, int mostAppends, boolean errsAtRandom) {
        int appends = 0;
        for (int i = 0; i < operations; i++) {
            while (idle.isEmpty() || (!open.isEmpty() && random.nextInt(3) == 0)) {
                end(open.remove(random.nextInt(open.size())), errsAtRandom);
            }
            int process = idle.remove(random.nextInt(idle.size()));
            if (appends < mostAppends && random.nextInt(5) < 3) {
                appends++;
                append(process);
            } else {
                begin(process, "read", random.nextInt(3) == 0 ? 0 : random.nextLong(nextOffset + 1), null, false);
            }
        }
        while (!open.isEmpty()) {
            end(open.remove(random.nextInt(open.size())), errsAtRandom);
        }
        lagging = log.size();
        begin(99, "read-all", 0, null, false);
        end(open.remove(0), errsAtRandom);
        return history.build();
    }

    private void append(int process) {
        long element = nextElement++;
        boolean refused = random.nextInt(8) == 0;
        Entry put = null;
        if (refused && fault == Fault.REFUSES_TOO_LATE && errs()) {
            put = put(element);
        } else if (!refused && random.nextInt(10) > 0) {
            put = put(element);
        }
        begin(process, "append", element, put, refused || put == null);
    }

    private Entry put(long element) {
        if (fault == Fault.UNCLEAN_ELECTION && !log.isEmpty() && errs()) {
            nextOffset = log.remove(log.size() - 1).offset();
            lagging = Math.min(lagging, log.size());
        }
        if (fault == Fault.FILLS_GAPS && nextOffset > 2 && errs()) {
            for (long offset = nextOffset - 2; offset >= 0; offset--) {
                long free = offset;
                if (log.stream().noneMatch(entry -> entry.offset() == free)) {
                    Entry entry = new Entry(free, element);
                    log.add(entry);
                    log.sort((a, b) -> Long.compare(a.offset(), b.offset()));
                    return entry;
                }
            }
        }
        nextOffset += random.nextInt(6) == 0 ? 1 : 0;
        Entry entry = new Entry(nextOffset++, element);
        if (fault != Fault.ACKNOWLEDGES_WITHOUT_WRITING || !errs()) {
            log.add(entry);
        }
        if (fault == Fault.RETRIES && errs()) {
            log.add(new Entry(nextOffset++, element));
        }
        return entry;
    }

    private void begin(int process, String f, long what, @Nullable Entry put, boolean refused) {
        List<Object> asked = List.of(0L, what);
        history.invoke(process, f, asked);
        open.add(new Open(process, f, asked, put, refused));
        if (random.nextInt(12) == 0) {
            lagging = log.size();
        }
    }

    private void end(Open one, boolean errsAtRandom) {
        boolean last = one.f().equals("read-all");
        if (!last) {
            idle.add(one.process());
        }
        if (one.f().equals("append")) {
            if (one.refused()) {
                history.add(OpType.FAIL, one.process(), "append", one.asked());
            } else if (random.nextInt(6) == 0) {
                idle.remove((Integer) one.process());
                idle.add(nextProcess++);
                if (random.nextBoolean()) {
                    history.info(one.process(), "append", one.asked());
                }
            } else if (one.put() != null) {
                long offset = one.put().offset() + (errsAtRandom && random.nextInt(20) == 0 ? 1 : 0);
                history.ok(
                        one.process(),
                        "append",
                        List.of(0L, List.of(offset, one.put().element())));
            }
            return;
        }
        long from = (Long) one.asked().get(1);
        int size = fault == Fault.READS_FROM_ANY_NODE && !last && errs() ? lagging : log.size();
        List<List<Object>> read = new ArrayList<>();
        for (Entry entry : log.subList(0, Math.min(size, log.size()))) {
            if (entry.offset() >= from && !(errsAtRandom && random.nextInt(30) == 0)) {
                read.add(List.of(entry.offset(), entry.element()));
            }
        }
        distort(read);
        history.ok(one.process(), one.f(), List.of(0L, from, read));
    }

    private void distort(List<List<Object>> read) {
        if (fault == Fault.SKIPS && read.size() > 2 && errs()) {
            read.remove(1 + random.nextInt(read.size() - 2));
        }
        if (fault == Fault.REORDERS && read.size() > 1 && errs()) {
            Collections.swap(read, 0, read.size() - 1);
        }
        if (fault == Fault.CORRUPTS && !read.isEmpty() && errs()) {
            int at = random.nextInt(read.size());
            read.set(at, List.of(read.get(at).get(0), 7L));
        }
    }

    private boolean errs() {
        boolean now = random.nextInt(oneIn) == 0;
        erred |= now;
        return now;
    }
}
