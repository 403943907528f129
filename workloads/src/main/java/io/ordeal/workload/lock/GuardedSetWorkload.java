package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.history.Keyword;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.KeysApart;
import io.ordeal.workload.parts.PlainRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Additions to a set under a lock, judged by what is there in the end: a broken lock loses updates. */
public final class GuardedSetWorkload implements Workload<LockClient> {
    private static final int LAST_READ_TRIES = 20;

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
    public boolean hasPausePoint() {
        return true;
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "add",
                        Map.of(Keyword.of("lock"), "lock1", Keyword.of("element"), 7L),
                        Map.of(Keyword.of("lock"), "lock1", Keyword.of("element"), 7L),
                        "adds to the lock's set while the lock is held, by a read, and a write of one more; fails if the lock"
                                + " is not granted"),
                new ServedOperation(
                        "read",
                        "lock1",
                        Map.of(Keyword.of("lock"), "lock1", Keyword.of("elements"), List.of(7L)),
                        "reads the lock's set"));
    }

    @Override
    public Optional<String> whyInOneJvm() {
        return Optional.of("the set that the lock guards is in the harness' JVM");
    }

    @Override
    public WorkloadRun<LockClient> start(WorkloadOptions options) {
        int concurrency = options.concurrency();
        int locks = options.keys();
        Map<String, GuardedSet> sets = new ConcurrentHashMap<>();
        List<Generator> lastReads = IntStream.range(0, locks)
                .mapToObj(LockGenerator::lockName)
                .map(GuardedSetWorkload::lastRead)
                .toList();
        return new PlainRun<LockClient>(
                        Generators.drawn(draw -> {
                            String lock = LockGenerator.lockName(draw.random().nextInt(locks));
                            return new Invocation(
                                    "add",
                                    GuardedSetOperations.addition(lock, draw.count() * concurrency + draw.worker()));
                        }),
                        Generators.sequence(lastReads),
                        (client, context) -> new GuardedSetOperations(
                                client, context, lock -> sets.computeIfAbsent(lock, name -> new GuardedSet())))
                .withReplaying(Replaying.noting(recorded -> recorded, GuardedSetOperations::rounds));
    }

    /** Reads a set until that is ok; without it the run tells nothing. */
    private static Generator lastRead(String lock) {
        Invocation read = new Invocation("read", lock);
        Generator tries = Generators.limit(LAST_READ_TRIES, Generators.repeat(Generators.once(read)));
        return Generators.concurrencyLimit(1, Generators.untilOk(Generators.delay(Duration.ofMillis(250), tries)));
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("guarded-set", CheckerOptions.DEFAULT),
                Requirement.okOperations("add", 20),
                new CompetingAdds(),
                Requirement.okAfterHealing("read"));
    }
}
