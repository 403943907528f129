package io.ordeal.checker.log;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Findings;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is wrong with a log. Each rule costs as much as what was read, and the sorting of offsets once.
 *
 * <p>Why no rule is missing: entries in the order of their offsets get moments, the earliest at which each is possible, that
 * of an append's invocation, of a whole read's for what it lacks, or of the entry before. Such a moment is too late only if
 * an acknowledgement or a read told of the entry, or of one behind it, by then; and each such pair of events is one of the
 * rules.
 */
final class LogFindings {
    private final History history;
    private final Values values;
    private final CheckContext context;
    private final LogStory story;
    private final Findings<LogAnomaly, Finding> all = new Findings<>(LogAnomaly.class);

    private LogFindings(Logs logs, CheckContext context) {
        this.history = logs.history;
        this.values = history.values();
        this.context = context;
        this.story = new LogStory(logs);
    }

    static Findings<LogAnomaly, Finding> in(Logs logs, CheckContext context) {
        LogFindings findings = new LogFindings(logs, context);
        for (Log log : logs.all()) {
            context.checkpoint();
            findings.places(log);
            findings.origins(log);
            findings.orderOfAppends(log);
            findings.readings(log);
        }
        return findings.all;
    }

    private void add(
            LogAnomaly kind, Log log, long offset, long element, Supplier<String> sentence, Integer... events) {
        all.add(kind, new Finding(log, offset, element, sentence, List.of(events)));
    }

    /** One element an offset, one offset an element. */
    private void places(Log log) {
        for (Entry stranger : log.strangers.values()) {
            context.checkpoint();
            Entry there = Objects.requireNonNull(log.entries.get(stranger.offset), "the first at this offset");
            if (there != stranger) {
                add(
                        LogAnomaly.INCONSISTENT_OFFSETS,
                        log,
                        stranger.offset,
                        stranger.element,
                        () -> story.twoAtOneOffset(log, there, stranger),
                        there.first().event(),
                        stranger.first().event());
            }
            Entry elsewhere = Objects.requireNonNull(log.byElement.get(stranger.element), "the element's first");
            if (elsewhere != stranger) {
                add(
                        LogAnomaly.DUPLICATE,
                        log,
                        stranger.offset,
                        stranger.element,
                        () -> story.oneAtTwoOffsets(log, elsewhere, stranger),
                        elsewhere.first().event(),
                        stranger.first().event());
            }
        }
    }

    /** Whatever was read was asked for before, and did not fail. */
    private void origins(Log log) {
        for (Entry entry : entries(log)) {
            if (entry.read == null) {
                continue;
            }
            int event = entry.read.event();
            Append append = log.appends.get(entry.element);
            if (append == null || append.invocation() > event) {
                add(
                        LogAnomaly.UNEXPECTED,
                        log,
                        entry.offset,
                        entry.element,
                        () -> story.unexpected(log, entry, append),
                        append == null ? new Integer[] {event} : new Integer[] {event, append.invocation()});
            } else if (history.outcome(append.invocation()) == OpType.FAIL) {
                add(
                        LogAnomaly.G1A,
                        log,
                        entry.offset,
                        entry.element,
                        () -> story.aborted(log, entry, append),
                        append.invocation(),
                        event);
            }
        }
    }

    /** What is appended comes behind what was known to be there. */
    private void orderOfAppends(Log log) {
        for (Entry entry : entries(log)) {
            Append append = log.appends.get(entry.element);
            if (append != null
                    && !append.known().isNone()
                    && entry.offset < append.known().offset()) {
                add(
                        LogAnomaly.NONMONOTONIC_SEND,
                        log,
                        entry.offset,
                        entry.element,
                        () -> story.before(log, entry, append),
                        append.known().event(),
                        append.invocation(),
                        entry.first().event());
            }
        }
    }

    private static List<Entry> entries(Log log) {
        List<Entry> entries = new ArrayList<>(log.entries.values());
        log.strangers.values().stream()
                .filter(stranger -> log.entries.get(stranger.offset) != stranger)
                .forEach(entries::add);
        return entries;
    }

    private void readings(Log log) {
        long[] offsets = log.entries.keySet().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        Map<Integer, Reading> furthest = new HashMap<>();
        Set<Long> lost = new HashSet<>();
        for (Reading reading : log.readings) {
            context.checkpoint();
            if (!reading.inOrder()) {
                add(
                        LogAnomaly.INT_NONMONOTONIC_POLL,
                        log,
                        reading.from(),
                        Values.NIL,
                        () -> story.outOfOrder(log, reading),
                        reading.completed());
            }
            int process = history.process(reading.invoked());
            Reading before = furthest.get(process);
            if (before != null && before.last() >= reading.from() && before.last() > reading.last()) {
                add(
                        LogAnomaly.NONMONOTONIC_POLL,
                        log,
                        before.last(),
                        story.lastElement(before),
                        () -> story.lessThanBefore(log, before, reading),
                        before.completed(),
                        reading.completed());
            }
            if (reading.last() != Reading.NOTHING && (before == null || reading.last() > before.last())) {
                furthest.put(process, reading);
            }
            skipped(log, offsets, reading, lost);
            if (reading.whole()) {
                missing(log, offsets, reading, lost);
            }
        }
    }

    /**
     * Between its beginning and its last entry a reading has every offset that anybody was told of; so has one without any, which
     * begins where a client goes on, up to where it says it was. The first that it lacks
     * is told: those who have lost a thousand know it from one, and a read costs no more than it has.
     */
    private void skipped(Log log, long[] offsets, Reading reading, Set<Long> lost) {
        int begin = atLeast(offsets, reading.from());
        boolean nothing = reading.last() == Reading.NOTHING;
        int end = atLeast(offsets, nothing ? reading.told() : reading.last());
        if (reading.inOrder() && reading.size(values) == end - begin + (nothing ? 0 : 1)) {
            return;
        }
        Set<Long> has = new HashSet<>();
        for (int i = 0; i < reading.size(values); i++) {
            has.add(reading.offset(values, i));
        }
        int missing = begin;
        while (missing < end && has.contains(offsets[missing])) {
            missing++;
        }
        if (missing == end) {
            return;
        }
        Entry entry = Objects.requireNonNull(log.entries.get(offsets[missing]), "an entry that was told of");
        if (entry.read != null) {
            add(
                    LogAnomaly.POLL_SKIP,
                    log,
                    entry.offset,
                    entry.element,
                    () -> story.skipped(log, entry, reading),
                    events(entry.read.event(), reading));
        } else if (lost.add(entry.element)) {
            lost(log, entry, reading);
        }
    }

    /** A reading of the whole log has what was known to be in it. */
    private void missing(Log log, long[] offsets, Reading reading, Set<Long> lost) {
        Set<Long> has = new HashSet<>();
        for (int i = 0; i < reading.size(values); i++) {
            has.add(reading.element(values, i));
        }
        for (int i = atLeast(offsets, reading.from()); i < offsets.length; i++) {
            missing(
                    log,
                    Objects.requireNonNull(log.entries.get(offsets[i]), "one that was told of"),
                    reading,
                    has,
                    lost);
        }
        for (Entry stranger : log.strangers.values()) {
            if (stranger.offset >= reading.from()) {
                missing(log, stranger, reading, has, lost);
            }
        }
    }

    private void missing(Log log, Entry entry, Reading reading, Set<Long> has, Set<Long> lost) {
        if (!has.contains(entry.element) && entry.first().event() < reading.invoked() && lost.add(entry.element)) {
            lost(log, entry, reading);
        }
    }

    private void lost(Log log, Entry entry, Reading reading) {
        add(
                LogAnomaly.LOST_WRITE,
                log,
                entry.offset,
                entry.element,
                () -> story.lost(log, entry, reading),
                events(entry.first().event(), reading));
    }

    /** What tells of an entry, and a reading that lacks it, with the one after which it went on. */
    private static Integer[] events(int known, Reading reading) {
        return reading.after() == Reading.NONE
                ? new Integer[] {known, reading.completed()}
                : new Integer[] {known, reading.after(), reading.completed()};
    }

    /** The first place whose offset is no smaller. */
    private static int atLeast(long[] offsets, long offset) {
        int found = Arrays.binarySearch(offsets, offset);
        return found >= 0 ? found : -found - 1;
    }
}
