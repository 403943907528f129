package io.ordeal.campaign.allot;

import io.ordeal.campaign.allot.Tonight.Again;
import io.ordeal.campaign.allot.Tonight.OfCell;
import io.ordeal.campaign.allot.Tonight.OfProof;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which trial is next. The rule stands in the {@linkplain io.ordeal.campaign.allot package's} essay. Immutable; each answer
 * takes O(cells).
 */
public final class Allotment {
    /** Of a first trial: enough for a fault, its heal, and some operations of each kind. */
    static final int SHORTEST_SECONDS = 5;

    /** Longer ones find no more a minute, and lose more if they are cut short. */
    static final int LONGEST_SECONDS = 45;

    private static final int LONGER = 3;

    /** Beside its main phase, where nothing was measured. */
    private static final double USUAL_BESIDE_SECONDS = 6;

    /** So that a spare trial spends at least four fifths of its time on its main phase. */
    private static final double MAIN_PER_BESIDE = 4;

    private static final int SHORTEST_SPARE_SECONDS = 10;

    private static final double UNJUDGED_TONIGHT = 2;

    /** Most bugs come with a change, and are found soon after, or late. */
    private static final double CHANGED = 4;

    private static final int NEW_NIGHTS = 3;
    private static final double BROKEN_TONIGHT = 0.2;

    /** Of a cell, in a night; what has failed as often will fail again. */
    private static final int MOST_FAILURES = 3;

    /** Of a canary, in a night: one that comes to nothing time and again must not keep the others from their trials. */
    private static final int MOST_OF_A_CANARY = 6;

    /** Of the budget, for what earlier nights have shown. */
    private static final double SHARE_OF_PROOFS = 0.1;

    /** Seeds are typed by people. */
    private static final int SEEDS = 1_000_000;

    private final List<Task> tasks;

    /** As they come when they are due. */
    private final List<Task> inOrder;

    private final Map<String, Need> needs = new HashMap<>();
    private final Map<String, CellPast> pasts;
    private final List<Proof> proofs;
    private final long night;
    private final long seed;
    private final Duration budget;
    private final boolean spends;

    /**
     * A night's.
     *
     * @param tasks each cell once
     * @param pasts of those of which something is known
     * @param proofs that are due, in order, of these cells
     * @param night its number
     * @param seed of all seeds
     * @param budget from the start of the night to the end of its last trial
     * @param spends whether what time is left over is spent, too
     */
    public Allotment(
            List<Task> tasks,
            Map<String, CellPast> pasts,
            List<Proof> proofs,
            long night,
            long seed,
            Duration budget,
            boolean spends) {
        this.tasks = tasks.stream().sorted(Comparator.comparing(Task::cell)).toList();
        this.pasts = Map.copyOf(pasts);
        this.proofs = List.copyOf(proofs);
        this.night = night;
        this.seed = seed;
        this.budget = budget;
        this.spends = spends;
        this.inOrder = this.tasks.stream()
                .sorted(Comparator.<Task>comparingLong(
                                task -> past(task.cell()).lastJudged().orElse(-1))
                        .thenComparing(Comparator.comparingDouble(Task::weight).reversed())
                        .thenComparingLong(this::shuffled))
                .toList();
        tasks.forEach(task -> needs.put(task.cell(), past(task.cell()).need().orElse(task.usual())));
    }

    /** The least budget in which any trial of these cells has its place. */
    public static Duration least() {
        return Duration.ofSeconds(SHORTEST_SECONDS + (int) USUAL_BESIDE_SECONDS);
    }

    /**
     * The next trial.
     *
     * @param elapsed since the night began
     * @param tonight what has happened until now
     * @param room what is left of the machine; all of it if nothing runs
     * @param idle whether nothing runs: then the next trial runs, however little room there is for it
     * @return empty if there is no room or no time for it
     */
    public Optional<Choice> next(Duration elapsed, Tonight tonight, Need room, boolean idle) {
        double left = (budget.toMillis() - elapsed.toMillis()) / 1e3;
        return first(tonight, left)
                .filter(choice -> idle || choice.need().fitsInto(room))
                .filter(choice -> choice.time().toMillis() / 1e3 + beside(choice.cell()) <= left);
    }

    /** How many cells are due: the night before did not judge them, and this one has not yet. */
    public long due(Tonight tonight) {
        return tasks.stream()
                .filter(task -> isDue(task, tonight.of(task.cell())))
                .count();
    }

    private Optional<Choice> first(Tonight tonight, double left) {
        // one for which too little time is left must not keep shorter ones from being made in it
        Optional<Again> again = tonight.next(of -> of.time().toMillis() / 1e3 + beside(of.cell()) <= left);
        if (again.isPresent()) {
            Again of = again.get();
            String why = "the surprise is tried again, " + of.attempt() + " of " + of.of();
            return Optional.of(new Choice(of.cell(), of.time(), of.seed(), why, again, need(of.cell())));
        }
        for (Task task : tasks) {
            OfCell is = tonight.of(task.cell());
            if (task.isCanary()
                    && is.running() == 0
                    && !is.broken()
                    && is.begun() < MOST_OF_A_CANARY
                    && !isSpent(task, is)
                    && fits(task, is, left)) {
                return Optional.of(choice(tonight, task, ladder(task, is), "a canary, which must break"));
            }
        }
        Optional<Choice> proof = proof(tonight, left);
        if (proof.isPresent()) {
            return proof;
        }
        for (Task task : tasks) {
            OfCell is = tonight.of(task.cell());
            if (is.begun() > 0 && isUndecided(task, is) && fits(task, is, left)) {
                String why = task.breaksWithin().isPresent()
                        ? "it must break, and has not yet"
                        : "it was Unknown: once more, and longer";
                return Optional.of(choice(tonight, task, ladder(task, is), why));
            }
        }
        return inOrder.stream()
                .filter(task -> isDue(task, tonight.of(task.cell())) && fits(task, tonight.of(task.cell()), left))
                .findFirst()
                .map(task -> choice(tonight, task, ladder(task, tonight.of(task.cell())), due(task)))
                .or(() -> everyNight(tonight, left))
                .or(() -> spare(tonight, left));
    }

    /** One of a detection, as long as its share lasts; the last may take a little more, so that there is one every night. */
    private Optional<Choice> proof(Tonight tonight, double left) {
        if (tonight.proofSeconds() >= SHARE_OF_PROOFS * budget.toMillis() / 1e3) {
            return Optional.empty();
        }
        for (Proof proof : proofs) {
            OfProof is = tonight.proof(proof.trial());
            double takes = proof.time().toMillis() / 1e3 + beside(proof.cell());
            if (is.running() == 0 && !is.back() && is.begun() < proof.times() && takes <= left) {
                Again again = new Again(
                        proof.cell(), proof.trial(), proof.seed(), proof.time(), is.begun() + 1, proof.times(), true);
                String why = "a detection is replayed, " + again.attempt() + " of " + again.of() + " at most";
                return Optional.of(new Choice(
                        proof.cell(), proof.time(), proof.seed(), why, Optional.of(again), need(proof.cell())));
            }
        }
        return Optional.empty();
    }

    /** One that the night before has judged, and this one not yet, for half of the night at most. */
    private Optional<Choice> everyNight(Tonight tonight, double left) {
        if (spends && left < budget.toMillis() / 2e3) {
            return Optional.empty();
        }
        return inOrder.stream()
                .filter(task -> tonight.of(task.cell()).begun() == 0 && fits(task, tonight.of(task.cell()), left))
                .findFirst()
                .map(task -> choice(tonight, task, ladder(task, tonight.of(task.cell())), "every cell, every night"));
    }

    private Optional<Choice> spare(Tonight tonight, double left) {
        if (!spends) {
            return Optional.empty();
        }
        Task best = null;
        double most = 0;
        for (Task task : inOrder) {
            OfCell is = tonight.of(task.cell());
            if (!isSpent(task, is) && spareTime(task).toMillis() / 1e3 + beside(task.cell()) <= left) {
                double worth = worth(task, is);
                if (worth > most) {
                    best = task;
                    most = worth;
                }
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        OfCell is = tonight.of(best.cell());
        return Optional.of(choice(tonight, best, spareTime(best), spareWhy(best, is)));
    }

    /** A cell that must break and did not is known to be red: more of it shows nothing. Nor does what always fails. */
    private static boolean isSpent(Task task, OfCell is) {
        return is.overdue()
                || is.failed() >= MOST_FAILURES
                || (task.breaksWithin().isPresent() && is.running() > 0);
    }

    /** What another minute of a cell is worth: see the package. */
    double worth(Task task, OfCell is) {
        CellPast past = past(task.cell());
        double minutes = past.minutes() + is.calmSeconds() / 60;
        if (task.breaksWithin().isPresent()) {
            int caught = past.caught() + (is.broken() ? 1 : 0);
            double share = is.broken() ? BROKEN_TONIGHT : is.judged() ? 1 : UNJUDGED_TONIGHT;
            return task.weight() * share / (1 + caught);
        }
        double surprises = past.surprises() + is.surprises();
        return task.weight()
                * (is.judged() || is.running() > 0 ? 1 : UNJUDGED_TONIGHT)
                * (hasChanged(past) ? CHANGED : 1)
                * (1 + surprises)
                / (1 + minutes);
    }

    private boolean hasChanged(CellPast past) {
        return night - past.codeSince().orElse(night) < NEW_NIGHTS;
    }

    private String spareWhy(Task task, OfCell is) {
        CellPast past = past(task.cell());
        if (task.breaksWithin().isPresent()) {
            return is.broken()
                    ? "spare time: caught " + (past.caught() + 1) + " times until now"
                    : "spare time: it must break";
        }
        int surprises = past.surprises() + is.surprises();
        return String.format(
                Locale.ROOT,
                "spare time: %.1f minutes without a surprise%s%s, worth %.2f",
                past.minutes() + is.calmSeconds() / 60,
                surprises == 0 ? "" : ", " + surprises + " with one",
                hasChanged(past) ? ", its target is new" : "",
                worth(task, is));
    }

    private String due(Task task) {
        return past(task.cell()).lastJudged().isEmpty()
                ? "never judged until now"
                : "last judged " + (night - past(task.cell()).lastJudged().getAsLong()) + " nights ago";
    }

    private boolean isDue(Task task, OfCell is) {
        return is.begun() == 0 && past(task.cell()).lastJudged().orElse(-1) < night - 1;
    }

    private static boolean isUndecided(Task task, OfCell is) {
        if (is.running() > 0 || !is.undecided() || is.overdue() || is.failed() >= MOST_FAILURES) {
            return false;
        }
        Duration longest = task.breaksWithin().orElse(Duration.ofSeconds(LONGEST_SECONDS));
        return !(task.breaksWithin().isPresent() && is.broken()) && is.last().compareTo(longest) < 0;
    }

    private boolean fits(Task task, OfCell is, double left) {
        return ladder(task, is).toMillis() / 1e3 + beside(task.cell()) <= left;
    }

    /** The length of a trial that is to decide. */
    private Duration ladder(Task task, OfCell is) {
        Duration longest = task.breaksWithin().orElse(Duration.ofSeconds(LONGEST_SECONDS));
        Duration wanted;
        if (is.begun() == 0) {
            double known = task.breaksWithin().isPresent()
                    ? 2 * past(task.cell()).violationSeconds().orElse(0)
                    : 0;
            wanted = Duration.ofSeconds(Math.max(SHORTEST_SECONDS, (long) Math.ceil(known)));
        } else {
            wanted = is.last().multipliedBy(LONGER);
        }
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    private Duration spareTime(Task task) {
        double seconds = MAIN_PER_BESIDE * beside(task.cell());
        long whole = Math.round(Math.max(SHORTEST_SPARE_SECONDS, Math.min(LONGEST_SECONDS, seconds)));
        Duration time = Duration.ofSeconds(whole);
        return task.breaksWithin().filter(within -> within.compareTo(time) < 0).orElse(time);
    }

    private Choice choice(Tonight tonight, Task task, Duration time, String why) {
        // what was lost with a night that was killed is tried after all
        long drawn;
        int count = 0;
        do {
            drawn = KeyedRandom.of(seed, task.cell(), GeneratorContext.NEMESIS, count++)
                    .nextInt(SEEDS);
        } while (tonight.hasTried(task.cell(), drawn));
        return new Choice(task.cell(), time, drawn, why, Optional.empty(), need(task.cell()));
    }

    private long shuffled(Task task) {
        return KeyedRandom.of(seed, "order/" + task.cell(), GeneratorContext.NEMESIS, 0)
                .nextLong();
    }

    private CellPast past(String cell) {
        return pasts.getOrDefault(cell, CellPast.NONE);
    }

    private double beside(String cell) {
        return past(cell).besideSeconds().orElse(USUAL_BESIDE_SECONDS);
    }

    private Need need(String cell) {
        return needs.getOrDefault(cell, Need.nothing());
    }
}
