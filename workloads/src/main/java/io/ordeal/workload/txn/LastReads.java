package io.ordeal.workload.txn;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Which keys a run has used, and the reads of all of them in the end, so that what was written last is seen too. */
public final class LastReads {
    private static final int KEYS_PER_READ = 8;
    /** A server that has just come back may fail the first. */
    private static final int ROUNDS = 2;

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final AtomicLong end = new AtomicLong();

    /** Notes that a key is used; keys are numbered from 0. */
    public void used(long key) {
        end.accumulateAndGet(key + 1, Math::max);
    }

    /**
     * Transactions that read all keys up to the last one used, some at a time, once and then once more.
     *
     * @param f the operation's name
     */
    public Generator generator(String f) {
        Generator round = Generators.delay(
                INTERVAL, Generators.numbered(i -> i * KEYS_PER_READ < end.get() ? read(f, i * KEYS_PER_READ) : null));
        return Generators.clients(Generators.cycle(ROUNDS, round));
    }

    private Invocation read(String f, long first) {
        List<MicroOperation> reads = LongStream.range(first, Math.min(first + KEYS_PER_READ, end.get()))
                .mapToObj(MicroOperation::read)
                .toList();
        return new Invocation(f, MicroOperation.toValue(reads));
    }
}
