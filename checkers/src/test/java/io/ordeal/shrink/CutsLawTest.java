package io.ordeal.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.PairsModel;
import io.ordeal.checker.TotalHistories;
import io.ordeal.checker.leaders.ElectionModel;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.checker.linearizability.ModelDraws;
import io.ordeal.checker.linearizability.RandomHistories;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.linearizability.fast.DistinctHistories;
import io.ordeal.checker.linearizability.fast.Structure;
import io.ordeal.checker.locks.LockModels;
import io.ordeal.checker.models.CounterModel;
import io.ordeal.checker.models.MultiRegisterModel;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.checker.models.SetModel;
import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@link CutsLaw} of random histories of every checker, some valid and some not. {@code -Dordeal.histories=5000} makes the
 * long run.
 */
class CutsLawTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 60);
    private static final long SEED = Long.getLong("ordeal.seed", 90_000);
    private static final Keyword READ = Keyword.of("r");
    private static final Keyword WRITE = Keyword.of("w");

    @TestFactory
    Stream<DynamicTest> ofKnownHistories() throws IOException {
        List<KnownHistory> all = new ArrayList<>(KnownHistory.ofCorpus("valid"));
        all.addAll(KnownHistory.ofCorpus("invalid"));
        return all.stream()
                .map(known -> DynamicTest.dynamicTest(
                        known.name(), () -> CutsLaw.assertKept(known.name(), known.checker(), known.read(), 1)));
    }

    @TestFactory
    Stream<DynamicTest> ofModels() {
        return Stream.of(
                random("register", new RegisterModel(null, false), ModelDraws.register()),
                random("cas-register", new RegisterModel(null, true), ModelDraws.casRegister()),
                random("multi-register", new MultiRegisterModel(Map.of()), transactions()),
                random("linearizable-set", new SetModel(), ModelDraws.set()),
                random("linearizable-counter", new CounterModel(0), ModelDraws.counter()),
                queue("fifo-queue", QueueModel.Order.FIFO, "enqueue", "dequeue"),
                queue("unordered-queue", QueueModel.Order.NONE, "enqueue", "dequeue"),
                queue("priority-queue", QueueModel.Order.PRIORITY, "enqueue", "dequeue"),
                queue("stack", QueueModel.Order.LIFO, "push", "pop"),
                random("kv", new PairsModel(), ModelDraws.texts()),
                random(
                        "kv",
                        new PairsModel(),
                        ModelDraws.get("", "a", "c", "ab", "cb", "bb", "b", "cbb"),
                        ModelDraws.get("", "a", "c", "ab", "cb", "bb", "b", "cbb"),
                        Draw.of("put", List.of("k", "a"), List.of("k", "a")),
                        Draw.of("put", List.of("k", "c"), List.of("k", "c")),
                        Draw.of("put", List.of("k", ""), List.of("k", "")),
                        Draw.of("append", List.of("k", "b"), List.of("k", "b"))));
    }

    private static Draw[] transactions() {
        return new Draw[] {
            Draw.of("txn", List.of(read("x", null)), List.of(read("x", null)), List.of(read("x", 1L))),
            Draw.of("txn", List.of(write("x", 1L)), List.of(write("x", 1L))),
            Draw.of("txn", List.of(write("y", 1L)), List.of(write("y", 1L))),
            Draw.of("txn", List.of(write("y", 2L), write("x", 2L)), List.of(write("y", 2L), write("x", 2L))),
            Draw.of(
                    "txn",
                    List.of(write("y", 4L), write("y", 2L), read("y", null)),
                    List.of(write("y", 4L), write("y", 2L), read("y", 2L))),
            Draw.of(
                    "txn",
                    List.of(read("x", null), read("y", null)),
                    List.of(read("x", null), read("y", null)),
                    List.of(read("x", 1L), read("y", 1L)),
                    List.of(read("x", 2L), read("y", 2L)),
                    List.of(read("x", 1L), read("y", 4L)),
                    List.of(read("x", 1L), read("y", null)))
        };
    }

    private static DynamicTest queue(String name, QueueModel.Order order, String put, String take) {
        return random(name, new QueueModel(order), ModelDraws.queue(put, take));
    }

    private static List<@Nullable Object> read(String register, @Nullable Object value) {
        return Arrays.asList(READ, register, value);
    }

    private static List<Object> write(String register, Object value) {
        return List.of(WRITE, register, value);
    }

    @TestFactory
    Stream<DynamicTest> ofLocks() {
        return Stream.of("mutex", "reentrant-mutex", "fenced-mutex", "fencing", "semaphore", "read-write-mutex")
                .map(name -> {
                    String model = name.equals("fencing") ? "fenced-mutex" : name;
                    return random(name, LockModels.named(model, 2), ModelDraws.ofLock(model));
                });
    }

    @TestFactory
    Stream<DynamicTest> ofElections() {
        return Stream.of(
                random(
                        "leader-election",
                        named("leader-election"),
                        new ElectionModel(true, true),
                        ElectionModel.draws()),
                random(
                        "leader-election, terms",
                        at("leader-election", "terms"),
                        new ElectionModel(false, true),
                        ElectionModel.draws()));
    }

    /** Histories of distinct values, that fast ways judge. */
    @TestFactory
    Stream<DynamicTest> ofStructures() {
        return Arrays.stream(Structure.values())
                .filter(structure -> structure != Structure.KV)
                .map(structure -> test(structure.checker() + ", distinct values", named(structure.checker()), seed -> {
                    Random random = new Random(~seed);
                    return new DistinctHistories(structure, seed)
                            .next(2 + random.nextInt(16), 1 + random.nextInt(4), random.nextInt(3) * 0.05);
                }));
    }

    @TestFactory
    Stream<DynamicTest> ofShapes() {
        return Stream.of(
                test(
                        "lease",
                        Checkers.named("lease", CheckerOptions.DEFAULT.withTtl(Duration.ofNanos(6))),
                        RandomShapes::lease),
                test("guarded-set", named("guarded-set"), RandomShapes::guardedSet),
                totals("queue", CheckerOptions.DEFAULT),
                totals("queue", CheckerOptions.DEFAULT.withForbidden(CheckerOption.NO_DUPLICATES)),
                totals("set", CheckerOptions.DEFAULT),
                totals("set", CheckerOptions.DEFAULT.withForbidden(CheckerOption.NO_STALE_READS)),
                totals("counter", CheckerOptions.DEFAULT),
                test("outbox", named("outbox"), RandomShapes::outbox),
                test("job", named("job"), RandomShapes::job),
                test("log", named("log"), RandomShapes::log),
                test("atomic-commit", named("atomic-commit"), RandomShapes::atomicCommit),
                test("bank", named("bank"), RandomShapes::bank),
                test("bank, read-committed", at("bank", "read-committed"), RandomShapes::bank),
                test("bank, serializable", at("bank", "serializable"), RandomShapes::bank),
                test("long-fork", named("long-fork"), RandomShapes::longFork));
    }

    private static DynamicTest totals(String name, CheckerOptions options) {
        return test(
                name + options.forbidden(),
                Checkers.named(name, options),
                3 * HISTORIES,
                seed -> TotalHistories.of(name, seed, 40));
    }

    @TestFactory
    Stream<DynamicTest> ofTransactions() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String checker = kind == Kind.LIST_APPEND ? "list-append" : "rw-register";
            for (Isolation isolation : Isolation.values()) {
                if (kind == Kind.LIST_APPEND && isolation == Isolation.CAUSAL) {
                    continue;
                }
                for (String level :
                        List.of("strict-serializable", "serializable", "snapshot-isolation", "read-committed")) {
                    tests.add(test(
                            checker + ", " + isolation + " at " + level, at(checker, level), HISTORIES / 4, seed -> {
                                Random random = new Random(~seed);
                                return Simulation.run(Plan.of(kind, isolation, 2 + random.nextInt(14))
                                        .withSeed(seed)
                                        .withClients(1 + random.nextInt(5), 1 + random.nextInt(3), 6, 4)
                                        .withOutcomes(0.1, 0.1));
                            }));
                }
            }
        }
        return tests.stream();
    }

    private static Checker named(String checker) {
        CheckerOptions options = CheckerOptions.DEFAULT;
        return Checkers.named(checker, checker.equals("semaphore") ? options.withPermits(2) : options);
    }

    private static Checker at(String checker, String level) {
        return Checkers.named(checker, CheckerOptions.DEFAULT.withModel(level));
    }

    private static <S> DynamicTest random(String name, Model<S> model, Draw... draws) {
        return random(name, named(name), model, draws);
    }

    private static <S> DynamicTest random(String name, Checker checker, Model<S> model, Draw... draws) {
        return test(name, checker, seed -> {
            Random random = new Random(~seed);
            return new RandomHistories<>(model, List.of(draws), seed)
                    .next(2 + random.nextInt(12), 1 + random.nextInt(5), random.nextInt(4) * 0.1);
        });
    }

    private static DynamicTest test(String title, Checker checker, LongFunction<History> histories) {
        return test(title, checker, HISTORIES, histories);
    }

    private static DynamicTest test(String title, Checker checker, int count, LongFunction<History> histories) {
        return DynamicTest.dynamicTest(title, () -> {
            int invalid = 0;
            for (long seed = SEED; seed < SEED + count; seed++) {
                String name = "-Dordeal.seed=" + seed + " of " + title;
                invalid += CutsLaw.assertKept(name, checker, histories.apply(seed), seed) ? 1 : 0;
            }
            assertThat(invalid).as("some of the histories must not be Invalid").isLessThan(count);
        });
    }
}
