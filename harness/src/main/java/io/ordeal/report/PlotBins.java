package io.ordeal.report;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What the plots show: how many operations of one name began in each stretch of time, how they ended, and how long they
 * took. An operation belongs to the stretch in which it began.
 */
final class PlotBins {
    /** Stretches of time. */
    static final int BINS = 160;
    /** Steps of latency within a factor of ten: each is 5.9 % above the one before. */
    private static final int FINE = 40;
    /** Steps that are drawn as one. */
    static final int COARSE = 4;

    private static final double DECADES = 10;
    private static final int STEPS = (int) (FINE * DECADES);

    /** Two thousand seconds: nothing that a run waits for. */
    private static final long LONGEST_NANOS = 2_000_000_000_000L;

    private final String f;
    private final long[][] begun = new long[3][BINS];
    private final int[][] took = new int[3][BINS * STEPS];
    private final List<Histogram> totals = List.of(new Histogram(3), new Histogram(3), new Histogram(3));

    private PlotBins(String f) {
        this.f = f;
    }

    /** The plots' figures for each operation name that clients used, in the order in which they occur. */
    static List<PlotBins> of(History history, PageClock clock) {
        PlotBins[] byName = new PlotBins[history.fNames().size()];
        double width = Math.max(1, clock.last() - clock.first()) / (double) BINS;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i) || !history.isInvoke(i)) {
                continue;
            }
            int f = history.fNumber(i);
            if (byName[f] == null) {
                byName[f] = new PlotBins(history.fNames().get(f));
            }
            int bin = (int) Math.min(BINS - 1, (clock.at(i) - clock.first()) / width);
            int completion = history.partner(i);
            long latency = completion < 0 ? -1 : clock.at(completion) - clock.at(i);
            byName[f].add(bin, history.outcome(i).ordinal() - 1, latency);
        }
        List<PlotBins> present = new ArrayList<>();
        for (PlotBins bins : byName) {
            if (bins != null) {
                present.add(bins);
            }
        }
        return present;
    }

    private void add(int bin, int outcome, long latencyNanos) {
        begun[outcome][bin]++;
        if (latencyNanos >= 0) {
            took[outcome][bin * STEPS + step(latencyNanos)]++;
            totals.get(outcome).recordValue(Math.min(LONGEST_NANOS, latencyNanos));
        }
    }

    private static int step(long nanos) {
        return nanos <= 100 ? 0 : (int) Math.min(STEPS - 1, Math.floor(Math.log10(nanos / 100.0) * FINE));
    }

    /** The latency at which a step begins, in nanoseconds. */
    static double nanosAt(double step) {
        return 100 * Math.pow(10, step / FINE);
    }

    String f() {
        return f;
    }

    /** How many stretches to take together for so many operations in each on average; a power of two. */
    int together(int wanted) {
        long all = 0;
        for (int bin = 0; bin < BINS; bin++) {
            all += begun(bin, 1);
        }
        int together = 1;
        while (together < 16 && all * together < (long) wanted * BINS) {
            together *= 2;
        }
        return together;
    }

    long begun(OpType outcome, int bin, int together) {
        long sum = 0;
        for (int b = bin; b < Math.min(BINS, bin + together); b++) {
            sum += begun[outcome.ordinal() - 1][b];
        }
        return sum;
    }

    private long begun(int bin, int together) {
        return begun(OpType.OK, bin, together) + begun(OpType.FAIL, bin, together) + begun(OpType.INFO, bin, together);
    }

    /** The most operations that began in so many stretches taken together, all outcomes. */
    long mostBegun(int together) {
        long most = 0;
        for (int bin = 0; bin < BINS; bin += together) {
            most = Math.max(most, begun(bin, together));
        }
        return most;
    }

    /** Completed operations whose latency lies in the steps [row × COARSE, (row + 1) × COARSE). */
    long took(OpType outcome, int bin, int row) {
        long sum = 0;
        for (int step = row * COARSE; step < (row + 1) * COARSE; step++) {
            sum += took[outcome.ordinal() - 1][bin * STEPS + step];
        }
        return sum;
    }

    static int rows() {
        return STEPS / COARSE;
    }

    /** The step below which a share of the ok operations of some stretches lies, to its middle; −1 if there is none. */
    double quantileStep(int bin, int together, double share) {
        long[] steps = new long[STEPS];
        long all = 0;
        for (int b = bin; b < Math.min(BINS, bin + together); b++) {
            for (int step = 0; step < STEPS; step++) {
                steps[step] += took[0][b * STEPS + step];
                all += took[0][b * STEPS + step];
            }
        }
        long rank = (long) Math.ceil(all * share);
        long seen = 0;
        for (int step = 0; step < STEPS && all > 0; step++) {
            seen += steps[step];
            if (seen >= rank) {
                return step + 0.5;
            }
        }
        return -1;
    }

    /** Latencies of the whole run. */
    Histogram total(OpType outcome) {
        return totals.get(outcome.ordinal() - 1);
    }
}
