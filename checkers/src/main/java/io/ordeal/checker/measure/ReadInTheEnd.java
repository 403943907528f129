package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that was written was read, ok, by an operation that began after the last write of it was over and after the last
 * heal. A write that failed is none; one whose outcome nobody learnt is over with its completion, if it has one.
 */
final class ReadInTheEnd implements Requirement {
    private final String what;
    private final Touched written;
    private final Touched read;

    ReadInTheEnd(String what, Touched written, Touched read) {
        this.what = what;
        this.written = written;
        this.read = read;
    }

    @Override
    public Optional<String> missing(History history) {
        Map<Object, Integer> unread = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i) && history.outcome(i) != OpType.FAIL) {
                int over = Math.max(i, history.partner(i));
                written.by(history, i).forEach(key -> unread.merge(key, over, Math::max));
            }
        }
        int all = unread.size();
        int healed = Healing.last(history);
        for (int i = history.size() - 1; i > healed && !unread.isEmpty(); i--) {
            if (history.isClient(i) && history.type(i) == OpType.OK && history.partner(i) > healed) {
                int began = history.partner(i);
                read.by(history, i)
                        .forEach(key -> unread.computeIfPresent(key, (k, over) -> began > over ? null : over));
            }
        }
        return unread.isEmpty()
                ? Optional.empty()
                : Optional.of(unread.size() + " of " + all + " " + what + ", such as "
                        + unread.keySet().iterator().next()
                        + ", were not read after their last write and after the last fault was healed: the last reads"
                        + " failed, or were never made");
    }
}
