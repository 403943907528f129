package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.text.DurationText;
import io.ordeal.trial.Catalog;
import io.ordeal.workload.Replaying;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be enough to show an anomaly, by what its witness tells: from the witness alone to all of the recording.
 */
final class FirstGuesses {
    private static final List<Long> STEPS_MILLIS = List.of(15L, -15L, 50L, -50L, 150L, -150L);

    /** How long a race is run again and again: not for longer than it takes. */
    private static final List<Duration> SEVERAL_TIMES = List.of(Duration.ofMillis(3500), Duration.ofSeconds(10));

    /** Who do what changes nothing of a race, where one is not enough. */
    private static final int ASKERS = 3;

    /** Of what a worker did after the last fault was over: the first that is answered may be too soon today. */
    private static final int AFTERWARDS = 4;

    private static final String WITH_NEXT = "what the witness has, and what its workers did next";

    private FirstGuesses() {}

    /**
     * A guess.
     *
     * @param what in a few words
     * @param mayNeedNoFault whether something is kept so long in it that a lease may run out meanwhile, by itself
     */
    record Guess(String what, ReplayPlan plan, boolean mayNeedNoFault) {
        /** One that without its faults is nothing. */
        Guess(String what, ReplayPlan plan) {
            this(what, plan, false);
        }
    }

    /**
     * Guesses, the smallest first; the last is the plan itself.
     *
     * @param plan all of the recording, its faults tied
     * @param witness events of what is left of the history once it was shrunk
     * @param replaying of the recording's workload
     * @throws IOException the recording's logs can't be read
     */
    static List<Guess> of(ReplayPlan plan, Anomaly anomaly, List<Op> witness, Replaying replaying, Catalog catalog)
            throws IOException {
        WitnessSpan span = WitnessSpan.of(plan.recording(), anomaly);
        Set<String> faults =
                span.faults().stream().map(strike -> strike.fault().id()).collect(Collectors.toSet());
        Set<Integer> events = new HashSet<>();
        witness.forEach(op -> events.add(op.index()));
        Set<String> keys = new HashSet<>();
        Set<Integer> workers = new HashSet<>();
        for (RecordedOperation one : plan.operations()) {
            if (events.contains(one.index())) {
                workers.add(one.worker());
                Reducing.key(one).ifPresent(keys::add);
            }
        }
        ReplayPlan struck = Reducing.faults(plan, fault -> faults.contains(fault.id()));
        Set<Integer> inSpan =
                span.operations().stream().map(RecordedOperation::index).collect(Collectors.toSet());
        List<Guess> guesses = new ArrayList<>();
        InForce inForce = new InForce(plan.recording().history());
        ReplayPlan alone = Reducing.operations(struck, one -> events.contains(one.index()));
        add(guesses, "what the witness has, alone", alone, inForce);
        Set<Integer> followed = withWhatFollows(plan, events, replaying);
        ReplayPlan whole = Reducing.operations(struck, one -> followed.contains(one.index()));
        add(guesses, "what the witness has, and what follows from it", whole, inForce);
        if (span.faults().isEmpty()) {
            // a race that no fault brings about comes back the sooner the more often it is run
            Repetition repetition = Repetition.by(replaying);
            ReplayPlan once = Reducing.trimmed(alone);
            int nodes = catalog.target(plan.recording().spec().target())
                    .cluster()
                    .nodes()
                    .size();
            Map<String, ReplayPlan> rounds = new LinkedHashMap<>();
            rounds.put(
                    "what the witness has, what changes nothing of it again and again",
                    Repetition.again(once, replaying, 1, nodes));
            rounds.put(
                    "what the witness has, what changes nothing of it again and again by " + ASKERS + " workers each",
                    Repetition.again(once, replaying, ASKERS, nodes));
            rounds.put("what the witness has", once);
            for (Duration longest : SEVERAL_TIMES) {
                rounds.forEach((what, round) -> repetition
                        .within(round, longest)
                        .ifPresent(several -> add(
                                guesses,
                                what + ", round after round for " + DurationText.print(longest) + " on keys of its own",
                                several)));
            }
        }
        for (AsLogged.Variant variant : AsLogged.of(whole)) {
            add(guesses, "what the witness has, " + variant.what(), variant.plan());
        }
        ReplayPlan withNext = withNext(struck, span, alone);
        List<RecordedOperation> midst = alone.operations();
        AtStep.of(alone, midst)
                .forEach(variant -> add(guesses, "what the witness has, " + variant.what(), variant.plan()));
        AtStep.of(withNext, midst).forEach(variant -> add(guesses, WITH_NEXT + ", " + variant.what(), variant.plan()));
        for (Throughout.Variant variant : Throughout.of(alone)) {
            Kept.of(variant.plan(), replaying)
                    .ifPresent(kept ->
                            add(guesses, "what the witness has, kept until it is over, " + variant.what(), kept));
        }
        for (Throughout.Variant variant : Throughout.of(whole)) {
            add(guesses, "what the witness has, " + variant.what(), variant.plan());
        }
        for (ReplayPlan between : Between.of(alone, replaying)) {
            ReplayPlan trimmed = Reducing.trimmed(between);
            guesses.add(new Guess(
                    "what the witness has, a fault between one of its workers and the others", trimmed, true));
        }
        if (!keys.isEmpty()) {
            add(
                    guesses,
                    "the witness' span, its keys",
                    Reducing.operations(
                            struck,
                            one -> inSpan.contains(one.index())
                                    && Reducing.key(one).filter(keys::contains).isPresent()),
                    inForce);
        }
        add(
                guesses,
                "the witness' span, its workers",
                Reducing.operations(struck, one -> inSpan.contains(one.index()) && workers.contains(one.worker())),
                inForce);
        add(guesses, "the witness' span", Reducing.operations(struck, one -> inSpan.contains(one.index())), inForce);
        if (span.faults().isEmpty()) {
            for (Search.Recipe recipe : Search.recipes(plan, anomaly.type(), catalog)) {
                if (!recipe.plan().equals(plan)) {
                    guesses.add(new Guess(
                            recipe.name(),
                            recipe.plan()
                                    .withOptions(recipe.plan()
                                            .options()
                                            .withKeys(plan.options().keys()))));
                }
            }
        }
        add(guesses, WITH_NEXT, withNext, inForce);
        addMoved(guesses, whole);
        addMoved(guesses, inForce.tied(whole));
        guesses.add(new Guess("all of the recording", plan));
        return guesses;
    }

    /** Operations of the witness, and those that their workers made because of what they were answered: a lock is given back. */
    private static Set<Integer> withWhatFollows(ReplayPlan plan, Set<Integer> witness, Replaying replaying) {
        Set<Integer> all = new HashSet<>(witness);
        Set<Integer> workers = new HashSet<>();
        for (RecordedOperation one : plan.operations()) {
            if (witness.contains(one.index())) {
                workers.add(one.worker());
            } else if (workers.remove(one.worker()) && replaying.follows(one.invocation())) {
                all.add(one.index());
            }
        }
        return all;
    }

    /**
     * What the witness has and what the same workers were answered first when its faults were over: what a server forgot when
     * it was struck may be seen only by what comes next.
     */
    private static ReplayPlan withNext(ReplayPlan struck, WitnessSpan span, ReplayPlan alone) {
        long over = span.faults().stream()
                .mapToLong(WitnessSpan.Strike::healedNanos)
                .filter(healed -> healed < Long.MAX_VALUE)
                .max()
                .orElse(0);
        Map<Integer, Integer> next = new HashMap<>();
        alone.operations().forEach(one -> next.put(one.worker(), 0));
        Set<Integer> kept = alone.operations().stream()
                .map(RecordedOperation::index)
                .collect(Collectors.toCollection(HashSet::new));
        for (RecordedOperation one : struck.operations()) {
            boolean isNext = one.timeNanos() > over
                    && one.outcome() == OpType.OK
                    && next.getOrDefault(one.worker(), AFTERWARDS) < AFTERWARDS;
            if (isNext) {
                next.merge(one.worker(), 1, Integer::sum);
                kept.add(one.index());
            }
        }
        return Reducing.operations(struck, one -> kept.contains(one.index()));
    }

    /** With the faults that are tied to operations a little later or sooner: what they must strike in the midst of may be short. */
    private static void addMoved(List<Guess> guesses, ReplayPlan plan) {
        for (long step : STEPS_MILLIS) {
            String where = Math.abs(step) + " ms " + (step < 0 ? "sooner" : "later");
            add(guesses, "what the witness has, faults " + where, Reducing.moved(plan, Duration.ofMillis(step)));
        }
    }

    /** As recorded, and with faults tied to what had ended when they were in force. */
    private static void add(List<Guess> guesses, String what, ReplayPlan plan, InForce inForce) {
        add(guesses, what, plan);
        add(guesses, what + ", faults as soon as what went before had ended", inForce.tied(plan));
    }

    private static void add(List<Guess> guesses, String what, ReplayPlan plan) {
        ReplayPlan trimmed = Reducing.trimmed(plan);
        boolean known = guesses.stream().anyMatch(one -> Objects.equals(one.plan(), trimmed));
        if (!trimmed.operations().isEmpty() && !known) {
            guesses.add(new Guess(what, trimmed));
        }
    }
}
