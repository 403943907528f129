package io.ordeal.trial;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.measure.FaultsAtWork;
import io.ordeal.fault.FaultSpec;
import io.ordeal.history.Op;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what an anomaly is known again in another run: two that differ in it may have different causes, and two that do not show
 * one bug, as far as anybody can tell.
 *
 * @param checker that found it, by its name or its workload's
 * @param type of the anomaly
 * @param operations kinds of operations in its witness, by their names
 * @param edges kinds of the steps of its cycle; empty where it is none
 * @param faults kinds of the faults that were at work meanwhile
 * @param aftermath kinds of the faults that were over shortly before: what they did may not have been over, so that they may
 *     be at work when it comes back, and need not
 */
public record Signature(
        String checker,
        String type,
        NavigableSet<String> operations,
        NavigableSet<String> edges,
        NavigableSet<String> faults,
        NavigableSet<String> aftermath) {
    /** What is said of one that came about by itself, where a fault was at work in this. */
    public static final String NO_FAULT = "with no fault at work";

    private static final List<String> CYCLES = List.of("edges", "cycle");

    /** As {@link #text} writes it. */
    private static final Pattern TEXT =
            Pattern.compile("(\\S+) (\\S+) \\[([^]]*)](?: by \\[([^]]*)])?(?: under \\[([^]]*)])?");

    public Signature {
        operations = new TreeSet<>(operations);
        edges = new TreeSet<>(edges);
        faults = new TreeSet<>(faults);
        aftermath = new TreeSet<>(aftermath);
    }

    /** The signature of what a checker found. */
    public static Signature of(String checker, Anomaly anomaly) {
        NavigableSet<String> operations = new TreeSet<>();
        anomaly.witness().stream().filter(Op::isClient).map(Op::f).forEach(operations::add);
        NavigableSet<String> edges = new TreeSet<>();
        for (String name : CYCLES) {
            if (anomaly.details().get(name) instanceof Collection<?> steps) {
                for (Object step : steps) {
                    if (step instanceof Map<?, ?> said && said.get("type") instanceof String edge) {
                        edges.add(edge);
                    }
                }
            }
        }
        NavigableSet<String> faults = new TreeSet<>();
        if (anomaly.details().get(FaultsAtWork.DETAIL) instanceof Collection<?> atWork) {
            atWork.forEach(
                    fault -> faults.add(FaultSpec.parse(String.valueOf(fault)).kind()));
        }
        return new Signature(checker, anomaly.type(), operations, edges, faults, new TreeSet<>());
    }

    /** The same, soon after faults of some kinds. */
    public Signature soonAfter(Collection<String> kinds) {
        NavigableSet<String> over = new TreeSet<>(kinds);
        over.removeAll(faults);
        return new Signature(checker, type, operations, edges, faults, over);
    }

    /** As summaries and memories write it: {@code lock overlapping-holds [acquire release] under [partition]}. */
    public String text() {
        return checker + " " + type + " " + list(operations)
                + (edges.isEmpty() ? "" : " by " + list(edges))
                + (faults.isEmpty() ? "" : " under " + list(faults));
    }

    private static String list(NavigableSet<String> names) {
        return "[" + String.join(" ", names) + "]";
    }

    /** Reads what {@link #text} has written; empty if it is nothing of the kind. */
    public static Optional<Signature> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Signature(
                        parts.group(1),
                        parts.group(2),
                        names(parts.group(3)),
                        names(parts.group(4)),
                        names(parts.group(5)),
                        new TreeSet<>()))
                : Optional.empty();
    }

    private static NavigableSet<String> names(@Nullable String list) {
        return new TreeSet<>(list == null || list.isEmpty() ? List.of() : Arrays.asList(list.split(" ")));
    }

    /**
     * Whether two that were written down are one finding. Some of old lack the edges of their cycles: all else tells then. That
     * no fault was at work is no lack.
     */
    public boolean isAlike(Signature other) {
        boolean lacksEdges = edges.isEmpty() || other.edges.isEmpty();
        return checker.equals(other.checker)
                && type.equals(other.type)
                && operations.equals(other.operations)
                && faults.equals(other.faults)
                && (lacksEdges || edges.equals(other.edges));
    }

    /**
     * Whether what was found in a smaller run is this one: the same checker's, of the same type, and nothing is in it that
     * was not in this. There may be less: a smaller witness shows the same with fewer kinds of things. But where a fault
     * was at work, one of its kind still is: a lock that runs out because nobody gives it back is held twice, too, and that
     * is not what happens when its holder is paused.
     */
    public boolean isShownBy(Signature other) {
        return foreign(other).isEmpty();
    }

    /** Why what was found is another one, in a few words; empty if it is this. */
    public Optional<String> foreign(Signature other) {
        if (!checker.equals(other.checker) || !type.equals(other.type)) {
            return Optional.of(other.type);
        }
        NavigableSet<String> about = new TreeSet<>(faults);
        about.addAll(aftermath);
        return more("with operations", operations, other.operations)
                .or(() -> more("with edges", edges, other.edges))
                .or(() -> more("under", about, other.faults))
                .or(() -> !faults.isEmpty() && other.faults.isEmpty() ? Optional.of(NO_FAULT) : Optional.empty())
                .map(what -> type + " " + what);
    }

    private static Optional<String> more(String what, NavigableSet<String> mine, NavigableSet<String> others) {
        NavigableSet<String> foreign = new TreeSet<>(others);
        foreign.removeAll(mine);
        return foreign.isEmpty() ? Optional.empty() : Optional.of(what + " " + String.join(", ", foreign));
    }
}
