package io.ordeal.checker.linearizability;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of "there is no linearization" something that a person can follow: the smallest part of the history that has
 * none, in which the last operation fits nowhere, and what it found instead.
 *
 * <p>Operations are taken out as long as what remains has no linearization, but has one without its last operation. That
 * alone would go too far: without the write of 3, a read of 3 is impossible, which says nothing of why it was impossible
 * with it. So, if the others, in some order, could have made the last operation possible to begin with, they must go on
 * to. Where the search for such an order takes too long, the explanation says that this is not known.
 */
final class Explanation<S> {
    private static final long SHRINK_NANOS = 2_000_000_000L;
    private static final int MAX_CONFIGURATIONS = 200_000;
    private static final int MAX_ORDERS = 20_000;
    private static final int MAX_WITNESS = 400;

    /** States of so many elements, say, times configurations. */
    private static final int MAX_TOUCHED = 2_000_000;

    private final History history;
    private final Model<S> model;
    private final ValueShape shape;
    private final @Nullable Object key;
    private final Budget budget;
    private final long until = System.nanoTime() + SHRINK_NANOS;

    /** The invocation of the operation that fits nowhere. */
    private int last;

    /** Whether the others, in some order, could have made it possible. */
    private Possible possible = Possible.NOT_KNOWN;

    /** Whether a part was found that shows the violation. */
    private boolean shown;

    /**
     * Whether a part must be linearizable without the last operation. If others have seen its effect, and its answer is
     * another, no part is.
     */
    private boolean needsOnlyLast = true;

    private enum Possible {
        YES,
        NO,
        NOT_KNOWN
    }

    Explanation(History history, Model<S> model, ValueShape shape, @Nullable Object key, Budget budget) {
        this.history = history;
        this.model = model;
        this.shape = shape;
        this.key = key;
        this.budget = budget;
    }

    /**
     * @param events of the key, as {@link Problem#of} takes them
     * @param furthest the completion that no linearization gets past. Where that hangs on what operations open then
     *     answered later, it is their completion that is explained
     */
    Anomaly of(int[] events, Problem problem, int furthest) {
        int[] kept = new int[0];
        try {
            for (int completion = furthest; completion < problem.size(); completion++) {
                last = problem.position[problem.completes[completion]];
                int end = history.partner(last);
                kept = Arrays.stream(events)
                        .filter(at -> at < end && history.isInvoke(at))
                        .toArray();
                possible = possible(kept);
                kept = suffixOfEffective(kept);
                if (shown || !isOpenAnsweredLater(kept) || !isLinearizable(kept)) {
                    break;
                }
            }
            kept = shrink(kept);
            if (!shown) {
                needsOnlyLast = false;
                kept = shrink(kept);
            }
        } catch (CheckStoppedException outOfTime) {
            if (budget.isSettled()) {
                // Another key's violation is explained already: this one, not made small, would only hide it.
                throw outOfTime;
            }
            // The violation stands; it is only not as small as it might be.
            return describe(kept);
        }
        return describe(kept);
    }

    /** Whether what is answered after the end, which is not told in the part shown, may be of weight. */
    private boolean isOpenAnsweredLater(int[] kept) {
        return Arrays.stream(kept)
                .filter(at -> history.outcome(at) == OpType.OK && !isKnown(at))
                .mapToObj(at -> call(at, true))
                .anyMatch(call -> !model.readsOnly(call) && !model.overwrites(call));
    }

    private boolean isLinearizable(int[] kept) {
        Problem problem = Problem.of(history, events(kept), shape, model, budget);
        budget.take(-problem.bytes());
        return new Search(problem, new ModelTransitions<>(model, problem.calls), budget).run();
    }

    /**
     * Of a few operations that a fast way says have no linearization. If they are not so few, the fast way's proof is all
     * that there is: a search through the orders of a thousand additions, which a set's read saw, would not end.
     *
     * @throws IllegalStateException if they have one: then one of the two algorithms is wrong
     */
    Anomaly ofFew(int[] invocations) {
        last = Arrays.stream(invocations)
                .filter(at -> history.outcome(at) == OpType.OK)
                .boxed()
                .max(Comparator.comparingInt(history::partner))
                .orElseThrow();
        int[] sorted = Arrays.stream(invocations).sorted().distinct().toArray();
        int[] events = events(sorted);
        Problem problem = Problem.of(history, events, shape, model, budget);
        budget.take(-problem.bytes());
        Search search = search(model, problem, MAX_TOUCHED / sorted.length);
        try {
            if (search.run()) {
                throw new IllegalStateException(
                        "a fast way finds no linearization of operations of which the search finds one: "
                                + Arrays.toString(sorted));
            }
        } catch (CheckStoppedException stopped) {
            budget.checkpoint();
            return unsearched(sorted, events);
        }
        return of(events, problem, search.furthest());
    }

    private Anomaly unsearched(int[] kept, int[] events) {
        possible = Possible.YES;
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", model.noun());
        details.put("linearization", List.of());
        details.put("states", List.of());
        details.put("operations", kept.length);
        return new Anomaly(
                AnomalyType.NONLINEARIZABLE.wire(),
                key,
                sentence(List.of(), List.of()) + ": " + kept.length + " operations with it have no linearization",
                witness(events),
                details);
    }

    private int[] suffixOfEffective(int[] all) {
        int[] kept = all;
        int[] effective =
                Arrays.stream(kept).filter(at -> at == last || !isRead(at)).toArray();
        kept = still(effective) ? effective : kept;
        for (int size = 4; size < kept.length; size *= 4) {
            int[] suffix = suffix(kept, size);
            if (still(suffix)) {
                return suffix;
            }
        }
        return kept;
    }

    private int[] shrink(int[] all) {
        int[] kept = all;
        for (int chunk = Math.max(1, kept.length / 2); chunk >= 1; ) {
            int before = kept.length;
            for (int from = 0; from < kept.length && System.nanoTime() < until; ) {
                int[] fewer = without(kept, from, Math.min(kept.length, from + chunk));
                if (fewer.length < kept.length && still(fewer)) {
                    kept = fewer;
                } else {
                    from += chunk;
                }
            }
            if (System.nanoTime() >= until || (chunk == 1 && kept.length == before)) {
                break;
            }
            chunk = Math.max(1, chunk / 2);
        }
        return kept;
    }

    private int[] suffix(int[] kept, int size) {
        return IntStream.range(0, kept.length)
                .filter(i -> i >= kept.length - size || kept[i] == last)
                .map(i -> kept[i])
                .toArray();
    }

    private int[] without(int[] kept, int from, int to) {
        return IntStream.range(0, kept.length)
                .filter(i -> i < from || i >= to || kept[i] == last)
                .map(i -> kept[i])
                .toArray();
    }

    private boolean isRead(int at) {
        boolean known = history.outcome(at) == OpType.OK;
        return model.readsOnly(call(at, known));
    }

    /** Whether what is kept shows the violation as the whole does. */
    private boolean still(int[] kept) {
        try {
            Problem problem = Problem.of(history, events(kept), shape, model, budget);
            budget.take(-problem.bytes());
            Search search = search(model, problem, MAX_CONFIGURATIONS);
            boolean shows = !search.run()
                    && (!needsOnlyLast || search.furthest() == problem.size() - 1)
                    && (possible != Possible.YES || possible(kept) == Possible.YES);
            shown |= shows;
            return shows;
        } catch (CheckStoppedException stopped) {
            budget.checkpoint();
            return false;
        }
    }

    private Possible possible(int[] kept) {
        try {
            Problem problem = Problem.ofOneAlone(history, kept, last, shape, model, budget);
            budget.take(-problem.bytes());
            Model<S> towards = new Towards<>(model, call(last, true));
            return search(towards, problem, MAX_ORDERS).run() ? Possible.YES : Possible.NO;
        } catch (CheckStoppedException stopped) {
            budget.checkpoint();
            return Possible.NOT_KNOWN;
        }
    }

    private Search search(Model<S> ofModel, Problem problem, int limit) {
        return new Search(problem, new ModelTransitions<>(ofModel, problem.calls), budget).limitedTo(limit);
    }

    /** The events of some operations, up to the completion of the last. */
    private int[] events(int[] invocations) {
        int end = history.partner(last);
        int[] events = new int[2 * invocations.length];
        int size = 0;
        for (int at : invocations) {
            events[size++] = at;
            int completion = history.partner(at);
            if (completion >= 0 && completion <= end && history.type(completion) == OpType.OK) {
                events[size++] = completion;
            }
        }
        Arrays.sort(events, 0, size);
        return Arrays.copyOf(events, size);
    }

    /**
     * A linearization that gets as far as any.
     *
     * @param order the operations, by their invocations
     * @param states in words, all in which the last operation may be come to
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Longest(int[] order, List<String> states) {}

    private Longest longest(int[] events) {
        Problem problem;
        try {
            problem = Problem.of(history, events, shape, model, budget);
        } catch (CheckStoppedException outOfMemory) {
            return new Longest(new int[0], List.of());
        }
        budget.take(-problem.bytes());
        ModelTransitions<S> table = new ModelTransitions<>(model, problem.calls);
        Search search = Search.tracing(problem, table, budget).limitedTo(MAX_CONFIGURATIONS);
        List<String> states = List.of();
        try {
            search.run();
            states = Arrays.stream(search.statesAt(problem.size() - 1))
                    .mapToObj(table::describe)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (CheckStoppedException stopped) {
            // The sentence does without.
        }
        return new Longest(search.longestLinearization(), states);
    }

    // ---- in words

    private Anomaly describe(int[] kept) {
        int[] events = events(kept);
        Longest longest = longest(events);
        List<String> linearization =
                Arrays.stream(longest.order()).mapToObj(this::inWords).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", model.noun());
        details.put("linearization", linearization);
        details.put("states", longest.states());
        details.put("operations", kept.length);
        details.putAll(points(kept, longest.order()));
        return new Anomaly(
                AnomalyType.NONLINEARIZABLE.wire(),
                key,
                sentence(longest.states(), linearization),
                witness(events),
                details);
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
            List<S> after = model.steps(state, call(at, isKnown(at)));
            if (after.size() != 1) {
                return points;
            }
            state = after.get(0);
            if (order.length <= MAX_WITNESS) {
                states.add(model.describe(state));
            }
        }
        if (order.length <= MAX_WITNESS) {
            points.put("linearizationStates", states);
        }
        int[] done = Arrays.stream(order).sorted().toArray();
        int[] left = Arrays.stream(kept)
                .filter(at -> Arrays.binarySearch(done, at) < 0)
                .toArray();
        int earliestEnd = Arrays.stream(left)
                .filter(this::isKnown)
                .map(history::partner)
                .min()
                .orElse(history.size());
        List<Map<String, Object>> next = new ArrayList<>();
        for (int at : left) {
            if (at < earliestEnd) {
                boolean possible = !model.steps(state, call(at, isKnown(at))).isEmpty();
                String why = possible
                        ? "it could, but " + inWords(last) + " fits nowhere after it either"
                        : "the " + model.noun() + " " + model.describe(state);
                next.add(Map.of("index", history.index(at), "why", why));
            }
        }
        points.put("next", next);
        return points;
    }

    private String sentence(List<String> states, List<String> linearization) {
        StringBuilder words = new StringBuilder();
        words.append(inWords(last))
                .append(" (events ")
                .append(history.index(last))
                .append(" to ")
                .append(history.index(history.partner(last)))
                .append(key == null ? ")" : "; key " + key + ")")
                .append(
                        switch (possible) {
                            case YES -> " fits nowhere";
                            case NO -> " fits nowhere, whatever the order, for nothing could have led to it";
                            case NOT_KNOWN -> " fits nowhere; whether it could in another order is not known";
                        });
        if (possible == Possible.YES && !states.isEmpty()) {
            words.append(": by its end the ")
                    .append(model.noun())
                    .append(' ')
                    .append(states.stream().limit(8).collect(Collectors.joining(", or ")))
                    .append(states.size() > 8 ? ", or " + (states.size() - 8) + " other states" : "");
        }
        if (possible == Possible.YES && !linearization.isEmpty()) {
            int from = Math.max(0, linearization.size() - 8);
            words.append("; the longest linearization before it ends: ")
                    .append(from > 0 ? "…, " : "")
                    .append(String.join(", ", linearization.subList(from, linearization.size())));
        }
        return words.toString();
    }

    private String inWords(int at) {
        return "process " + history.process(at) + ": " + model.describe(call(at, isKnown(at)));
    }

    private boolean isKnown(int at) {
        int completion = history.partner(at);
        return history.outcome(at) == OpType.OK && completion <= history.partner(last);
    }

    private Call call(int at, boolean known) {
        long output = known ? shape.value(history, history.partner(at)) : 0;
        return new Call(
                model.byProcess() ? history.process(at) : -1,
                history.f(at),
                history.values().toObject(shape.value(history, at)),
                known ? history.values().toObject(output) : null,
                known);
    }

    private List<Op> witness(int[] events) {
        List<Op> ops = new ArrayList<>();
        for (int i = Math.max(0, events.length - MAX_WITNESS); i < events.length; i++) {
            ops.add(history.op(events[i]));
        }
        return ops;
    }
}
