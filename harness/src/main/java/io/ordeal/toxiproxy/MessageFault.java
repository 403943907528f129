package io.ordeal.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A {@link MessageRule} at work: what all connections that it is put on have in common. One may be put on several
 * directions of several proxies, which it then counts as one. Thread-safe.
 */
public final class MessageFault {
    /** So many messages are told of; of the others only how many there were. */
    private static final int TOLD = 5;

    private final MessageRule rule;
    private final AtomicLong messages = new AtomicLong();
    private final List<String> which = new CopyOnWriteArrayList<>();
    private volatile boolean holding;

    final LongAdder heldMessages = new LongAdder();
    final LongAdder heldBytes = new LongAdder();
    final LongAdder heldEnds = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder reordered = new LongAdder();
    final LongAdder undecided = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder full = new LongAdder();

    /** One that has done nothing yet. */
    public MessageFault(MessageRule rule) {
        this.rule = rule;
        this.holding = rule.act() == MessageRule.Act.HOLD && !rule.needsMessages();
    }

    /** What is to be done. */
    public MessageRule rule() {
        return rule;
    }

    /** Whether everything waits now. */
    boolean isHolding() {
        return holding;
    }

    /**
     * A message has come to its end.
     *
     * @param contains whether it holds the pattern, if there is one
     * @param beginning its first bytes
     * @return whether the rule is to be applied to it
     */
    boolean applies(boolean contains, byte[] beginning, int count) {
        boolean counts = contains || rule.containing().isEmpty();
        long number = counts ? messages.incrementAndGet() : 0;
        boolean applies;
        if (rule.act() == MessageRule.Act.HOLD) {
            applies = holding || number >= rule.from();
            if (applies) {
                holding = true;
            }
        } else {
            applies = number == rule.from() || (rule.every() && number > rule.from());
        }
        if (applies && counts && which.size() < TOLD) {
            which.add(number + ": " + printable(beginning, count));
        }
        return applies;
    }

    private static String printable(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(bytes, 0, count, StandardCharsets.ISO_8859_1).toCharArray()) {
            text.append(c >= ' ' && c < 0x7f ? c : '.');
        }
        return text.toString();
    }

    /** What it has done so far. */
    public MessageWork work() {
        return new MessageWork(
                messages.get(),
                heldMessages.sum(),
                heldBytes.sum(),
                heldEnds.sum(),
                repeated.sum(),
                reordered.sum(),
                undecided.sum(),
                lost.sum(),
                full.sum(),
                which);
    }
}
