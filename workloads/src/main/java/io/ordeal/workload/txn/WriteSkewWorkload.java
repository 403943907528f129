package io.ordeal.workload.txn;

import io.ordeal.checker.CheckerOptions;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Draw;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.workload.WorkloadOptions;
import java.util.List;

/**
 * Write skew: of two doctors on call, each looks whether the other is there, and both go. Registers come in pairs; a
 * transaction reads both of a pair and writes one of them, so that two at once that write one each can't be put in a row:
 *
 * <pre>
 * T1  r x=0  r y=0  w x=1
 * T2  r x=0  r y=0         w y=2     each has read what the other was to write over
 * </pre>
 *
 * <p>As every write follows a read of its register, the order of a register's values is known without guessing.
 */
public final class WriteSkewWorkload extends TransactionWorkload {
    /** One transaction in so many only reads. */
    private static final int READ_ONLY_EVERY = 4;

    public WriteSkewWorkload() {
        super(MicroOperation.Kind.WRITE, CheckerOptions.DEFAULT.withAssumption("wfr-keys", true));
    }

    @Override
    public String name() {
        return "write-skew";
    }

    @Override
    public String promise() {
        return "Of two transactions that read what the other is to write, one sees the other's write.";
    }

    @Override
    Generator transactions(WorkloadOptions options) {
        return Generators.drawn(draw -> draw(draw, options));
    }

    private static Invocation draw(Draw draw, WorkloadOptions options) {
        long together = (long) options.keys() * options.operationsPerKey();
        long generation = draw.count() / Math.max(1, together / options.concurrency());
        long pair = generation * options.keys() + draw.random().nextInt(options.keys());
        MicroOperation one = MicroOperation.read(2 * pair);
        MicroOperation other = MicroOperation.read(2 * pair + 1);
        if (draw.random().nextInt(READ_ONLY_EVERY) == 0) {
            return new Invocation("txn", MicroOperation.toValue(List.of(one, other)));
        }
        long value = draw.count() * options.concurrency() + draw.worker() + 1;
        MicroOperation write = MicroOperation.write(2 * pair + draw.random().nextInt(2), value);
        return new Invocation("txn", MicroOperation.toValue(List.of(one, other, write)));
    }
}
