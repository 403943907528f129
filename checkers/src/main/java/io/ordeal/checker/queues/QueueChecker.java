package io.ordeal.checker.queues;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Findings;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.Witness;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.io.EdnText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a total queue: what was enqueued is delivered, and nothing else.
 *
 * <p><b>Guarantees</b>: {@code lost} is an element whose enqueue was acknowledged before a drain began that found nothing
 * outstanding, and that no dequeue and no drain ever delivered. {@code unexpected} is one that was delivered though nobody
 * had enqueued it by then, or whose enqueue failed. {@code duplicated}, if asked for, is one that was delivered twice.
 *
 * <p><b>Cannot detect</b>: another order than that of the enqueues, elements that come late, and what becomes of an element
 * whose enqueue is of unknown outcome. Which dequeue of unknown outcome took a lost element, if one did, no history tells:
 * the detail {@code unknown-dequeues} has their number.
 *
 * <p><b>Complexity</b>: linear in the history and in what was drained.
 *
 * <p><b>Reference</b>: Jepsen's {@code checker/total-queue}, "what goes in must come out". It differs in what it takes for
 * granted: there any history counts as drained, a failed enqueue may be delivered, and a drain that crashed ends the check.
 */
final class QueueChecker implements Checker {
    private final boolean once;

    /** @param once whether an element may be delivered but once */
    QueueChecker(boolean once) {
        this.once = once;
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        TotalQueue queue = TotalQueue.of(history, context);
        Findings<AnomalyType, Element> wrong = new Findings<>(AnomalyType.class);
        int undecided = 0;
        for (Element element : queue.elements.values()) {
            if (element.isUnexpected(history)) {
                wrong.add(AnomalyType.UNEXPECTED, element);
            } else if (!element.isDelivered() && element.isAcknowledged(history)) {
                if (queue.lastDrain >= 0 && history.partner(element.enqueue) < history.partner(queue.lastDrain)) {
                    wrong.add(AnomalyType.LOST, element);
                } else {
                    undecided++;
                }
            }
            if (once && element.deliveries > 1) {
                wrong.add(AnomalyType.DUPLICATED, element);
            }
        }
        List<Anomaly> anomalies =
                wrong.anomalies(context, (type, element, spokenFor) -> anomaly(queue, type, element, spokenFor));
        CheckResult result = new CheckResult(
                Verdict.of(anomalies).and(doubt(queue, undecided)), List.of(), measurements(queue, wrong));
        long more = queue.elements.values().stream()
                .filter(element -> element.deliveries > 1)
                .count();
        return once || more == 0
                ? result
                : result.withNote(more + " elements were delivered more than once, which at-least-once delivery allows:"
                        + " --no-duplicates asks for each but once");
    }

    @Override
    public boolean judges(History history, int completion) {
        return !history.f(completion).equals("enqueue");
    }

    /** What is delivered stays delivered; what is lost so far may come yet, as far as a history tells. */
    @Override
    public boolean violationsLast(History soFar) {
        for (int i = 0; i < soFar.size(); i++) {
            if (soFar.isClient(i) && soFar.type(i) == OpType.OK && soFar.f(i).equals("drain")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Cuts cuts(History history) {
        return new TotalQueueCuts(history);
    }

    private static Verdict doubt(TotalQueue queue, int undecided) {
        if (queue.elements.isEmpty() && queue.lastDrain < 0) {
            return Verdict.unknown("there is neither an :enqueue nor an element that was dequeued to be judged");
        }
        return undecided == 0
                ? Verdict.valid()
                : Verdict.unknown("of " + undecided + " elements that were acknowledged and never delivered nothing is"
                        + " known: no :drain that is ok began after that, so that they may be in the queue yet");
    }

    private static Anomaly anomaly(TotalQueue queue, AnomalyType type, Element element, List<Element> spokenFor) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("count", spokenFor.size());
        details.put(
                "elements",
                spokenFor.stream()
                        .limit(Findings.MOST_TOLD)
                        .map(one -> one.value)
                        .toList());
        if (type == AnomalyType.LOST) {
            details.put("unknown-dequeues", queue.unknownDequeues);
        }
        return new Anomaly(
                type.wire(), element.value, sentence(queue, type, element), witness(queue, type, element), details);
    }

    private static String sentence(TotalQueue queue, AnomalyType type, Element element) {
        History history = queue.history;
        String name = EdnText.name(element.value);
        return switch (type) {
            case LOST ->
                "process " + history.process(element.enqueue) + " was told at event "
                        + history.index(history.partner(element.enqueue)) + " that " + name
                        + " had been enqueued, but nobody ever got it: process " + history.process(queue.lastDrain)
                        + " drained the queue from event " + history.index(history.partner(queue.lastDrain)) + " to "
                        + history.index(queue.lastDrain) + ", and nothing was left"
                        + (queue.unknownDequeues == 0
                                ? ""
                                : "; " + queue.unknownDequeues
                                        + " dequeues ended with nobody knowing what they took, and one of them may have"
                                        + " taken it");
            case DUPLICATED ->
                name + " was delivered " + element.deliveries + " times: " + delivery(history, element.first) + " and "
                        + delivery(history, element.again);
            default ->
                name + " was delivered " + delivery(history, element.first) + ", "
                        + (!element.isEnqueued() || element.enqueue > element.first
                                ? "which nobody had enqueued by then"
                                : "though process " + history.process(element.enqueue) + " was told at event "
                                        + history.index(history.partner(element.enqueue))
                                        + " that it had not been enqueued");
        };
    }

    private static String delivery(History history, int completion) {
        return "to process " + history.process(completion) + " at event " + history.index(completion);
    }

    private static List<Op> witness(TotalQueue queue, AnomalyType type, Element element) {
        return new Witness(queue.history)
                .with(
                        element.enqueue,
                        type == AnomalyType.LOST ? queue.lastDrain : element.first,
                        type == AnomalyType.DUPLICATED ? element.again : -1)
                .events();
    }

    private static Map<String, Object> measurements(TotalQueue queue, Findings<AnomalyType, Element> wrong) {
        int acknowledged = 0;
        int delivered = 0;
        int duplicated = 0;
        int recovered = 0;
        for (Element element : queue.elements.values()) {
            boolean known = element.isAcknowledged(queue.history);
            acknowledged += known ? 1 : 0;
            delivered += element.isDelivered() ? 1 : 0;
            duplicated += element.deliveries > 1 ? 1 : 0;
            recovered += element.isDelivered() && !known && !element.isUnexpected(queue.history) ? 1 : 0;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("acknowledged", acknowledged);
        figures.put("delivered", delivered);
        figures.put("duplicated", duplicated);
        figures.put("recovered", recovered);
        figures.put("lost", wrong.count(AnomalyType.LOST));
        figures.put("unexpected", wrong.count(AnomalyType.UNEXPECTED));
        figures.put("unknown-dequeues", queue.unknownDequeues);
        return figures;
    }
}
