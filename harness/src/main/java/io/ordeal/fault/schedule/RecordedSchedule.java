package io.ordeal.fault.schedule;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.measure.FaultSpans.Span;
import io.ordeal.fault.ClientFreezer.Moment;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Sides;
import io.ordeal.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads back from a history what was done to the system, as a schedule that does it again at the same times.
 *
 * <p>Whom a fault struck is taken as recorded: the primary if it was the primary alone, else the nodes by their names; each
 * client that was killed, at its step; a client that was frozen before, after or in the midst of an operation. Of those at
 * their point it is again the next that comes to it, as that was its part: who is granted the lock today holds it, and not
 * who was granted it then. Clients that were dealt to the sides of a partition one by one are on them again, by their names
 * ({@link Sides}), since who is dealt where hangs on how many there are. What else was drawn (which hosts were parted, how late
 * messages came) is drawn again by {@linkplain Draws the same key}, so that with the same seed and the
 * same nodes it is the same. Faults that failed to be injected, or found nothing to do, are left out; one that was healed only
 * when all was healed lasts until the main phase is over.
 */
public final class RecordedSchedule {
    private static final Pattern CLIENT = Pattern.compile("c\\d+");

    private final History history;
    private final int concurrency;
    private final long beginNanos;
    private final Map<FaultSpec, Integer> counts = new HashMap<>();

    private RecordedSchedule(History history, int concurrency) {
        this.history = history;
        this.concurrency = concurrency;
        beginNanos = history.size() == 0 ? 0 : history.timeNanos(0);
    }

    /**
     * The schedule of a history. O(n), and O(n) more for each client that was killed.
     *
     * @param concurrency workers of the run: a process' worker is its number modulo this
     * @throws IllegalArgumentException a fault in it is of a kind that does not exist here
     */
    public static Schedule of(History history, int concurrency) {
        RecordedSchedule recorded = new RecordedSchedule(history, concurrency);
        return new Schedule(FaultSpans.of(history).spans().stream()
                .filter(span -> !span.failed())
                .flatMap(span -> recorded.planned(span).stream())
                .toList());
    }

    /**
     * The name that a history has for a fault that lay in wait for several clients, of each of which a schedule makes a fault of
     * its own.
     *
     * @param id of one of these
     */
    public static String waiting(String id) {
        return id.replaceFirst("-\\d+$", "");
    }

    /** None, if it lay in wait for clients of whom none came. */
    private List<PlannedFault> planned(Span span) {
        FaultSpec fault = fault(span);
        String id = field(span.started(), "id") instanceof String name
                ? name
                : DrawnFaults.id(fault, counts.merge(fault, 1, Integer::sum));
        Optional<Draws> draws =
                field(span.started(), "draws") instanceof String key ? Optional.of(Draws.parse(key)) : Optional.empty();
        List<Condition> begin = List.of(at(span.from()));
        if (field(span.stopped(), "frozen") instanceof List<?> frozen && frozen.isEmpty()) {
            return List.of();
        }
        boolean oneAfterTheOther = fault.whom().isEmpty();
        if (oneAfterTheOther
                && field(span.stopped(), "killed") instanceof List<?> killed
                && killed.stream().allMatch(one -> field(one, "worker") != null)) {
            List<PlannedFault> each = new ArrayList<>();
            for (Object one : killed) {
                each.add(new PlannedFault(
                        id + "-" + (each.size() + 1),
                        new FaultSpec(fault.kind(), Optional.of(Roles.ASKING), Optional.empty()),
                        clientAtStep(one),
                        List.of(),
                        draws));
            }
            return each;
        }
        return List.of(new PlannedFault(id, fault, begin, end(span), draws));
    }

    /** The process' last operation, by its number among those of its worker, and then the step. */
    private List<Condition> clientAtStep(Object killed) {
        int worker = Integer.parseInt(String.valueOf(field(killed, "worker")));
        int process = Integer.parseInt(String.valueOf(field(killed, "process")));
        long ofWorker = 0;
        long last = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i) && history.process(i) % concurrency == worker) {
                ofWorker++;
                last = history.process(i) == process ? ofWorker : last;
            }
        }
        List<Condition> conditions = new ArrayList<>();
        if (last > 0) {
            conditions.add(new Condition.Operations(
                    last,
                    Condition.Stage.BEGUN,
                    new Condition.OperationFilter(
                            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(worker))));
        }
        conditions.add(
                new Condition.Step(String.valueOf(field(killed, "step")), Optional.empty(), Optional.of(worker), 1));
        return conditions;
    }

    private List<Condition> end(Span span) {
        boolean triggered = field(span.stopped(), "trigger") != null;
        return triggered ? List.of(at(span.healing())) : List.of();
    }

    /** To the millisecond, which is what a schedule's file keeps. */
    private Condition at(int position) {
        long nanos = Math.max(0, history.timeNanos(position) - beginNanos);
        return new Condition.At(Duration.ofMillis(Math.round(nanos / 1e6)));
    }

    private static FaultSpec fault(Span span) {
        FaultSpec asked = FaultSpec.parse(span.fault());
        FaultKind kind = FaultKinds.named(asked.kind());
        Optional<String> mode = Stream.of("mode", "moment")
                .map(name -> field(span.started(), name))
                .filter(told -> told instanceof String word && kind.modes().contains(word))
                .map(String::valueOf)
                .findFirst()
                .or(asked::mode);
        Optional<String> whom = kind.whom().isEmpty()
                ? Optional.empty()
                : frozen(span, mode).or(() -> whom(asked, span.started(), kind));
        return new FaultSpec(asked.kind(), whom, mode);
    }

    /** The client that was frozen where anybody's operation would have done; empty if it was not, or was drawn by its part. */
    private static Optional<String> frozen(Span span, Optional<String> mode) {
        boolean byItsPart = mode.equals(Optional.of(Moment.POINT.mode()));
        return !byItsPart
                        && field(span.stopped(), "frozen") instanceof List<?> frozen
                        && frozen.size() == 1
                        && field(frozen.get(0), "worker") instanceof Number worker
                ? Optional.of("c" + worker)
                : Optional.empty();
    }

    /**
     * Who was cut off, and the clients that were with it, where clients were dealt one by one: that hangs on how many there are.
     */
    private static Optional<Sides> sides(@Nullable Object started) {
        List<List<String>> groups = groups(started);
        if (groups.size() != 2) {
            return Optional.empty();
        }
        List<String> alone = groups.get(0);
        List<String> others = groups.get(1);
        Set<String> staying = alone.stream().filter(RecordedSchedule::isClient).collect(Collectors.toSet());
        Optional<String> node = alone.stream().filter(name -> !isClient(name)).findFirst();
        if ("primary".equals(field(started, "whom"))) {
            return Optional.of(new Sides("primary", staying));
        }
        return others.stream().allMatch(RecordedSchedule::isClient)
                ? node.map(name -> new Sides(name, staying))
                : Optional.empty();
    }

    private static List<List<String>> groups(@Nullable Object started) {
        List<List<String>> groups = new ArrayList<>();
        if (field(started, "groups") instanceof List<?> told) {
            for (Object group : told) {
                groups.add(
                        group instanceof List<?> names
                                ? names.stream().map(String::valueOf).toList()
                                : List.of());
            }
        }
        return groups;
    }

    private static boolean isClient(String name) {
        return CLIENT.matcher(name).matches();
    }

    private static Optional<String> whom(FaultSpec asked, @Nullable Object started, FaultKind kind) {
        List<?> nodes = field(started, "nodes") instanceof List<?> struck ? struck : List.of();
        if (!nodes.isEmpty()) {
            boolean primary = "primary".equals(field(started, "whom")) || nodes.equals(field(started, "primaries"));
            return Optional.of(
                    primary
                            ? "primary"
                            : String.join(
                                    "+", nodes.stream().map(String::valueOf).toList()));
        }
        if (field(started, "groups") != null && field(started, "draws") != null) {
            // other sides are drawn with the shape, by the same key
            return sides(started).map(Sides::toString).or(asked::whom);
        }
        boolean known =
                field(started, "whom") instanceof String told && (kind.whom().contains(told) || Roles.isRole(asked));
        return known ? Optional.of(String.valueOf(field(started, "whom"))) : asked.whom();
    }
}
