package io.ordeal.report;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A client that stood still, as a {@code client-pause} tells when it is healed: which process, and for how long.
 *
 * <p>When it stood is read from the operation that it had in hand: that one lasted as long at least, and was completed as
 * soon as the client could go on. Of a client with no such operation nothing is drawn.
 *
 * @param position of the operation's invocation
 * @param fromNanos when it stood still
 * @param toNanos when it went on
 */
record FrozenClient(int process, int position, long fromNanos, long toNanos) {
    /** All of a history whose events have times. O(n) for each span that froze somebody. */
    static List<FrozenClient> of(History history, FaultSpans faults) {
        List<FrozenClient> found = new ArrayList<>();
        for (FaultSpans.Span span : faults.spans()) {
            if (field(span.stopped(), "frozen") instanceof Collection<?> clients) {
                for (Object client : clients) {
                    if (field(client, "process") instanceof Number process
                            && field(client, "nanos") instanceof Number nanos) {
                        find(found, history, span, process.intValue(), nanos.longValue());
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static void find(List<FrozenClient> found, History history, FaultSpans.Span span, int process, long nanos) {
        for (int i = 0; i <= span.end(history); i++) {
            if (history.process(i) == process && history.isInvoke(i)) {
                int completion = history.partner(i);
                int last = completion >= 0 ? completion : span.end(history);
                long from = history.timeNanos(i);
                long to = history.timeNanos(last);
                if (last >= span.from() && from != Op.NO_TIME && to - from >= nanos) {
                    found.add(new FrozenClient(process, i, to - nanos, to));
                    return;
                }
            }
        }
    }
}
