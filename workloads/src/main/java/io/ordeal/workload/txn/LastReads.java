package io.ordeal.workload.txn;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.history.History;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.parts.UntilAllOk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Which keys a run has used, and the reads of all of them in the end, so that what was written last is seen too; and the
 * demand that goes with them.
 */
public final class LastReads {
    private static final int KEYS_PER_READ = 8;

    /** Of more keys more are read at a time, so that the last phase ends within its time. */
    private static final int MOST_READS = 500;

    /** What is read a second time must be what it was. */
    private static final int ROUNDS = 2;

    private final AtomicLong end = new AtomicLong();

    /** The same operations; the keys of each are noted. Keys are numbered from 0. */
    public Generator noting(Generator transactions) {
        return Generators.map(
                invocation -> {
                    MicroOperation.parse(invocation.value()).forEach(step -> used(step.key()));
                    return invocation;
                },
                transactions);
    }

    /** Groups and pairs of keys that belong together stay so: each has one of these sizes. */
    private static final int WHOLE_GROUPS = 6;

    /**
     * Recorded transactions once more on other keys: those behind the recorded ones, and so on. No more keys are passed over
     * than whole groups need, as in the end all are read.
     */
    public static Replaying.Rounds rounds(List<Invocation> recorded) {
        LongSummaryStatistics keys = recorded.stream()
                .flatMap(invocation -> MicroOperation.parse(invocation.value()).stream())
                .mapToLong(MicroOperation::key)
                .summaryStatistics();
        long many = keys.getCount() == 0 ? 1 : keys.getMax() - keys.getMin() + 1;
        long apart = (many + WHOLE_GROUPS - 1) / WHOLE_GROUPS * WHOLE_GROUPS;
        return (round, invocation) -> new Invocation(
                invocation.f(),
                MicroOperation.toValue(MicroOperation.parse(invocation.value()).stream()
                        .map(step -> new MicroOperation(step.kind(), step.key() + round * apart, step.value()))
                        .toList()));
    }

    private void used(long key) {
        end.accumulateAndGet(key + 1, Math::max);
    }

    /**
     * Transactions that read all keys up to the last one used, some at a time, each until it is ok; and then once more.
     *
     * @param f the operation's name
     */
    public Generator generator(String f) {
        return Generators.clients(Generators.cycle(ROUNDS, UntilAllOk.of(() -> reads(f))));
    }

    private List<Invocation> reads(String f) {
        long keys = end.get();
        long atOnce = Math.max(KEYS_PER_READ, (keys + MOST_READS - 1) / MOST_READS);
        List<Invocation> reads = new ArrayList<>();
        for (long first = 0; first < keys; first += atOnce) {
            List<MicroOperation> read = LongStream.range(first, Math.min(first + atOnce, keys))
                    .mapToObj(MicroOperation::read)
                    .toList();
            reads.add(new Invocation(f, MicroOperation.toValue(read)));
        }
        return reads;
    }

    /** Every key that was written was read in the end: without that, nobody knows what became of its last write. */
    public static Requirement ofAllKeys() {
        return Requirement.readInTheEnd(
                "keys", (history, i) -> keys(history, i, false), (history, i) -> keys(history, i, true));
    }

    private static Collection<Long> keys(History history, int event, boolean read) {
        return MicroOperation.parse(history.value(event)).stream()
                .filter(step -> step.isRead() == read)
                .map(MicroOperation::key)
                .toList();
    }
}
