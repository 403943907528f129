package io.ordeal.reproduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds between which two of several versions an anomaly came, or went, though it does not come about in every try.
 *
 * <p>One try that shows it proves it of a version; that a version does not have it can only be believed, after many tries
 * in vain. How many follows from how often it comes about in the versions that have it: at a rate of r, all of n tries are in
 * vain with probability (1 − r)ⁿ, and a version is taken to be without it once that is below {@value #WRONGLY_CLEAN}. That is
 * the sequential test of Wald with a rate of 0 on one side, where one success decides. As r is not known but measured, the
 * lower bound of its interval stands for it ({@link Rate#low}).
 *
 * <pre>
 *   both ends ──► one has shown it three times: its rate is known
 *        │        the other has not, in as many tries as this rate asks for
 *        ▼
 *   the middle of what is left: shown, or as many tries in vain; and so on, as in any bisection
 * </pre>
 *
 * <p>It is taken for granted that the anomaly came or went once between the ends, and that versions that have it show it about
 * as often. Where it would take more tries than are allowed to tell, that is the answer.
 *
 * <p>Complexity: O(log versions) times the tries of one.
 */
public final class Bisection {
    /** How likely it may be at most that a version shows nothing in its tries and has the anomaly all the same. */
    static final double WRONGLY_CLEAN = 0.05;

    /** From fewer no rate is told. */
    private static final int SHOWN_FOR_RATE = 3;

    /** What does not run at once in so many tries is passed over. */
    private static final int FAILURES = 2;

    /** What came of a try. */
    public enum Result {
        SHOWN,
        ABSENT,
        /** Nothing is known: no verdict, or faults otherwise than recorded. */
        UNKNOWN,
        /** The version could not be run. */
        FAILED
    }

    /** Makes tries; what was made before and is remembered need not be made again. */
    @FunctionalInterface
    public interface Trying {
        /**
         * One try of a version.
         *
         * @param number of the version's tries, from 0
         * @return empty if it was stopped
         */
        Optional<Result> once(String version, int number) throws Exception;
    }

    /** What tries of a version came to. */
    public record Tried(String version, int shown, int absent, int unknown, int failed) {
        Rate rate() {
            return new Rate(shown, shown + absent);
        }

        int tries() {
            return shown + absent + unknown + failed;
        }

        Tried and(Result result) {
            return new Tried(
                    version,
                    shown + (result == Result.SHOWN ? 1 : 0),
                    absent + (result == Result.ABSENT ? 1 : 0),
                    unknown + (result == Result.UNKNOWN ? 1 : 0),
                    failed + (result == Result.FAILED ? 1 : 0));
        }

        /** As {@code 3 of 5 (60 %, 95 % interval 23 to 88 %)}, and what came to nothing. */
        @Override
        public String toString() {
            return rate()
                    + (unknown == 0 ? "" : ", " + unknown + " without a verdict")
                    + (failed == 0 ? "" : ", " + failed + " that could not be run");
        }
    }

    /** How it ended. */
    public sealed interface Answer {
        /** It is not in {@code before}, and is in {@code from}, which comes after it. */
        record Came(String before, String from) implements Answer {}

        /** It is in {@code before}, and is not in {@code from}, which comes after it. */
        record Went(String before, String from) implements Answer {}

        /** Both ends have it. */
        record Throughout() implements Answer {}

        /** Neither end has shown it. */
        record Nowhere() implements Answer {}

        /** More tries of a version would be needed than may be made. */
        record TooRare(String version, int needed) implements Answer {}

        /** An end can't be run, or comes to no verdict. */
        record NoVerdict(String version) implements Answer {}

        /** It was stopped. */
        record Stopped() implements Answer {}
    }

    /**
     * What it came to.
     *
     * @param passedOver versions that could not be told, and lie between those of the answer or outside
     */
    public record Outcome(Answer answer, List<Tried> tried, List<String> passedOver) {}

    private final List<String> versions;
    private final Trying trying;
    private final int most;
    private final Map<String, Tried> tried = new HashMap<>();
    private final List<String> passedOver = new ArrayList<>();

    private enum Told {
        HAS,
        HAS_NOT,
        TOO_RARE,
        NO_VERDICT
    }

    /** Ends what is under way. */
    private static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * One that has not begun.
     *
     * @param versions two at least, the oldest first
     * @param most tries of a version, at most
     */
    public Bisection(List<String> versions, int most, Trying trying) {
        if (versions.size() < 2 || most < SHOWN_FOR_RATE) {
            throw new IllegalArgumentException("expected two versions and " + SHOWN_FOR_RATE
                    + " tries of each at least, found " + versions + " and " + most);
        }
        this.versions = new ArrayList<>(versions);
        this.most = most;
        this.trying = trying;
        versions.forEach(version -> tried.put(version, new Tried(version, 0, 0, 0, 0)));
    }

    /**
     * Runs it, once.
     *
     * @throws Exception as {@link Trying#once}
     */
    public Outcome run() throws Exception {
        List<String> all = List.copyOf(versions);
        Answer answer;
        try {
            answer = answer();
        } catch (StoppedException stopped) {
            answer = new Answer.Stopped();
        }
        return new Outcome(
                answer,
                all.stream().map(this::tried).filter(each -> each.tries() > 0).toList(),
                List.copyOf(passedOver));
    }

    private Answer answer() throws Exception {
        String first = versions.get(0);
        String last = versions.get(versions.size() - 1);
        while (tried(first).shown() < SHOWN_FOR_RATE && tried(last).shown() < SHOWN_FOR_RATE) {
            String fewer = tried(first).tries() <= tried(last).tries() ? first : last;
            if (tried(fewer).tries() >= most) {
                break;
            }
            once(fewer);
            if (isBroken(fewer)) {
                return new Answer.NoVerdict(fewer);
            }
        }
        if (tried(first).shown() > 0 && tried(last).shown() > 0) {
            return new Answer.Throughout();
        }
        if (tried(first).shown() == 0 && tried(last).shown() == 0) {
            String silent = tried(first).absent() <= tried(last).absent() ? first : last;
            return tried(silent).absent() == 0 ? new Answer.NoVerdict(silent) : new Answer.Nowhere();
        }
        boolean went = tried(first).shown() > 0;
        Rate rate = tried(went ? first : last).rate();
        return between(went, rate);
    }

    private Answer between(boolean went, Rate rate) throws Exception {
        String other = versions.get(went ? versions.size() - 1 : 0);
        switch (tell(other, rate)) {
            case HAS -> {
                return new Answer.Throughout();
            }
            case TOO_RARE -> {
                return new Answer.TooRare(other, needed(rate));
            }
            case NO_VERDICT -> {
                return new Answer.NoVerdict(other);
            }
            case HAS_NOT -> {}
        }
        int low = 0;
        int high = versions.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            String version = versions.get(middle);
            switch (tell(version, rate)) {
                case HAS -> {
                    low = went ? middle : low;
                    high = went ? high : middle;
                }
                case HAS_NOT -> {
                    low = went ? low : middle;
                    high = went ? middle : high;
                }
                case TOO_RARE, NO_VERDICT -> {
                    // as of a commit that does not compile, its neighbours have to tell
                    passedOver.add(version);
                    versions.remove(middle);
                    high--;
                }
            }
        }
        return went
                ? new Answer.Went(versions.get(low), versions.get(high))
                : new Answer.Came(versions.get(low), versions.get(high));
    }

    private Told tell(String version, Rate rate) throws Exception {
        int needed = needed(rate);
        while (true) {
            Tried is = tried(version);
            if (is.shown() > 0) {
                return Told.HAS;
            }
            if (is.absent() >= needed) {
                return Told.HAS_NOT;
            }
            if (isBroken(version)) {
                return Told.NO_VERDICT;
            }
            if (is.tries() >= most) {
                return needed > most ? Told.TOO_RARE : Told.NO_VERDICT;
            }
            once(version);
        }
    }

    /** After how many tries in vain a version is taken to be without it. */
    public static int needed(Rate rate) {
        double vain = 1 - rate.low();
        return vain <= 0 ? 1 : (int) Math.max(1, Math.ceil(Math.log(WRONGLY_CLEAN) / Math.log(vain)));
    }

    private boolean isBroken(String version) {
        Tried is = tried(version);
        return is.failed() >= FAILURES && is.shown() + is.absent() == 0;
    }

    private void once(String version) throws Exception {
        Tried is = tried(version);
        Result result = trying.once(version, is.tries()).orElseThrow(StoppedException::new);
        tried.put(version, is.and(result));
    }

    private Tried tried(String version) {
        return tried.getOrDefault(version, new Tried(version, 0, 0, 0, 0));
    }
}
