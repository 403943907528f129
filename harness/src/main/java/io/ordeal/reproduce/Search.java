package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialInterruptedException;
import io.ordeal.trial.TrialListener;
import io.ordeal.workload.Replaying;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the way to make an anomaly come back most often, within a budget of time.
 *
 * <p>Recipes are tried in turn, the recording as it is among them. One is given up as soon as the upper bound of its rate is
 * below the lower bound of another's (Wilson's intervals at 95 %), or when its first tries all were in vain while another
 * came back; so a hopeless one costs little, and what is left of the budget goes to those that may be best. A race of this
 * kind is Maron and Moore's (Hoeffding races, 1994), with another bound.
 */
public final class Search {
    /** So many tries in vain are enough for one to be given up, once another has shown the anomaly. */
    private static final int IN_VAIN = 3;

    /** How many times as fast operations come where it is about nothing but them. */
    private static final int HASTE = 5;

    /** When a recipe's rate is known to be at least this, nothing better is looked for. */
    private static final double GOOD_ENOUGH = 0.8;

    /**
     * A way to do it.
     *
     * @param name what is otherwise than in the recording
     */
    public record Recipe(String name, ReplayPlan plan) {}

    /**
     * A recipe, and what its tries came to.
     *
     * @param givenUp whether it is tried no more
     */
    public record Standing(Recipe recipe, Tally tally, boolean givenUp) {
        /** Where a try lies that showed the anomaly, to be replayed as it is; empty if none has. */
        public Optional<Path> kept() {
            return tally.tries().stream()
                    .filter(one -> one.result() == ReplayTry.Result.SAME)
                    .map(one -> one.outcome().folder().path())
                    .reduce((earlier, later) -> later);
        }
    }

    /** Told how it gets on. */
    public interface Listener {
        /** A recipe is tried. */
        default TrialListener began(Recipe recipe) {
            return TrialListener.none();
        }

        /** A try is done. */
        default void done(ReplayTry one, Standing standing) {}
    }

    /** Does one try; in tests, without a system. */
    interface Trying {
        ReplayTry once(Recipe recipe) throws Exception;
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Duration budget;
    private final Trying trying;
    private final LongSupplier nanos;
    private final Listener listener;
    private volatile boolean stopped;
    private volatile @Nullable Replay running;

    private static final class Entry {
        final Recipe recipe;
        final List<ReplayTry> tries = new ArrayList<>();
        boolean givenUp;

        Entry(Recipe recipe) {
            this.recipe = recipe;
        }

        Standing standing() {
            return new Standing(recipe, new Tally(tries, Optional.empty()), givenUp);
        }

        Rate rate() {
            return standing().tally().rate();
        }
    }

    /**
     * A search that has not begun.
     *
     * @param anomaly the type that is looked for
     * @param results the folder under which runs' own are made
     */
    public Search(
            List<Recipe> recipes, String anomaly, Duration budget, Catalog catalog, Path results, Listener listener) {
        recipes.forEach(recipe -> entries.add(new Entry(recipe)));
        this.budget = budget;
        this.listener = listener;
        nanos = System::nanoTime;
        trying = recipe -> {
            Replay replay = new Replay(recipe.plan(), Sought.ofType(anomaly), catalog, results, listener.began(recipe));
            running = replay;
            return replay.run();
        };
    }

    /** On whatever clock, with whatever comes of a try. */
    Search(List<Recipe> recipes, Duration budget, Trying trying, LongSupplier nanos) {
        recipes.forEach(recipe -> entries.add(new Entry(recipe)));
        this.budget = budget;
        this.trying = trying;
        this.nanos = nanos;
        listener = new Listener() {};
    }

    /**
     * The recipes for a recording: as it is; the span that its witness needs in rounds on fresh keys, if its workload can
     * keep them apart; the same with faults a little sooner or later from round to round, by twice the workers, with each
     * node struck in turn where one was, and, where no fault is at work, several times as fast.
     *
     * @param plan of the whole recording
     * @param anomaly the type that is looked for
     * @throws java.util.NoSuchElementException its target or workload does not exist here
     */
    public static List<Recipe> recipes(ReplayPlan plan, String anomaly, Catalog catalog) {
        List<Recipe> recipes = new ArrayList<>();
        recipes.add(new Recipe("as recorded", plan));
        Recording recording = plan.recording();
        RunSpec spec = recording.spec();
        Anomaly shown = recording.anomalies().stream()
                .filter(one -> one.type().equals(anomaly))
                .findFirst()
                .orElseThrow();
        WitnessSpan span = WitnessSpan.of(recording, shown);
        Optional<Replaying.Rounds> rounds = catalog.workload(spec.workload())
                .start(Judge.workloadOptions(spec))
                .replaying()
                .rounds(span.operations().stream()
                        .map(RecordedOperation::invocation)
                        .toList());
        if (rounds.isEmpty() || span.operations().isEmpty()) {
            return recipes;
        }
        RoundsPlan of = new RoundsPlan(recording, span, rounds.get());
        String many = of.count() + " rounds of the span that the witness needs";
        recipes.add(new Recipe(many, of.plan(false, false, List.of())));
        if (!span.faults().isEmpty()) {
            recipes.add(new Recipe(many + ", faults moved", of.plan(true, false, List.of())));
        }
        recipes.add(new Recipe(many + ", twice the workers", of.plan(false, true, List.of())));
        if (span.faults().isEmpty()) {
            // with none to wait for, there may be as many as there is time for
            RoundsPlan hasty = new RoundsPlan(recording, span, rounds.get(), HASTE);
            recipes.add(new Recipe(
                    hasty.count() + " rounds, " + HASTE + " times as fast, twice the workers",
                    hasty.plan(false, true, List.of())));
        }
        List<String> nodes = catalog.target(spec.target()).cluster().nodes().stream()
                .map(NodeSpec::name)
                .toList();
        boolean oneNode = span.faults().stream()
                .anyMatch(strike ->
                        strike.fault().fault().whom().filter(nodes::contains).isPresent());
        if (oneNode && nodes.size() > 1) {
            recipes.add(new Recipe(many + ", each node in turn", of.plan(false, false, nodes)));
        }
        return recipes;
    }

    /**
     * Searches, once, until the budget is used up, one is good enough, or it is {@linkplain #stop stopped}. A recipe that a
     * system refuses is given up.
     *
     * @return all recipes, the best one first
     * @throws TrialFailedException the harness failed before anything was found
     * @throws Exception an error of this program
     */
    public List<Standing> run() throws Exception {
        long began = nanos.getAsLong();
        while (!stopped && nanos.getAsLong() - began < budget.toNanos()) {
            Optional<Entry> next = next();
            if (next.isEmpty() || isGoodEnough()) {
                break;
            }
            Entry entry = next.get();
            try {
                ReplayTry one = trying.once(entry.recipe);
                if (!one.isCutShort() || one.result() == ReplayTry.Result.SAME) {
                    entry.tries.add(one);
                }
                giveUp();
                listener.done(one, entry.standing());
            } catch (RefusedRunException refused) {
                if (entries.stream().allMatch(other -> other == entry || other.givenUp)) {
                    throw refused;
                }
                entry.givenUp = true;
            } catch (TrialInterruptedException interrupted) {
                break;
            } catch (TrialFailedException failed) {
                if (entries.stream().allMatch(other -> other.tries.isEmpty())) {
                    throw failed;
                }
                entry.givenUp = true;
            }
        }
        return standings();
    }

    /** The one with fewest tries of those that may be best. */
    private Optional<Entry> next() {
        return entries.stream()
                .filter(entry -> !entry.givenUp)
                .min(Comparator.comparingInt(entry -> entry.tries.size()));
    }

    private boolean isGoodEnough() {
        return entries.stream().anyMatch(entry -> entry.rate().low() >= GOOD_ENOUGH);
    }

    private void giveUp() {
        double best =
                entries.stream().mapToDouble(entry -> entry.rate().low()).max().orElse(0);
        for (Entry entry : entries) {
            boolean inVain = best > 0
                    && entry.tries.size() >= IN_VAIN
                    && entry.standing().tally().count(ReplayTry.Result.SAME) == 0;
            entry.givenUp |= inVain || (!entry.tries.isEmpty() && entry.rate().high() < best);
        }
    }

    /** All recipes, the best one first: by the lower bound of its rate. */
    public List<Standing> standings() {
        return entries.stream()
                .sorted(Comparator.comparingDouble(
                        (Entry entry) -> -entry.rate().low()))
                .map(Entry::standing)
                .toList();
    }

    /** Cuts short what is running, and begins no more. From any thread. */
    public void stop() {
        stopped = true;
        Replay replay = running;
        if (replay != null) {
            replay.stop();
        }
    }
}
