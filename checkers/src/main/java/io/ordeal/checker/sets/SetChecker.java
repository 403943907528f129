package io.ordeal.checker.sets;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Findings;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.Witness;
import io.ordeal.checker.sets.GrowingSet.Element;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.io.EdnText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a set to which elements are added, and which is read as a whole: what was acknowledged, or read, is there from
 * then on, sooner or later, and nothing else is.
 *
 * <p><b>Guarantees</b>: {@code lost} is an element that was acknowledged or read before a read began that lacks it, and
 * which no read has that ended after that. {@code unexpected} is one that was read though nobody had added it by then, or
 * whose add failed. {@code duplicated} is one that a single read has twice. {@code stale-read}, if asked for, is a read that
 * lacks what was there before it began, and which others have yet.
 *
 * <p><b>Cannot detect</b>: two reads that each lack what the other has, of adds that were under way: {@code
 * linearizable-set} does. An element that shows only after the last read is called lost: reads at the end must come late
 * enough.
 *
 * <p><b>Complexity</b>: linear in the history and in what was read, and n log n in the number of reads.
 *
 * <p><b>Reference</b>: Jepsen's {@code checker/set-full}, whose words these are: an element is stable, lost or never read,
 * and stale before it is stable. It differs in that elements that nobody added are told, and that what was acknowledged
 * after the last read began makes the verdict Unknown.
 */
final class SetChecker implements Checker {
    private final boolean fresh;

    /** @param fresh whether a read must have all that was there before it began */
    SetChecker(boolean fresh) {
        this.fresh = fresh;
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        GrowingSet set = GrowingSet.of(history, context);
        Findings<AnomalyType, Element> wrong = new Findings<>(AnomalyType.class);
        int neverRead = 0;
        int stale = 0;
        for (Element element : set.elements.values()) {
            if (element.isUnexpected(history)) {
                wrong.add(AnomalyType.UNEXPECTED, element);
            } else if (element.isKnown(history)) {
                if (set.isLost(element)) {
                    wrong.add(AnomalyType.LOST, element);
                } else if (element.lastSeen < 0) {
                    neverRead++;
                } else if (set.stale(element) > 0) {
                    stale++;
                    if (fresh) {
                        wrong.add(AnomalyType.STALE_READ, element);
                    }
                }
            }
            if (element.twice >= 0) {
                wrong.add(AnomalyType.DUPLICATED, element);
            }
        }
        List<Anomaly> anomalies =
                wrong.anomalies(context, (type, element, spokenFor) -> anomaly(set, type, element, spokenFor));
        CheckResult result = new CheckResult(
                Verdict.of(anomalies).and(doubt(set, neverRead)),
                List.of(),
                measurements(set, wrong, neverRead, stale));
        return fresh || stale == 0
                ? result
                : result.withNote(stale + " elements were missing for a while in reads that began when they were there"
                        + " already: --no-stale-reads makes that an anomaly");
    }

    @Override
    public boolean judges(History history, int completion) {
        return history.f(completion).equals("read");
    }

    @Override
    public Cuts cuts(History history) {
        return new GrowingSetCuts(history);
    }

    private static Verdict doubt(GrowingSet set, int neverRead) {
        if (set.lastRead < 0) {
            return Verdict.unknown("no :read is ok, so that nothing is known of what is in the set");
        }
        return neverRead == 0
                ? Verdict.valid()
                : Verdict.unknown(
                        neverRead + " elements were acknowledged after the last :read that is ok had begun: of"
                                + " them nothing is known");
    }

    private static Anomaly anomaly(GrowingSet set, AnomalyType type, Element element, List<Element> spokenFor) {
        return new Anomaly(
                type.wire(),
                element.value,
                sentence(set, type, element),
                witness(set, type, element),
                Map.of(
                        "count",
                        spokenFor.size(),
                        "elements",
                        spokenFor.stream()
                                .limit(Findings.MOST_TOLD)
                                .map(one -> one.value)
                                .toList()));
    }

    private static String sentence(GrowingSet set, AnomalyType type, Element element) {
        History history = set.history;
        String name = EdnText.name(element.value);
        return switch (type) {
            case LOST ->
                there(history, element) + ", but is gone: " + read(history, set.lastRead) + " lacks it, and no read"
                        + " that ended after that began has it";
            case STALE_READ ->
                there(history, element) + ", but " + read(history, set.firstStale(element)) + " lacks it, as do "
                        + (set.stale(element) - 1) + " others, though " + read(history, element.lastSeen) + " has it";
            case DUPLICATED -> read(history, element.twice) + " has " + name + " more than once";
            default ->
                read(history, element.firstSeen) + " has " + name + ", "
                        + (element.add < 0 || element.add > element.firstSeen
                                ? "which nobody had added by then"
                                : "though process " + history.process(element.add) + " was told at event "
                                        + history.index(history.partner(element.add)) + " that it had not been added");
        };
    }

    /** How it is known that an element must be there. */
    private static String there(History history, Element element) {
        String name = EdnText.name(element.value);
        return isAcknowledgedFirst(history, element)
                ? name + " is there, as process " + history.process(element.add) + " was told at event "
                        + history.index(history.partner(element.add))
                : name + " is there, as " + read(history, element.firstSeen) + " shows";
    }

    private static boolean isAcknowledgedFirst(History history, Element element) {
        return element.add >= 0
                && history.outcome(element.add) == OpType.OK
                && history.partner(element.add) == element.known(history);
    }

    private static String read(History history, int completion) {
        return "the read of process " + history.process(completion) + " (events "
                + history.index(history.partner(completion)) + " to " + history.index(completion) + ")";
    }

    private static List<Op> witness(GrowingSet set, AnomalyType type, Element element) {
        History history = set.history;
        Witness witness = new Witness(history).with(element.add);
        int shown = isAcknowledgedFirst(history, element) ? -1 : element.firstSeen;
        switch (type) {
            case LOST -> witness.with(shown, set.lastRead);
            case STALE_READ -> witness.with(shown, set.firstStale(element), element.lastSeen);
            case DUPLICATED -> witness.with(element.twice);
            default -> witness.with(element.firstSeen);
        }
        return witness.events();
    }

    private static Map<String, Object> measurements(
            GrowingSet set, Findings<AnomalyType, Element> wrong, int neverRead, int stale) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "acknowledged",
                set.elements.values().stream()
                        .filter(element -> element.add >= 0 && set.history.outcome(element.add) == OpType.OK)
                        .count());
        figures.put("reads", set.reads.size());
        for (AnomalyType type : List.of(AnomalyType.LOST, AnomalyType.UNEXPECTED, AnomalyType.DUPLICATED)) {
            figures.put(type.wire(), wrong.count(type));
        }
        figures.put("stale", stale);
        figures.put("never-read", neverRead);
        return figures;
    }
}
