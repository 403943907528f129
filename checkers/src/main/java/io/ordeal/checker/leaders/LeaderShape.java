package io.ordeal.checker.leaders;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;
import org.jspecify.annotations.Nullable;

/** What operations of elections say. */
final class LeaderShape {
    static final String CAMPAIGN = "campaign";
    static final String LEADS = "leads";
    static final String RESIGN = "resign";

    private LeaderShape() {}

    /**
     * What a process was told of its own leadership.
     *
     * @param leads whether it does
     * @param term in which; null if it was not told
     */
    record Answer(boolean leads, @Nullable Long term) {}

    /**
     * Reads the answer of a campaign or a question.
     *
     * @param completion ok
     * @throws UnjudgeableHistoryException if it is of another shape
     */
    static Answer answer(History history, int completion) {
        boolean campaign = history.f(completion).equals(CAMPAIGN);
        Values values = history.values();
        long asked = history.valueHandle(history.partner(completion));
        long answered = history.valueHandle(completion);
        if (campaign && values.equal(asked, answered)) {
            return new Answer(true, null);
        }
        if (values.kind(answered) == Values.Kind.LIST
                && values.size(answered) == 2
                && values.equal(values.element(answered, 0), asked)) {
            long told = values.element(answered, 1);
            if (Values.isInt(told)) {
                return new Answer(true, Values.intValue(told));
            }
            if (!campaign && values.toObject(told) instanceof Boolean leads) {
                return new Answer(leads, null);
            }
        }
        String election = EdnText.of(values.toObject(asked));
        throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected the ok value of :"
                + history.f(completion) + " " + election + " to be "
                + (campaign
                        ? "the same, or [" + election + " term] with an integer term"
                        : "[" + election + " term] with an integer term, [" + election + " true] or [" + election
                                + " false]")
                + ", found " + EdnText.brief(values.toObject(answered)));
    }

    /** Whether an operation ends a belief of its process, when it begins: not surely, if nobody knows how it ended. */
    static boolean endsBelief(History history, int invocation) {
        OpType outcome = history.outcome(invocation);
        return switch (history.f(invocation)) {
            case RESIGN -> outcome != OpType.FAIL;
            case LEADS ->
                outcome == OpType.INFO
                        || (outcome == OpType.OK
                                && !answer(history, history.partner(invocation)).leads());
            default -> false;
        };
    }

    /** Whether an operation tells its process that it leads. */
    static boolean claims(History history, int invocation) {
        return !history.f(invocation).equals(RESIGN)
                && history.outcome(invocation) == OpType.OK
                && answer(history, history.partner(invocation)).leads();
    }

    /** @throws UnjudgeableHistoryException if elections have no such operation */
    static void requireKnown(History history, int event) {
        switch (history.f(event)) {
            case CAMPAIGN, LEADS, RESIGN -> {}
            default ->
                throw new UnjudgeableHistoryException("event " + history.index(event)
                        + ": an election knows :campaign, :leads and :resign, not :" + history.f(event));
        }
    }
}
