package io.ordeal.checker.outbox;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges rows and the messages that tell of them, from what was stored and what was delivered in the end.
 *
 * <p><b>Guarantees</b>: {@code lost} is a row whose message is in no drain though one began after the row was acknowledged
 * or read, or a row that was acknowledged or read and is missing in a later reading. {@code unexpected} is a message whose
 * row is in no reading though one began after the message had come, and any trace of what failed, was abandoned, or was
 * never published. {@code hanging-transaction} is one that {@code :unfinished} names twice, 30 s apart and all the time in
 * between, when every publication was over, the last fault healed, and every recovery that was asked for ok. The detail
 * {@code missing} tells them apart.
 *
 * <p><b>Cannot detect</b>: messages that are late, in another order than their rows, or delivered more than once, which
 * at-least-once delivery allows; the last are noted. A drain that is ok although something is outstanding makes it blame
 * the system.
 *
 * <p><b>Complexity</b>: linear in the history and in all that was read, times the readings of rows.
 *
 * <p><b>Reference</b>: Richardson, "Microservices Patterns", 2018, section 3.3 (transactional messaging): a message is sent
 * if and only if the transaction commits.
 */
final class OutboxChecker implements Checker {
    @Override
    public CheckResult check(History history, CheckContext context) {
        Outbox outbox = Outbox.of(history, context);
        OutboxFindings findings = OutboxFindings.in(outbox, context);
        Verdict verdict = Verdict.of(findings.all().anomalies(context, new Explanation(outbox)))
                .and(doubts(outbox, findings));
        CheckResult result = new CheckResult(verdict, List.of(), measurements(outbox, findings));
        for (String note : duplicates(outbox)) {
            result = result.withNote(note);
        }
        return result;
    }

    @Override
    public Cuts cuts(History history) {
        return new OutboxCuts(history);
    }

    private static Verdict doubts(Outbox outbox, OutboxFindings findings) {
        if (outbox.publications.isEmpty() && outbox.rows.all.isEmpty() && outbox.messages.all.isEmpty()) {
            return Verdict.unknown("there is neither a :publish nor a :rows nor a :drain to be judged");
        }
        if (outbox.messages.last() == null) {
            return Verdict.unknown("no :drain is ok, so that nothing is known of what was delivered in the end");
        }
        if (outbox.rows.last() == null) {
            return Verdict.unknown("no :rows is ok, so that nothing is known of what was stored in the end");
        }
        return findings.undecided() == 0
                ? Verdict.valid()
                : Verdict.unknown(
                        "of " + findings.undecided() + " publications it can't be said whether row and message"
                                + " belong together: no :rows and no :drain began after what is known of them");
    }

    private static List<String> duplicates(Outbox outbox) {
        List<String> notes = new ArrayList<>();
        if (outbox.messages.duplicates() > 0) {
            notes.add(outbox.messages.duplicates()
                    + " messages came more than once, which at-least-once delivery allows");
        }
        if (outbox.rows.duplicates() > 0) {
            notes.add(outbox.rows.duplicates() + " rows are there more than once");
        }
        return notes;
    }

    private static Map<String, Object> measurements(Outbox outbox, OutboxFindings findings) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "acknowledged",
                outbox.publications.values().stream()
                        .filter(publication -> publication.isAcknowledged(outbox.history))
                        .count());
        figures.put("rows", outbox.rows.seen().size());
        figures.put("messages", outbox.messages.seen().size());
        figures.put("duplicates", outbox.messages.duplicates());
        List<String> types = new ArrayList<>(List.of("lost", "unexpected"));
        if (!outbox.unfinished.all.isEmpty()) {
            types.add("hanging-transaction");
        }
        for (String type : types) {
            figures.put(type, findings.all().count(kind -> kind.type.wire().equals(type)));
        }
        return figures;
    }
}
