package io.ordeal.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.leaders.ElectionModel;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Linearizability;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.checker.linearizability.ModelDraws;
import io.ordeal.checker.linearizability.RandomHistories;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.linearizability.fast.DistinctHistories;
import io.ordeal.checker.linearizability.fast.Structure;
import io.ordeal.checker.locks.LeaseHistories;
import io.ordeal.checker.locks.LockModels;
import io.ordeal.checker.models.CounterModel;
import io.ordeal.checker.models.MultiRegisterModel;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.checker.models.SetModel;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@link WitnessLaw} of random invalid histories, with pending and failed operations and repeated values, of all models,
 * locks and promises. {@code -Dordeal.histories=5000} makes the long run.
 */
class LawOfWitnessesTest {
    /** Invalid histories of each kind. */
    private static final int INVALID = Integer.getInteger("ordeal.histories", 80);

    private static final long SEED = Long.getLong("ordeal.seed", 77_000);
    /** Histories that broke the law once, in runs of 100,000. */
    private static final Map<String, Long> FOUND = Map.of(
            "semaphore", 81_486L,
            "fifo-queue, distinct values", 101_132L,
            "stack, distinct values", 94_290L,
            "fifo-queue", 96_764L);

    private static final Keyword READ = Keyword.of("r");
    private static final Keyword WRITE = Keyword.of("w");

    @TestFactory
    Stream<DynamicTest> ofRepeatedValues() {
        return Stream.of(
                random("register", new RegisterModel(null, false), ModelDraws.register()),
                random("cas-register", new RegisterModel(null, true), ModelDraws.casRegister()),
                random("multi-register", new MultiRegisterModel(Map.of()), transactions()),
                random("linearizable-set", new SetModel(), ModelDraws.set()),
                random("linearizable-counter", new CounterModel(0), ModelDraws.counter()),
                random(
                        "linearizable-counter",
                        new CounterModel(0),
                        Draw.of("add", 1L, 1L),
                        Draw.of("read", null, 0L, 1L, 2L, 3L, 4L, 5L),
                        Draw.of("read", null, 0L, 1L, 2L, 3L, 4L, 5L)),
                queue("fifo-queue", QueueModel.Order.FIFO, "enqueue", "dequeue"),
                queue("unordered-queue", QueueModel.Order.NONE, "enqueue", "dequeue"),
                queue("priority-queue", QueueModel.Order.PRIORITY, "enqueue", "dequeue"),
                queue("stack", QueueModel.Order.LIFO, "push", "pop"),
                kv());
    }

    private static Draw[] transactions() {
        return new Draw[] {
            Draw.of("txn", List.of(read("x", null)), List.of(read("x", null)), List.of(read("x", 1L))),
            Draw.of("txn", List.of(write("x", 1L)), List.of(write("x", 1L))),
            Draw.of("txn", List.of(write("y", 1L)), List.of(write("y", 1L))),
            Draw.of("txn", List.of(write("y", 2L), write("x", 2L)), List.of(write("y", 2L), write("x", 2L))),
            Draw.of(
                    "txn",
                    List.of(read("x", null), write("y", 3L)),
                    List.of(read("x", null), write("y", 3L)),
                    List.of(read("x", 1L), write("y", 3L)),
                    List.of(read("x", 2L), write("y", 3L))),
            Draw.of(
                    "txn",
                    List.of(read("x", null), read("y", null)),
                    List.of(read("x", null), read("y", null)),
                    List.of(read("x", 1L), read("y", 1L)),
                    List.of(read("x", 2L), read("y", 2L)),
                    List.of(read("x", 1L), read("y", 3L)),
                    List.of(read("x", 2L), read("y", 3L)),
                    List.of(read("x", 1L), read("y", null)))
        };
    }

    /** One key, told in pairs. */
    private static DynamicTest kv() {
        return random("kv", new PairsModel(), ModelDraws.texts());
    }

    private static DynamicTest queue(String name, QueueModel.Order order, String put, String take) {
        return random(name, new QueueModel(order), ModelDraws.queue(put, take));
    }

    @TestFactory
    Stream<DynamicTest> ofLocks() {
        return Stream.of("mutex", "reentrant-mutex", "fenced-mutex", "semaphore", "read-write-mutex")
                .map(name -> random(name, LockModels.named(name, 2), ModelDraws.ofLock(name)));
    }

    /** With one leader at a time, and with one a term. */
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
                        Checkers.named("leader-election", CheckerOptions.DEFAULT.withModel("terms")),
                        new ElectionModel(false, true),
                        ElectionModel.drawsOfTerms()));
    }

    /** Tokens that rise, of holds that may overlap. */
    @TestFactory
    Stream<DynamicTest> ofFencing() {
        Object[] granted = Stream.of(1L, 2L, 3L, 4L, 5L, 6L)
                .map(token -> List.of("a", token))
                .toArray();
        return Stream.of(random(
                "fencing",
                new TokensModel(),
                Draw.of("acquire", "a", granted),
                Draw.of("acquire", "a", granted),
                Draw.of("release", "a", "a"),
                Draw.of("session-lost", "a", "a")));
    }

    /** The last token granted; whoever held the lock before. */
    private static final class TokensModel implements Model<Long> {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public @Nullable Long step(Long last, Call call) {
            if (!call.f().equals("acquire") || !(call.output() instanceof List<?> granted)) {
                return last;
            }
            Long token = (Long) granted.get(1);
            return token > last ? token : null;
        }
    }

    @TestFactory
    Stream<DynamicTest> ofLeases() {
        Checker checker = Checkers.named("lease", CheckerOptions.DEFAULT.withTtl(LeaseHistories.TTL));
        return Stream.of(test("lease", checker, LeaseHistories::of));
    }

    /** What was acknowledged against what was read. */
    @TestFactory
    Stream<DynamicTest> ofPromises() {
        CheckerOptions options = CheckerOptions.DEFAULT;
        return Stream.of(
                promise("guarded-set", options, "lost", "lost-update", "unexpected"),
                promise("queue", options, "lost", "unexpected"),
                promise(
                        "queue",
                        options.withForbidden(CheckerOption.NO_DUPLICATES),
                        "duplicated",
                        "lost",
                        "unexpected"),
                promise("set", options, "duplicated", "lost", "unexpected"),
                promise(
                        "set",
                        options.withForbidden(CheckerOption.NO_STALE_READS),
                        "duplicated",
                        "lost",
                        "stale-read",
                        "unexpected"),
                promise("counter", options, "wrong-count"),
                promise("outbox", options, "lost", "unexpected"),
                promise("job", options, "duplicated", "lost", "partial-output", "unexpected"),
                promise(
                        "log",
                        options,
                        "G1a",
                        "duplicate",
                        "inconsistent-offsets",
                        "int-nonmonotonic-poll",
                        "lost-write",
                        "nonmonotonic-poll",
                        "nonmonotonic-send",
                        "poll-skip",
                        "unexpected"),
                promise("long-fork", options, "long-fork", "unexpected"),
                promise("bank", options, "lost", "negative-balance", "unexpected", "wrong-balance", "wrong-total"),
                promise("bank", options.withModel("read-committed"), "lost", "wrong-balance", "wrong-total"),
                promise("bank", options.withModel("read-atomic"), "lost", "wrong-balance", "wrong-total"),
                promise("bank", options.withInitial(30L), "lost", "wrong-total"),
                promise("atomic-commit", options, "in-doubt", "lost", "partial-commit", "unexpected", "wrong-balance"),
                promise("atomic-commit", options.withModel("read-atomic"), "wrong-balance", "wrong-total"));
    }

    private static DynamicTest promise(String name, CheckerOptions options, String... kinds) {
        String title = name
                + options.model().map(level -> ", " + level).orElse("")
                + (options.initial() == null ? "" : ", from a total");
        return DynamicTest.dynamicTest(title, () -> {
            Checker checker = Checkers.named(name, options);
            Set<String> seen = new TreeSet<>();
            int invalid = 0;
            for (long seed = SEED; invalid < INVALID; seed++) {
                assertThat(seed).as("enough of the histories are invalid").isLessThan(SEED + 200L * INVALID);
                String one = "-Dordeal.seed=" + seed + " of " + title;
                Set<String> found = WitnessLaw.assertShown(one, checker, PromiseHistories.of(name, seed));
                seen.addAll(found);
                invalid += found.isEmpty() ? 0 : 1;
            }
            assertThat(seen).contains(kinds);
        });
    }

    /** Histories that fast ways judge. */
    @TestFactory
    Stream<DynamicTest> ofDistinctValues() {
        return Arrays.stream(Structure.values())
                .map(structure -> test(structure.checker() + ", distinct values", judge(structure), seed -> {
                    Random random = new Random(~seed);
                    boolean large = random.nextInt(4) == 0;
                    int operations = 2 + random.nextInt(large ? 40 : 10);
                    double unknown = random.nextInt(3) * (large ? 0.5 / operations : 0.1);
                    return new DistinctHistories(structure, seed).next(operations, 1 + random.nextInt(4), unknown);
                }));
    }

    private static Checker judge(Structure structure) {
        // Histories of one text have no keys, which the checker of that name asks for.
        return structure == Structure.KV
                ? Linearizability.of(structure.model()).with(structure.way())
                : named(structure.checker());
    }

    private static Checker named(String checker) {
        CheckerOptions options = CheckerOptions.DEFAULT;
        return Checkers.named(checker, checker.equals("semaphore") ? options.withPermits(2) : options);
    }

    private static <S> DynamicTest random(String name, Model<S> model, Draw... draws) {
        return random(name, named(name), model, draws);
    }

    private static <S> DynamicTest random(String name, Checker checker, Model<S> model, Draw... draws) {
        return test(name, checker, seed -> {
            Random random = new Random(~seed);
            // Many pending ones among many are too hard a search for so many histories.
            boolean large = random.nextInt(4) == 0;
            return new RandomHistories<>(model, List.of(draws), seed)
                    .next(
                            2 + random.nextInt(large ? 24 : 10),
                            1 + random.nextInt(5),
                            large ? 0.04 : random.nextInt(4) * 0.1);
        });
    }

    private static DynamicTest test(String title, Checker checker, LongFunction<History> histories) {
        return DynamicTest.dynamicTest(title, () -> {
            if (FOUND.containsKey(title)) {
                assertThat(isInvalid(title, checker, histories, FOUND.getOrDefault(title, SEED)))
                        .isTrue();
            }
            int invalid = 0;
            for (long seed = SEED; invalid < INVALID; seed++) {
                assertThat(seed).as("enough of the histories are invalid").isLessThan(SEED + 200L * INVALID);
                invalid += isInvalid(title, checker, histories, seed) ? 1 : 0;
            }
        });
    }

    private static boolean isInvalid(String title, Checker checker, LongFunction<History> histories, long seed) {
        String name = "-Dordeal.seed=" + seed + " of " + title;
        return WitnessLaw.assertKept(name, checker, histories.apply(seed), false) > 0;
    }

    private static List<@Nullable Object> read(String register, @Nullable Object value) {
        return Arrays.asList(READ, register, value);
    }

    private static List<Object> write(String register, Object value) {
        return List.of(WRITE, register, value);
    }
}
