package io.ordeal.reproduce;

import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.ConditionText;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import io.ordeal.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ties the faults of a recording to what had happened when they struck. Candidates for a fault are the operation that began
 * last before it, by its number, or one of a rare kind that was open; the line that a server logged last, if there is no other of its kind around; the fault that
 * struck or ended last; the nearest of them is taken, or one of the kind that is asked for. Time that passed from there to
 * the fault passes again.
 *
 * <p>A fault that was given conditions of its own by whoever asked for it, or by the draw, keeps them: nothing can be nearer
 * to what was meant. So does a client that was killed at a step. A fault lasts as long as it did, from when it has struck,
 * or to the end of the main phase, if it lasted until then: leases, sessions and elections take their time, whatever operations
 * do meanwhile.
 */
public final class Anchors {
    /** How far around a log line no other of its kind may be. */
    private static final long AROUND_NANOS = Duration.ofSeconds(1).toNanos();

    /** Before a fault; what is further away has nothing to do with it. */
    private static final long REACH_NANOS = Duration.ofSeconds(2).toNanos();

    /** Of the operations around, at most this share is of a rare kind. */
    private static final double RARE = 0.25;

    /** A time this short is none: conditions are looked at every few milliseconds. */
    private static final long AT_ONCE_NANOS = 3_000_000;

    private final Recording recording;
    private final AnchorChoice choice;
    private final Map<String, Long> strikes;
    private final List<LoggedLines.Line> lines;
    private final Schedule given;

    private Anchors(Recording recording, AnchorChoice choice) throws IOException {
        this.recording = recording;
        this.choice = choice;
        strikes = FaultOrder.strikes(recording.history());
        boolean looksAtLogs =
                choice == AnchorChoice.NEAREST || choice == AnchorChoice.LOG || choice == AnchorChoice.STEP;
        lines = looksAtLogs ? LoggedLines.of(recording.folder(), recording.length()) : List.of();
        given = given(recording);
    }

    /**
     * What a fault is tied to.
     *
     * @param nanos when it struck in the recording, from when the run began
     */
    public record Tie(PlannedFault fault, long nanos) {
        /** {@code kill-1 (kill:n2) begins after=120:begun..for=2s (at 1.204 s in the recording)}. */
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "%s (%s) begins %s, ends %s (at %.3f s in the recording)",
                    fault.id(),
                    fault.fault(),
                    ConditionText.print(fault.begin()),
                    fault.end().isEmpty() ? "with the main phase" : ConditionText.print(fault.end()),
                    nanos / 1e9);
        }
    }

    /** The faults of a replay, in the order of the recording. */
    public record Tied(List<Tie> ties) {
        public Tied {
            ties = List.copyOf(ties);
        }

        /** As a schedule. */
        public Schedule schedule() {
            return new Schedule(ties.stream().map(Tie::fault).toList());
        }
    }

    /**
     * Ties all faults of a recording.
     *
     * @throws IOException its logs or its schedule can't be read
     */
    public static Tied of(Recording recording, AnchorChoice choice) throws IOException {
        Anchors anchors = new Anchors(recording, choice);
        return new Tied(recording.schedule().faults().stream()
                .map(fault -> anchors.tie(fault))
                .toList());
    }

    /** With all that was drawn; none where nothing was to be done, or the folder does not have it. */
    private static Schedule given(Recording recording) throws IOException {
        return Files.isRegularFile(recording.folder().scheduleFile())
                ? ScheduleFile.read(Files.readString(recording.folder().scheduleFile()))
                : Schedule.NONE;
    }

    private Tie tie(PlannedFault fault) {
        Optional<Condition.At> at =
                fault.begin().get(0) instanceof Condition.At time ? Optional.of(time) : Optional.empty();
        long struck = strikes.getOrDefault(
                fault.id(), at.map(time -> time.time().toNanos()).orElse(0L));
        if (choice == AnchorChoice.TIME || at.isEmpty()) {
            return new Tie(fault, struck);
        }
        List<Condition> asIs = ofItsOwn(fault);
        return new Tie(
                fault.when(asIs.isEmpty() ? nearest(fault, at.get(), struck) : asIs, end(fault, at.get())), struck);
    }

    /** Conditions that it was given and that are more than a time; none if there are none. */
    private List<Condition> ofItsOwn(PlannedFault fault) {
        Set<String> there =
                recording.schedule().faults().stream().map(PlannedFault::id).collect(Collectors.toSet());
        return given.find(fault.id())
                .filter(planned -> planned.begin().stream().anyMatch(Anchors::isEvent))
                .filter(planned -> there.containsAll(Schedule.namedBy(planned)))
                .map(PlannedFault::begin)
                .orElse(List.of());
    }

    private static boolean isEvent(Condition condition) {
        return !(condition instanceof Condition.At
                || condition instanceof Condition.For
                || condition instanceof Condition.Began
                || condition instanceof Condition.Ended);
    }

    /** As long as it lasted. */
    private static List<Condition> end(PlannedFault fault, Condition.At begin) {
        return fault.end().size() == 1 && fault.end().get(0) instanceof Condition.At end
                ? List.of(new Condition.For(nonNegative(end.time().minus(begin.time()))))
                : fault.end();
    }

    private static Duration nonNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** Something before the fault, and how long before. */
    private record Candidate(AnchorChoice kind, long nanos, Condition condition) {}

    private List<Condition> nearest(PlannedFault fault, Condition.At at, long struck) {
        List<Candidate> all = Stream.of(operation(struck), line(struck), otherFault(fault, struck))
                .flatMap(Optional::stream)
                .filter(one -> struck - one.nanos() <= REACH_NANOS)
                .toList();
        List<Candidate> asked = all.stream().filter(one -> one.kind() == choice).toList();
        Optional<Candidate> taken =
                (asked.isEmpty() ? all : asked).stream().max(Comparator.comparingLong(Candidate::nanos));
        if (taken.isEmpty()) {
            return List.of(at);
        }
        List<Condition> conditions = new ArrayList<>();
        conditions.add(taken.get().condition());
        long since = struck - taken.get().nanos();
        if (since >= AT_ONCE_NANOS) {
            conditions.add(new Condition.For(Duration.ofMillis(since / 1_000_000)));
        }
        return conditions;
    }

    /**
     * The operation that began last, by how many had begun. But where one of a rare kind was open when the fault struck, as
     * an abort among commits, that one, by how many of its kind had begun: it may be what the fault struck.
     */
    private Optional<Candidate> operation(long struck) {
        List<RecordedOperation> before = recording.operations().stream()
                .filter(one -> one.timeNanos() <= struck)
                .toList();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> around = recording.operations().stream()
                .filter(one -> Math.abs(one.timeNanos() - struck) <= AROUND_NANOS)
                .collect(Collectors.groupingBy(one -> one.invocation().f(), Collectors.counting()));
        long all = around.values().stream().mapToLong(Long::longValue).sum();
        Optional<RecordedOperation> rare = openAt(struck)
                .filter(one -> around.getOrDefault(one.invocation().f(), all) <= all * RARE)
                .reduce((earlier, later) -> later);
        RecordedOperation taken = rare.orElse(before.get(before.size() - 1));
        long count = before.stream()
                .filter(one -> rare.isEmpty()
                        || one.invocation().f().equals(taken.invocation().f()))
                .filter(one -> one.index() <= taken.index())
                .count();
        Condition.OperationFilter which = rare.map(one -> new Condition.OperationFilter(
                        Optional.of(one.invocation().f()), Optional.empty(), Optional.empty(), Optional.empty()))
                .orElse(Condition.OperationFilter.ALL);
        return Optional.of(new Candidate(
                AnchorChoice.OPERATIONS,
                taken.timeNanos(),
                new Condition.Operations(count, Condition.Stage.BEGUN, which)));
    }

    /** The operations that had begun and not ended, in the order in which they began. */
    private Stream<RecordedOperation> openAt(long struck) {
        History history = recording.history();
        Set<Integer> open = new HashSet<>();
        for (int i = 0; i < history.size() && history.timeNanos(i) <= struck; i++) {
            int end = history.isClient(i) && history.isInvoke(i) ? history.partner(i) : i;
            if (end < 0 || history.timeNanos(end) > struck) {
                open.add(history.index(i));
            }
        }
        return recording.operations().stream().filter(one -> open.contains(one.index()));
    }

    /** The line that was logged last and is the only one of its kind around. */
    private Optional<Candidate> line(long struck) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            LoggedLines.Line line = lines.get(i);
            if (line.nanos() < struck && line.shape().contains(" ") && isRare(line)) {
                long times = lines.subList(0, i + 1).stream()
                        .filter(other -> isAlike(other, line))
                        .count();
                return Optional.of(new Candidate(
                        AnchorChoice.LOG,
                        line.nanos(),
                        new Condition.LogLine(Pattern.quote(line.shape()), Optional.of(line.node()), times)));
            }
        }
        return Optional.empty();
    }

    private boolean isRare(LoggedLines.Line line) {
        return lines.stream()
                        .filter(other -> isAlike(other, line) && Math.abs(other.nanos() - line.nanos()) <= AROUND_NANOS)
                        .count()
                == 1;
    }

    /** By what the condition looks for. */
    private static boolean isAlike(LoggedLines.Line other, LoggedLines.Line line) {
        return other.node().equals(line.node()) && other.text().contains(line.shape());
    }

    /** The fault that struck or was healed last. */
    private Optional<Candidate> otherFault(PlannedFault fault, long struck) {
        List<Candidate> all = new ArrayList<>();
        for (PlannedFault other : recording.schedule().faults()) {
            Long began = strikes.get(other.id());
            if (began == null || other.id().equals(fault.id()) || began >= struck) {
                continue;
            }
            all.add(new Candidate(AnchorChoice.NEAREST, began, new Condition.Began(other.id())));
            Long ended = FaultOrder.ends(recording.history()).get(other.id());
            if (ended != null && ended < struck) {
                all.add(new Candidate(AnchorChoice.NEAREST, ended, new Condition.Ended(other.id())));
            }
        }
        return all.stream().max(Comparator.comparingLong(Candidate::nanos));
    }
}
