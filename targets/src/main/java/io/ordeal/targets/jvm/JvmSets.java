package io.ordeal.targets.jvm;

import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.counter.CounterClient;
import io.ordeal.workload.set.SetClient;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A set that grows, and a counter, inside this JVM, shared by the clients of a run. */
final class JvmSets {
    /** The flaw shows in one add of so many. */
    private static final int EVERY = 7;

    private final boolean forgets;
    private final Set<Long> set = new LinkedHashSet<>();
    private long sum;
    private int adds;

    private JvmSets(boolean forgets) {
        this.forgets = forgets;
    }

    /**
     * The clients of a run.
     *
     * @param forgets whether an add is acknowledged and forgotten now and then, as if another had written over it
     */
    static ClientFactories clients(boolean forgets) {
        JvmSets sets = new JvmSets(forgets);
        return ClientFactories.of(SetClient.class, context -> sets.new Elements())
                .and(CounterClient.class, context -> sets.new Sum());
    }

    private boolean isForgotten() {
        return forgets && ++adds % EVERY == 0;
    }

    private final class Elements implements SetClient {
        @Override
        public void add(long element) {
            synchronized (JvmSets.this) {
                if (!isForgotten()) {
                    set.add(element);
                }
            }
        }

        @Override
        public Collection<Long> read() {
            synchronized (JvmSets.this) {
                return List.copyOf(set);
            }
        }
    }

    private final class Sum implements CounterClient {
        @Override
        public void add(long delta) {
            synchronized (JvmSets.this) {
                sum += isForgotten() ? 0 : delta;
            }
        }

        @Override
        public long read() {
            synchronized (JvmSets.this) {
                return sum;
            }
        }
    }
}
