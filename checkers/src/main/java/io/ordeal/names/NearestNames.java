package io.ordeal.names;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Orders the names that exist by their likeness to the one that was typed. */
public final class NearestNames {
    /** More than these are not told: who reads the sentence looks for one name, not for a list. */
    private static final int TOLD = 6;

    private NearestNames() {}

    /** The names, those that are most like the one asked for first; equals among them by the alphabet. */
    public static List<String> order(String asked, Collection<String> names) {
        return names.stream()
                .distinct()
                .sorted(Comparator.<String>comparingInt(name -> distance(asked, name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /**
     * The sentence for a name that does not exist.
     *
     * @param what kind of thing was asked for, e.g. {@code fault}
     */
    public static String unknown(String what, String asked, Collection<String> names) {
        if (names.isEmpty()) {
            return "there is no " + what + " '" + asked + "', nor any other";
        }
        List<String> nearest = order(asked, names);
        int told = Math.min(TOLD, nearest.size());
        String rest = told == nearest.size() ? "" : ", and " + (nearest.size() - told) + " more";
        return "there is no " + what + " '" + asked + "'; nearest first: " + String.join(", ", nearest.subList(0, told))
                + rest;
    }

    /**
     * How many letters must be inserted, removed, replaced, or swapped with their neighbour, to turn one name into the
     * other, in which a name that begins as was typed counts as near: the letters that are merely missing at its end weigh
     * a quarter. O(|a|·|b|). (Optimal string alignment: Damerau 1964; Wagner and Fischer 1974.)
     *
     * @return four times the number of letters
     */
    static int distance(String asked, String name) {
        int[][] cost = new int[asked.length() + 1][name.length() + 1];
        for (int i = 0; i <= asked.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                cost[i][j] = cell(cost, asked, name, i, j);
            }
        }
        int best = 4 * cost[asked.length()][name.length()];
        for (int j = 0; j < name.length(); j++) {
            best = Math.min(best, 4 * cost[asked.length()][j] + (name.length() - j));
        }
        return best;
    }

    private static int cell(int[][] cost, String a, String b, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
