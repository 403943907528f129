package io.ordeal.generator;

import java.util.BitSet;

/**
 * Who is free, who acts as which process, and what time it is: what contexts are views of. A runner keeps one, and so
 * does the {@link Simulation}; for one thread at a time.
 */
public final class WorkerTable {
    private final int concurrency;
    private final long seed;
    private final BitSet clients;
    private final BitSet free;
    private final int[] processes;

    /** When each worker last became free, by {@link #turn}; the nemesis' comes last. */
    private final long[] freeSince;

    private final GeneratorContext context;
    private boolean nemesisFree;
    private long turn;
    private long timeNanos;

    /**
     * All workers are free, and worker w acts as process w.
     *
     * @param nemesis whether there is one
     */
    public WorkerTable(int concurrency, boolean nemesis, long seed) {
        this.concurrency = concurrency;
        this.seed = seed;
        clients = new BitSet(concurrency);
        clients.set(0, concurrency);
        free = (BitSet) clients.clone();
        nemesisFree = nemesis;
        processes = new int[concurrency];
        freeSince = new long[concurrency + 1];
        for (int worker = 0; worker <= concurrency; worker++) {
            freeSince[worker] = turn++;
            if (worker < concurrency) {
                processes[worker] = worker;
            }
        }
        context = new View(clients, nemesis, 0);
    }

    /** The context with all workers; it shows this table as it is when it is looked at. */
    public GeneratorContext context() {
        return context;
    }

    /** Time goes on; it never goes back. */
    public void advanceTo(long nanos) {
        timeNanos = Math.max(timeNanos, nanos);
    }

    public void busy(int worker) {
        if (worker == GeneratorContext.NEMESIS) {
            nemesisFree = false;
        } else {
            free.clear(worker);
        }
    }

    public void free(int worker) {
        if (worker == GeneratorContext.NEMESIS) {
            nemesisFree = true;
            freeSince[concurrency] = turn++;
        } else {
            free.set(worker);
            freeSince[worker] = turn++;
        }
    }

    /** The worker's process is never heard of again; the worker goes on under another number, by concurrency higher. */
    public void retire(int worker) {
        processes[worker] = Math.addExact(processes[worker], concurrency);
    }

    public int process(int worker) {
        return worker == GeneratorContext.NEMESIS ? worker : processes[worker];
    }

    public boolean anyFree() {
        return nemesisFree || !free.isEmpty();
    }

    private final class View implements GeneratorContext {
        private final BitSet workers;
        private final boolean nemesis;
        private final long path;

        View(BitSet workers, boolean nemesis, long path) {
            this.workers = workers;
            this.nemesis = nemesis;
            this.path = path;
        }

        @Override
        public long timeNanos() {
            return timeNanos;
        }

        @Override
        public long seed() {
            return seed;
        }

        @Override
        public long path() {
            return path;
        }

        @Override
        public GeneratorContext child(long index) {
            return new View(workers, nemesis, KeyedRandom.path(path, index));
        }

        @Override
        public int concurrency() {
            return concurrency;
        }

        @Override
        public BitSet workers() {
            return workers;
        }

        @Override
        public boolean isFree(int worker) {
            return worker == NEMESIS ? nemesis && nemesisFree : worker >= 0 && workers.get(worker) && free.get(worker);
        }

        @Override
        public boolean hasNemesis() {
            return nemesis;
        }

        @Override
        public int longestFree() {
            int longest = NOBODY;
            long since = Long.MAX_VALUE;
            for (int worker = free.nextSetBit(0); worker >= 0; worker = free.nextSetBit(worker + 1)) {
                if (freeSince[worker] < since && workers.get(worker)) {
                    longest = worker;
                    since = freeSince[worker];
                }
            }
            return nemesis && nemesisFree && freeSince[concurrency] < since ? NEMESIS : longest;
        }

        @Override
        public int busyCount() {
            int busy = nemesis && !nemesisFree ? 1 : 0;
            for (int worker = workers.nextSetBit(0); worker >= 0; worker = workers.nextSetBit(worker + 1)) {
                busy += free.get(worker) ? 0 : 1;
            }
            return busy;
        }

        @Override
        public int process(int worker) {
            return WorkerTable.this.process(worker);
        }

        @Override
        public GeneratorContext restrictedTo(BitSet some, boolean withNemesis) {
            if (some.equals(workers)) {
                return withNemesis == nemesis ? this : new View(workers, nemesis && withNemesis, path);
            }
            BitSet both = (BitSet) workers.clone();
            both.and(some);
            return new View(both, nemesis && withNemesis, path);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("time " + timeNanos + " ns, workers " + workers);
            if (nemesis) {
                text.append(" and the nemesis");
            }
            BitSet freeHere = (BitSet) workers.clone();
            freeHere.and(free);
            return text.append(", free: ")
                    .append(freeHere)
                    .append(nemesis && nemesisFree ? " and the nemesis" : "")
                    .toString();
        }
    }
}
