package io.ordeal.checker.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.simulated.Bug;
import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law of the lattice, over all of it: what is Invalid at a level is so at all that imply it, what is Valid at one is so
 * at all that it implies; and nothing is a violation and allowed in one answer. {@code -Dordeal.histories=N} judges more
 * random histories.
 */
class LatticeTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 1_000);
    private static final long SEED = Long.getLong("ordeal.seed", 1);
    private static final Path CORPUS = Path.of("..", "results", "corpus");

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void smallRandomHistories(String name) {
        Map<ConsistencyModel, Checker> checkers = checkers(name, CheckerOptions.DEFAULT);
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            SmallTransactions small = new SmallTransactions(seed, name.equals("list-append"));
            requireLaw("-Dordeal.seed=" + seed, small.history, checkers);
        }
    }

    @Test
    void smallRandomHistoriesUnderAssumptions() {
        Map<ConsistencyModel, Checker> checkers = checkers(
                "rw-register",
                CheckerOptions.DEFAULT.withAssumption("linearizable-keys", true).withAssumption("wfr-keys", true));
        for (long seed = SEED; seed < SEED + HISTORIES / 2; seed++) {
            requireLaw("-Dordeal.seed=" + seed, new SmallTransactions(seed, false).history, checkers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void simulatedDatabases(String name) {
        Kind kind = name.equals("list-append") ? Kind.LIST_APPEND : Kind.RW_REGISTER;
        Map<ConsistencyModel, Checker> checkers = checkers(name, CheckerOptions.DEFAULT);
        for (Isolation isolation : Isolation.values()) {
            if (kind == Kind.RW_REGISTER || isolation != Isolation.CAUSAL) {
                requireLaw(isolation.level(), Simulation.run(Plan.of(kind, isolation, 200)), checkers);
            }
        }
        for (Bug bug : Bug.values()) {
            if (bug.kinds().contains(kind)) {
                requireLaw(bug.name(), Simulation.run(Plan.of(kind, bug, 200)), checkers);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void theCorpus(String name) throws IOException {
        Map<ConsistencyModel, Checker> checkers = checkers(name, CheckerOptions.DEFAULT);
        try (Stream<Path> files = Files.walk(CORPUS.resolve(name))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path file : all) {
                requireLaw(file.toString(), HistoryReader.read(file).history(), checkers);
            }
        }
    }

    @Test
    void readsOfTheReadersOwnPastAreAgainstNoLevelThatAllowsThem() throws IOException {
        String text = """
                {:type :invoke, :process 3, :f :txn, :value [[:w 0 10]]}
                {:type :ok, :process 3, :f :txn, :value [[:w 0 10]]}
                {:type :invoke, :process 2, :f :txn, :value [[:w 0 1] [:r 0 nil]]}
                {:type :ok, :process 2, :f :txn, :value [[:w 0 1] [:r 0 10]]}
                """;
        History history = HistoryReader.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Origin.FOREIGN)
                .history();
        Map<ConsistencyModel, Checker> checkers = checkers("rw-register", CheckerOptions.DEFAULT);
        requireLaw("a read against the reader's own write", history, checkers);
        checkers.forEach((level, checker) -> {
            CheckResult result = checker.check(history, CheckContext.unlimited());
            boolean proscribed = level.implies(ConsistencyModel.READ_ATOMIC)
                    || level.implies(ConsistencyModel.SNAPSHOT_ISOLATION)
                    || level.implies(ConsistencyModel.SERIALIZABLE);
            assertThat(result.verdict().isInvalid()).as(level.wire()).isEqualTo(proscribed);
            assertThat(result.verdict().isValid())
                    .as(level.wire())
                    .isEqualTo(level == ConsistencyModel.READ_UNCOMMITTED);
        });
    }

    private static Map<ConsistencyModel, Checker> checkers(String name, CheckerOptions options) {
        Map<ConsistencyModel, Checker> checkers = new EnumMap<>(ConsistencyModel.class);
        for (ConsistencyModel level : ConsistencyModel.values()) {
            checkers.put(level, Checkers.named(name, options.withModel(level.wire())));
        }
        return checkers;
    }

    private static void requireLaw(String what, History history, Map<ConsistencyModel, Checker> checkers) {
        Map<ConsistencyModel, CheckResult> results = new EnumMap<>(ConsistencyModel.class);
        checkers.forEach((level, checker) -> results.put(level, checker.check(history, CheckContext.unlimited())));
        results.forEach((stronger, above) -> stronger.implied().forEach(weaker -> {
            CheckResult below = Objects.requireNonNull(results.get(weaker));
            boolean lessSure = (below.verdict().isInvalid() && !above.verdict().isInvalid())
                    || (above.verdict().isValid() && !below.verdict().isValid());
            if (lessSure) {
                fail(what + ": " + weaker.wire() + " is " + below + ", but " + stronger.wire() + " is " + above + "\n"
                        + history.ops());
            }
        }));
        results.forEach((level, result) -> {
            for (Anomaly anomaly : result.verdict().anomaliesOrNone()) {
                assertThat(result.notes())
                        .as(what + " at " + level.wire())
                        .noneMatch(note -> note.startsWith("allowed by " + level.wire() + ": " + anomaly.type() + ":"));
            }
            if (result.verdict().isInvalid()) {
                assertThat(result.notes().stream()
                                .filter(note -> note.contains("; not ruled out: "))
                                .flatMap(note -> Stream.of(note.split("; not ruled out: ", -1)[1].split(", ", -1)))
                                .flatMap(other -> ConsistencyModel.named(other).stream()))
                        .as(what + " at " + level.wire() + ": " + result.notes())
                        .noneMatch(possible -> possible.implies(level));
            }
        });
    }
}
