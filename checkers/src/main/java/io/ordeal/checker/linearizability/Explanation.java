package io.ordeal.checker.linearizability;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.SmallestPart.Part;
import io.ordeal.checker.linearizability.Trial.Judgement;
import io.ordeal.checker.linearizability.Trial.Possible;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of "there is no linearization" something that a person can follow. It looks for the shortest beginning of the
 * history that has none, whose last completion is the one that fits nowhere; of that, for the {@linkplain SmallestPart
 * smallest part} that shows it; and says what that operation found instead.
 *
 * <p>The work is counted, and bounded: where it does not suffice, what is shown is larger than it had to be, and what was
 * not found out is said not to be known.
 */
final class Explanation<S> {
    /** Steps of the search for finding the shortest beginning, for making it small, and for showing it. */
    private static final long STEPS = 250_000;

    /** Steps for the search of what a fast way says has no linearization, which is of thousands of operations at times. */
    private static final long STEPS_OF_FEW = 1_000_000;

    private static final int MAX_STATES = 400;

    /**
     * So many failed operations, and as many others, are looked at for what would have led to an answer that nothing could
     * have led to; where there are more, the latest that speak of what was answered.
     */
    private static final int MAX_TO_LEAD = 1_000;

    private final History history;
    private final Model<S> model;
    private final ValueShape shape;
    private final @Nullable Object key;
    private final int[] ofKey;
    private final Budget budget;
    private final @Nullable FastWay fastWay;
    private final Meter meter = new Meter(STEPS);

    /**
     * @param ofKey all events of the key, as {@link Problem#of} takes them
     * @param fastWay what said so, if it was not the search
     */
    Explanation(
            History history,
            Model<S> model,
            ValueShape shape,
            @Nullable Object key,
            int[] ofKey,
            Budget budget,
            @Nullable FastWay fastWay) {
        this.ofKey = ofKey;
        this.history = history;
        this.model = model;
        this.shape = shape;
        this.key = key;
        this.budget = budget;
        this.fastWay = fastWay;
    }

    /**
     * Explains that a key has no linearization.
     *
     * @param furthest the number of the completion that no linearization gets past. Where that hangs on what operations
     *     open then answered later, it is one of theirs that is explained
     */
    Anomaly of(int furthest) {
        return of(ofKey, furthest);
    }

    private Anomaly of(int[] events, int furthest) {
        int[] completions =
                Arrays.stream(events).filter(at -> !history.isInvoke(at)).toArray();
        int number = furthest;
        Trial<S> trial = upTo(completions[number]);
        int[] all = before(events, completions[number]);
        int last = history.partner(completions[number]);
        try {
            while (number < completions.length - 1
                    && Arrays.stream(all).anyMatch(trial::isAnsweredLater)
                    && trial.judge(all) == Judgement.LINEARIZABLE) {
                number++;
                trial = upTo(completions[number]);
                all = before(events, completions[number]);
                last = history.partner(completions[number]);
            }
            meter.refill(STEPS);
            Part part = SmallestPart.of(trial, all, last);
            return new Words(trial, part).anomaly(failedThatWouldLeadTo(trial, part));
        } catch (CheckStoppedException outOfTime) {

            // The violation stands; it is only not as small as it might be.
            return new Words(trial, new Part(all, last, Possible.NOT_KNOWN)).anomaly(new int[0]);
        }
    }

    private Trial<S> upTo(int completion) {
        return new Trial<>(history, model, shape, budget, meter, completion, fastWay);
    }

    private int[] before(int[] events, int end) {
        return Arrays.stream(events)
                .filter(at -> at < end && history.isInvoke(at))
                .toArray();
    }

    /**
     * Of a few operations that a fast way says have no linearization. If they are not so few, the fast way's proof is all
     * that there is: a search through the orders of a thousand additions, which a set's read saw, would not end.
     *
     * @throws IllegalStateException if they have one: then one of the two algorithms is wrong
     */
    Anomaly ofFew(int[] invocations) {
        int[] few = Arrays.stream(invocations).sorted().distinct().toArray();
        Trial<S> whole = upTo(history.size());
        int[] events = whole.events(few);
        try {
            Problem problem = Problem.of(history, events, shape, model, budget);
            budget.take(-problem.bytes());
            meter.refill(STEPS_OF_FEW);
            Search search = new Search(
                    problem, new MeteredTransitions(new ModelTransitions<>(model, problem.calls), meter), budget);
            if (search.run()) {
                throw new IllegalStateException(
                        "a fast way finds no linearization of operations of which the search finds one: "
                                + Arrays.toString(few));
            }
            meter.refill(STEPS);
            return of(events, search.furthest());
        } catch (CheckStoppedException stopped) {
            return ofDenied(few);
        }
    }

    /** Of a few operations whose orders are too many for a search. */
    private Anomaly ofDenied(int[] few) {
        FastWay way = Objects.requireNonNull(fastWay, "the fast way that found them");
        History only = history.select(at -> Arrays.binarySearch(few, at) >= 0);
        int[] invocations =
                IntStream.range(0, only.size()).filter(only::isInvoke).toArray();
        Part part = new DeniedPart(only, way, shape, budget.context()).of(invocations);
        return new Explanation<>(only, model, shape, key, invocations, budget, way).unsearched(part);
    }

    private Anomaly unsearched(Part part) {
        return new Words(upTo(history.partner(part.last())), part).unsearched();
    }

    /**
     * Where nothing is known that could have led to an operation: failed ones that would have, if they had taken effect after all. A
     * time-out that is recorded as a failure is the most frequent fault of a client.
     */
    private int[] failedThatWouldLeadTo(Trial<S> trial, Part part) {
        if (part.possible() == Possible.YES) {
            return new int[0];
        }
        int last = part.last();
        Mentioned mentioned = new Mentioned(history, shape, last);
        int[] failed = mentioned.latest(
                IntStream.range(0, history.partner(last))
                        .filter(at -> history.isInvoke(at) && history.outcome(at) == OpType.FAIL && isOfKeyOf(last, at))
                        .toArray(),
                MAX_TO_LEAD);
        if (failed.length == 0) {
            return failed;
        }
        int[] others = mentioned.latest(before(ofKey, history.partner(last)), MAX_TO_LEAD);
        meter.refill(STEPS);
        if (part.possible() == Possible.NOT_KNOWN && trial.possible(others, last) != Possible.NO) {
            return new int[0];
        }
        if (trial.possible(SmallestPart.with(others, failed), last) != Possible.YES) {
            return new int[0];
        }
        return SmallestPart.withoutNeedless(
                failed, -1, trial, some -> trial.possible(SmallestPart.with(others, some), last) == Possible.YES);
    }

    private boolean isOfKeyOf(int one, int at) {
        try {
            return history.values().equal(shape.key(history, one), shape.key(history, at))
                    && (!(model instanceof KeyedModel<?> keyed)
                            || Objects.equals(keyed.key(call(one)), keyed.key(call(at))));
        } catch (UnjudgeableHistoryException notOfThisShape) {
            return false;
        }
    }

    private Call call(int at) {
        return new Call(
                model.byProcess() ? history.process(at) : -1,
                history.f(at),
                history.values().toObject(shape.value(history, at)),
                null,
                false);
    }

    /** A part in words. */
    private final class Words {
        private final Trial<S> trial;
        private final Part part;

        Words(Trial<S> trial, Part part) {
            this.trial = trial;
            this.part = part;
        }

        Anomaly anomaly(int[] failed) {
            meter.refill(STEPS);
            int[] kept = part.operations();
            Trial.Longest longest = trial.longest(kept);
            List<String> states = List.of(longest.states());
            List<String> linearization =
                    Arrays.stream(longest.order()).mapToObj(this::inWords).toList();
            Map<String, Object> details = details(linearization, states);
            details.putAll(points(kept, longest.order()));
            return anomaly(sentence(states, linearization, failed), witness(kept, failed), details);
        }

        Anomaly unsearched() {
            return anomaly(
                    sentence(List.of(), List.of(), new int[0]) + ": " + part.operations().length
                            + " operations with it have no linearization",
                    witness(part.operations(), new int[0]),
                    details(List.of(), List.of()));
        }

        private Anomaly anomaly(String explanation, List<Op> witness, Map<String, Object> details) {
            return new Anomaly(
                    AnomalyType.NONLINEARIZABLE.wire(),
                    shape.told(history, part.last(), key),
                    explanation,
                    witness,
                    details);
        }

        private Map<String, Object> details(List<String> linearization, List<String> states) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("model", model.noun());
            details.put("linearization", linearization);
            details.put("states", states);
            details.put("operations", part.operations().length);
            return details;
        }

        /**
         * What the picture of a linearization is drawn from: {@code linearizationIndexes}, the invocations' indexes in the
         * order of their points; {@code linearizationStates}, the state after each, where the model leaves no choice and they
         * are not too many; and {@code next}, those that could come next by their times, each with {@code why} that leads nowhere.
         */
        private Map<String, Object> points(int[] kept, int[] order) {
            Map<String, Object> points = new LinkedHashMap<>();
            points.put(
                    "linearizationIndexes",
                    Arrays.stream(order).mapToObj(history::index).toList());
            S state = model.initial();
            List<String> states = new ArrayList<>();
            for (int at : order) {
                List<S> after = model.steps(state, trial.call(at));
                if (after.size() != 1) {
                    return points;
                }
                state = after.get(0);
                if (order.length <= MAX_STATES) {
                    states.add(model.describe(state));
                }
            }
            if (order.length <= MAX_STATES) {
                points.put("linearizationStates", states);
            }
            int[] done = Arrays.stream(order).sorted().toArray();
            int[] left = Arrays.stream(kept)
                    .filter(at -> Arrays.binarySearch(done, at) < 0)
                    .toArray();
            int earliestEnd = Arrays.stream(left)
                    .filter(trial::isKnown)
                    .map(history::partner)
                    .min()
                    .orElse(history.size());
            List<Map<String, Object>> next = new ArrayList<>();
            for (int at : left) {
                if (at < earliestEnd) {
                    boolean possible = !model.steps(state, trial.call(at)).isEmpty();
                    String why = possible
                            ? "it could, but " + inWords(part.last()) + " fits nowhere after it either"
                            : "the " + model.noun() + " " + model.describe(state);
                    next.add(Map.of("index", history.index(at), "why", why));
                }
            }
            points.put("next", next);
            return points;
        }

        private String sentence(List<String> states, List<String> linearization, int[] failed) {
            StringBuilder words = new StringBuilder();
            Object told = shape.told(history, part.last(), key);
            words.append(inWords(part.last()))
                    .append(" (events ")
                    .append(history.index(part.last()))
                    .append(" to ")
                    .append(history.index(history.partner(part.last())))
                    .append(told == null ? ")" : "; key " + EdnText.name(told) + ")")
                    .append(
                            switch (part.possible()) {
                                case YES -> " fits nowhere";
                                case NO -> " fits nowhere, whatever the order, for nothing could have led to it";
                                case NOT_KNOWN -> " fits nowhere; whether it could in another order is not known";
                            });
            for (int at : failed) {
                words.append("; event ")
                        .append(history.index(at))
                        .append(" (")
                        .append(inWords(at))
                        .append(") would have, and is recorded as failed: if it only timed out, it is :info");
            }
            if (part.possible() == Possible.YES && !states.isEmpty()) {
                words.append(": by its end the ")
                        .append(model.noun())
                        .append(' ')
                        .append(String.join(", or ", states.subList(0, Math.min(8, states.size()))))
                        .append(states.size() > 8 ? ", or " + (states.size() - 8) + " other states" : "");
            }
            if (part.possible() == Possible.YES && !linearization.isEmpty()) {
                int from = Math.max(0, linearization.size() - 8);
                words.append("; the longest linearization before it ends: ")
                        .append(from > 0 ? "…, " : "")
                        .append(String.join(", ", linearization.subList(from, linearization.size())));
            }
            return words.toString();
        }

        private String inWords(int at) {
            return "process " + history.process(at) + ": " + model.describe(trial.call(at));
        }

        /**
         * The events of what is shown: up to the last operation's completion, and, so that it is a history by itself, that an
         * operation of unknown outcome was given up, where that was before; that one failed, whenever it did.
         */
        private List<Op> witness(int[] operations, int[] failed) {
            int end = history.partner(part.last());
            TreeSet<Integer> events = new TreeSet<>();
            IntStream.concat(Arrays.stream(operations), Arrays.stream(failed)).forEach(at -> {
                events.add(at);
                int completion = history.partner(at);
                if (completion >= 0 && (completion <= end || history.type(completion) == OpType.FAIL)) {
                    events.add(completion);
                }
            });
            return Anomaly.events(history, events);
        }
    }
}
