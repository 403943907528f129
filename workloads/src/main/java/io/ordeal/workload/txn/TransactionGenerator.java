package io.ordeal.workload.txn;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.generator.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random transactions of one to four micro-operations, half of them reads, on a few keys that are in use at once; half of
 * the operations are on the first of these, a quarter on the second, and so on. What is written under a key counts up from
 * 1, and a key on which enough was done makes way for a fresh one (after {@code elle.list-append/gen}).
 *
 * <p>The sequence of transactions hangs on the seed alone; who does which is left to the moment.
 */
final class TransactionGenerator implements Generator {
    private static final int MAX_LENGTH = 4;

    private final MicroOperation.Kind writes;
    private final int operationsPerKey;
    private final long count;
    private final Key[] keys;
    private final long nextKey;

    /**
     * @param writes APPEND or WRITE
     * @param inUse keys that are in use at once, ≥ 1
     * @param operationsPerKey after so many reads and writes another key takes a key's place
     */
    TransactionGenerator(MicroOperation.Kind writes, int inUse, int operationsPerKey) {
        this(writes, operationsPerKey, 0, firstKeys(inUse), inUse);
    }

    private TransactionGenerator(
            MicroOperation.Kind writes, int operationsPerKey, long count, Key[] keys, long nextKey) {
        this.writes = writes;
        this.operationsPerKey = operationsPerKey;
        this.count = count;
        this.keys = keys;
        this.nextKey = nextKey;
    }

    private static Key[] firstKeys(int inUse) {
        Key[] keys = new Key[inUse];
        for (int i = 0; i < inUse; i++) {
            keys[i] = new Key(i, 0, 0);
        }
        return keys;
    }

    /**
     * A key in use.
     *
     * @param operations so far
     * @param written what was written last; 0 = nothing yet
     */
    private record Key(long number, int operations, long written) {
        Key read() {
            return new Key(number, operations + 1, written);
        }

        Key write() {
            return new Key(number, operations + 1, written + 1);
        }
    }

    @Override
    public Step next(GeneratorContext context) {
        int worker = context.longestFree();
        if (worker == GeneratorContext.NOBODY) {
            return new Step.Pending(this);
        }
        SplittableRandom random = KeyedRandom.of(context.seed(), context.path(), 0, count);
        Key[] after = keys.clone();
        long fresh = nextKey;
        List<MicroOperation> transaction = new ArrayList<>();
        int length = 1 + random.nextInt(MAX_LENGTH);
        for (int i = 0; i < length; i++) {
            int place = 0;
            while (place < after.length - 1 && random.nextBoolean()) {
                place++;
            }
            Key key = after[place];
            if (random.nextBoolean()) {
                transaction.add(MicroOperation.read(key.number));
                after[place] = key.read();
            } else {
                after[place] = key.write();
                transaction.add(new MicroOperation(writes, key.number, after[place].written));
            }
            if (after[place].operations >= operationsPerKey) {
                after[place] = new Key(fresh++, 0, 0);
            }
        }
        return new Step.Invoke(
                context.timeNanos(),
                worker,
                new Invocation("txn", MicroOperation.toValue(transaction)),
                new TransactionGenerator(writes, operationsPerKey, count + 1, after, fresh));
    }
}
