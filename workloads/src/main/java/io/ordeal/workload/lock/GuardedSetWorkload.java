package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.client.Invocation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.DrawnOperations;
import io.ordeal.workload.parts.EachOnce;
import io.ordeal.workload.parts.PlainRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Additions to a set under a lock, judged by what is there in the end: a broken lock loses updates. */
public final class GuardedSetWorkload implements Workload<LockClient> {
    @Override
    public String name() {
        return "guarded-set";
    }

    @Override
    public String promise() {
        return "No update made under the lock is undone by another one made under it.";
    }

    @Override
    public Class<LockClient> clientType() {
        return LockClient.class;
    }

    @Override
    public WorkloadRun<LockClient> start(WorkloadOptions options) {
        int concurrency = options.concurrency();
        int locks = options.keys();
        Map<String, GuardedSet> sets = new ConcurrentHashMap<>();
        List<Invocation> lastReads = IntStream.range(0, locks)
                .mapToObj(lock -> new Invocation("read", LockOperations.keyed(LockGenerator.lockName(lock), null)))
                .toList();
        return new PlainRun<>(
                new DrawnOperations("guarded-set/add", concurrency, (random, worker, count) -> {
                    String lock = LockGenerator.lockName(random.nextInt(locks));
                    return new Invocation("add", LockOperations.keyed(lock, count * concurrency + worker));
                }),
                new EachOnce(lastReads),
                (client, context) -> new GuardedSetOperations(
                        client, context, lock -> sets.computeIfAbsent(lock, name -> new GuardedSet())));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return Checkers.named("guarded-set", CheckerOptions.DEFAULT.withIndependent(true));
    }
}
