package io.ordeal.fault.kinds;

import io.ordeal.cgroup.WriteThrottle;
import io.ordeal.cluster.Cluster;
import io.ordeal.disk.LoopDisk;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A disk takes so many writes a second and no more. Somebody waited if, over some second, it took about as many as it may:
 * then there were more to be taken.
 */
final class DiskSlowDeed extends DiskDeed {
    private static final int LEAST = 5;
    private static final int MOST = 50;
    /** Of what may be written: the kernel lets it pass in slices of a tenth of a second. */
    private static final double NEARLY_ALL = 0.9;

    private static final long SPAN_MILLIS = 1_000;

    private final Map<String, Watch> watches = new LinkedHashMap<>();

    @Override
    public String measure() {
        return "throttled-millis";
    }

    @Override
    public boolean hasSomethingAt(Cluster cluster, String node) {
        return super.hasSomethingAt(cluster, node) && cluster.writes(node).isPresent();
    }

    @Override
    void strike(Cluster cluster, String node, LoopDisk disk, SplittableRandom random) throws IOException {
        int perSecond = (int) SlowLinksKind.drawLogarithmic(LEAST, MOST, random);
        WriteThrottle writes = cluster.writes(node).orElseThrow();
        writes.limit(disk.device(), perSecond);
        tell(node, "writes-per-second", perSecond);
        watches.put(node, Watch.start(writes, disk.device(), perSecond));
    }

    @Override
    long amount(Cluster cluster, String node, LoopDisk disk) throws IOException {
        Watch watch = watches.get(node);
        return watch == null ? 0 : watch.throttledMillis();
    }

    @Override
    void undo(Cluster cluster, String node, LoopDisk disk) throws Exception {
        Watch watch = watches.remove(node);
        if (watch != null) {
            watch.end();
        }
        cluster.writes(node).orElseThrow().release();
    }

    /** Looks once a second how many writes the disk took. */
    private static final class Watch {
        private final WriteThrottle writes;
        private final String device;
        private final int perSecond;
        private final Thread thread;
        private long sinceNanos = System.nanoTime();
        private long writesThen;
        private long throttledNanos;

        private Watch(WriteThrottle writes, String device, int perSecond) throws IOException {
            this.writes = writes;
            this.device = device;
            this.perSecond = perSecond;
            writesThen = writes.writes(device);
            thread = new Thread(this::look, "ordeal-disk-slow");
            thread.setDaemon(true);
        }

        static Watch start(WriteThrottle writes, String device, int perSecond) throws IOException {
            Watch watch = new Watch(writes, device, perSecond);
            watch.thread.start();
            return watch;
        }

        private void look() {
            try {
                while (true) {
                    Thread.sleep(SPAN_MILLIS);
                    count();
                }
            } catch (InterruptedException | IOException over) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void count() throws IOException {
            long now = System.nanoTime();
            long served = writes.writes(device);
            double mayBe = perSecond * (now - sinceNanos) / 1e9;
            if (served - writesThen >= NEARLY_ALL * mayBe) {
                throttledNanos += now - sinceNanos;
            }
            sinceNanos = now;
            writesThen = served;
        }

        /** What is less than half a second old tells nothing: slices are coarse. */
        synchronized long throttledMillis() throws IOException {
            if (System.nanoTime() - sinceNanos > TimeUnit.MILLISECONDS.toNanos(SPAN_MILLIS / 2)) {
                count();
            }
            return TimeUnit.NANOSECONDS.toMillis(throttledNanos);
        }

        void end() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }
}
