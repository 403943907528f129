package io.ordeal.report;

import java.util.Arrays;
import java.util.List;

/**
 * Places a few moments on a line: by their times, but in their order always, with room between any two and under each
 * bar's label as far as there is room.
 */
final class MomentScale {
    private MomentScale() {}

    /**
     * Where each moment is drawn: rising, in [0, width].
     *
     * @param needs for each moment, what must lie before it: pairs of (earlier moment, distance wanted)
     * @param gap least distance between two moments, if there is room
     */
    static double[] place(List<Long> times, boolean timed, int[][][] needs, double gap, double width) {
        int n = times.size();
        double[] natural = new double[n];
        double span = timed && n > 1 ? times.get(n - 1) - times.get(0) : 0;
        for (int i = 0; i < n; i++) {
            natural[i] = n == 1 ? 0 : span > 0 ? (times.get(i) - times.get(0)) / span * width : i * width / (n - 1);
        }
        double least = Math.min(gap, n > 1 ? width / (n - 1) : width);
        // Proportion gives way before the labels do, and the labels before the gaps.
        for (double share = 1; share > 0; share -= 0.25) {
            for (double proportion = 1; proportion >= 0; proportion -= 0.05) {
                double[] at = push(natural, proportion, needs, share, least);
                if (at[n - 1] <= width + 1e-9) {
                    return at;
                }
            }
        }
        return pull(push(natural, 1, needs, 0, least), least, width);
    }

    /** Whether all that is needed before each moment finds room, proportions aside. */
    static boolean fits(int moments, int[][][] needs, double gap, double width) {
        return push(new double[moments], 0, needs, 1, gap)[moments - 1] <= width;
    }

    private static double[] push(double[] natural, double proportion, int[][][] needs, double share, double least) {
        double[] at = natural.clone();
        for (int i = 0; i < at.length; i++) {
            at[i] *= proportion;
        }
        for (int i = 1; i < at.length; i++) {
            at[i] = Math.max(at[i], at[i - 1] + least);
            for (int[] need : needs[i]) {
                at[i] = Math.max(at[i], at[need[0]] + need[1] * share);
            }
        }
        return at;
    }

    private static double[] pull(double[] at, double least, double width) {
        double[] back = at.clone();
        for (int i = at.length - 1; i >= 0; i--) {
            back[i] = Math.min(back[i], i == at.length - 1 ? width : back[i + 1] - least);
            back[i] = Math.max(back[i], i * least);
        }
        return back;
    }

    /** The needs of a picture's bars, when a character of a label takes so much room. */
    static int[][][] needs(WitnessPicture picture, double character, double padding) {
        int n = picture.times().size();
        int[][][] needs = new int[n][0][];
        for (WitnessPicture.Lane lane : picture.lanes()) {
            for (WitnessPicture.Bar bar : lane.bars()) {
                if (bar.stretch().to() < n) {
                    int to = bar.stretch().to();
                    int[][] more = Arrays.copyOf(needs[to], needs[to].length + 1);
                    more[needs[to].length] = new int[] {
                        bar.stretch().from(), (int) Math.ceil(bar.label().length() * character + padding)
                    };
                    needs[to] = more;
                }
            }
        }
        return needs;
    }
}
