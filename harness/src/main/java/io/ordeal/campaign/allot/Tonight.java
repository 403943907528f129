package io.ordeal.campaign.allot;

import io.ordeal.campaign.memory.TrialFact;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What has happened in a night until now. Not thread-safe. */
public final class Tonight {
    private final Map<String, OfCell> cells = new HashMap<>();
    private final Deque<Again> again = new ArrayDeque<>();
    private final Map<String, Set<Long>> seeds = new HashMap<>();
    private final Map<String, OfProof> proofs = new HashMap<>();
    private double proofSeconds;

    /**
     * A trial that is to be repeated as it was.
     *
     * @param cell by name
     * @param trial by id
     * @param seed of it
     * @param time of its main phase
     * @param attempt from 1
     * @param of how many there are to be
     * @param isProof whether another night has made it
     */
    public record Again(String cell, String trial, long seed, Duration time, int attempt, int of, boolean isProof) {}

    /**
     * How the replays of another night's trial go.
     *
     * @param begun so many
     * @param running of them
     * @param back whether one has shown again what it is to show
     */
    record OfProof(int begun, int running, boolean back) {
        static final OfProof NOTHING = new OfProof(0, 0, false);
    }

    /**
     * What has happened to a cell.
     *
     * @param begun trials, those that run as well; not repetitions
     * @param running trials
     * @param given main phases, in seconds, those that run as well
     * @param calmSeconds of main phases without a surprise, those that run as well
     * @param surprises so many
     * @param judged whether there was a verdict
     * @param broken whether it broke
     * @param overdue whether a trial that was long enough for it to break did not
     * @param failed trials that came to no verdict at all, as the harness or its surroundings failed
     * @param last the length of its last trial; 0 before the first
     * @param undecided whether that one came to nothing: Unknown, or too short to break
     */
    public record OfCell(
            int begun,
            int running,
            double given,
            double calmSeconds,
            int surprises,
            boolean judged,
            boolean broken,
            boolean overdue,
            int failed,
            Duration last,
            boolean undecided) {
        static final OfCell NOTHING = new OfCell(0, 0, 0, 0, 0, false, false, false, 0, Duration.ZERO, false);
    }

    public OfCell of(String cell) {
        return cells.getOrDefault(cell, OfCell.NOTHING);
    }

    /** Whether a trial of a cell with a seed was begun. */
    boolean hasTried(String cell, long seed) {
        return seeds.getOrDefault(cell, Set.of()).contains(seed);
    }

    /** A trial begins. */
    public void begin(Choice choice) {
        if (choice.isProof()) {
            String trial = choice.again().orElseThrow().trial();
            OfProof is = proof(trial);
            proofs.put(trial, new OfProof(is.begun + 1, is.running + 1, is.back));
            proofSeconds += choice.time().toMillis() / 1e3;
            return;
        }
        seeds.computeIfAbsent(choice.cell(), none -> new HashSet<>()).add(choice.seed());
        if (choice.again().isPresent()) {
            again.remove(choice.again().get());
        }
        OfCell is = of(choice.cell());
        double seconds = choice.time().toMillis() / 1e3;
        cells.put(
                choice.cell(),
                new OfCell(
                        is.begun + (choice.again().isPresent() ? 0 : 1),
                        is.running + 1,
                        is.given + seconds,
                        is.calmSeconds + seconds,
                        is.surprises,
                        is.judged,
                        is.broken,
                        is.overdue,
                        is.failed,
                        choice.again().isPresent() ? is.last : choice.time(),
                        is.undecided));
    }

    /**
     * A trial of a cell has come to its end.
     *
     * @param choice that began it
     * @param fact what came of it; empty if it was cut short or lost, and is as if it had not been
     */
    public void end(Choice choice, Optional<TrialFact> fact) {
        OfCell is = of(choice.cell());
        double planned = choice.time().toMillis() / 1e3;
        double ran = fact.map(each -> each.mainMillis() / 1e3).orElse(0.0);
        boolean surprise =
                fact.filter(each -> each.judgement() == Judgement.SURPRISE).isPresent();
        boolean judged = fact.filter(TrialFact::isJudged).isPresent();
        boolean broke = fact.filter(each -> each.verdict().equals("invalid")).isPresent();
        boolean isAgain = choice.again().isPresent();
        cells.put(
                choice.cell(),
                new OfCell(
                        is.begun,
                        is.running - 1,
                        is.given - planned + ran,
                        is.calmSeconds - planned + (surprise || !judged ? 0 : ran),
                        is.surprises + (surprise && !isAgain ? 1 : 0),
                        is.judged || judged,
                        is.broken || broke,
                        is.overdue || (surprise && !broke),
                        is.failed
                                + (fact.filter(each -> each.verdict().equals("failed"))
                                                .isPresent()
                                        ? 1
                                        : 0),
                        is.last,
                        isAgain ? is.undecided : !judged));
    }

    /**
     * A replay of another night's trial has come to its end.
     *
     * @param choice that began it
     * @param back whether it has shown again what it is to show
     * @param seconds that it took, all in all
     */
    public void endProof(Choice choice, boolean back, double seconds) {
        String trial = choice.again().orElseThrow().trial();
        OfProof is = proof(trial);
        proofs.put(trial, new OfProof(is.begun, is.running - 1, is.back || back));
        proofSeconds += seconds - choice.time().toMillis() / 1e3;
    }

    OfProof proof(String trial) {
        return proofs.getOrDefault(trial, OfProof.NOTHING);
    }

    /** What replays of other nights' trials have taken; of those that run, their main phases. */
    double proofSeconds() {
        return proofSeconds;
    }

    /**
     * A trial is to be repeated.
     *
     * @param times in all
     * @param done so many of them were made
     */
    public void repeat(Choice surprise, String trial, int times, int done) {
        for (int attempt = done + 1; attempt <= times; attempt++) {
            again.add(new Again(surprise.cell(), trial, surprise.seed(), surprise.time(), attempt, times, false));
        }
    }

    /** What is to be repeated next, of what a condition holds; empty if there is nothing. */
    public Optional<Again> next(Predicate<Again> condition) {
        return again.stream().filter(condition).findFirst();
    }
}
