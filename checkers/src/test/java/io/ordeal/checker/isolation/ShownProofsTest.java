package io.ordeal.checker.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.isolation.Shown.Txn;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.simulated.Bug;
import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an anomaly shows suffices to see it: from the events of its witness alone, by what {@link Shown} and {@link
 * ShownRegisters} know of levels, each step of a cycle of lists follows, each cycle closes and is of the kind that it is
 * called, and transactions over registers contradict each other. {@code -Dordeal.histories=N} judges more random histories.
 */
class ShownProofsTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 600);
    private static final long SEED = Long.getLong("ordeal.seed", 1);
    private static final Path CORPUS = Path.of("..", "results", "corpus");

    /** A proof of so many steps is told in part. */
    private static final int LONG = 40;

    private final Set<String> kinds = new TreeSet<>();

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void ofSmallRandomHistories(String name) {
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            requireProofs(
                    "-Dordeal.seed=" + seed, name, new SmallTransactions(seed, name.equals("list-append")).history);
        }
        assertThat(kinds).contains("G-single", "G1a", "G1b", "lost-update", "G2-item");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void ofSimulatedDatabases(String name) {
        Kind kind = name.equals("list-append") ? Kind.LIST_APPEND : Kind.RW_REGISTER;
        for (long seed = 1; seed <= 2; seed++) {
            for (Isolation isolation : Isolation.values()) {
                if (kind == Kind.RW_REGISTER || isolation != Isolation.CAUSAL) {
                    Plan plan = Plan.of(kind, isolation, 150).withSeed(seed);
                    requireProofs(plan.toString(), name, Simulation.run(plan));
                }
            }
            for (Bug bug : Bug.values()) {
                if (bug.kinds().contains(kind)) {
                    Plan plan = Plan.of(kind, bug, 150).withSeed(seed);
                    requireProofs(plan.toString(), name, Simulation.run(plan));
                }
            }
        }
        assertThat(kinds).hasSizeGreaterThan(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void ofTheCorpus(String name) throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS.resolve(name).resolve("invalid"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                requireProofs(file.toString(), name, HistoryReader.read(file).history());
            }
        }
        assertThat(kinds).isNotEmpty();
    }

    /** The order of versions is assumed to be that of processes, or of real time, and of reads before writes. */
    @ParameterizedTest
    @ValueSource(strings = {"sequential-keys", "linearizable-keys"})
    void underAssumptions(String assumption) {
        CheckerOptions options =
                CheckerOptions.DEFAULT.withAssumption(assumption, true).withAssumption("wfr-keys", true);
        for (long seed = SEED; seed < SEED + 2L * HISTORIES; seed++) {
            History history = new SmallTransactions(seed, false).history;
            for (Anomaly anomaly : Checkers.named("rw-register", options)
                    .check(history, CheckContext.unlimited())
                    .verdict()
                    .anomaliesOrNone()) {
                Shown shown = new Shown(anomaly.witness());
                boolean ofProcesses = assumption.equals("sequential-keys");
                List<Map<String, Object>> edges = edges(anomaly.details().get("edges"));
                kinds.add(anomaly.type());
                assertThat(edges)
                        .as("-Dordeal.seed=%d: %s", seed, anomaly)
                        .allMatch(edge -> isSeen(shown, edge, false) || isAssumed(shown, edge, ofProcesses));
            }
        }
        assertThat(kinds).contains("G-single", "G2-item");
    }

    private static boolean isAssumed(Shown shown, Map<String, Object> edge, boolean ofProcesses) {
        Txn from = shown.at(index(edge, "fromIndex"));
        Txn to = shown.at(index(edge, "toIndex"));
        return to.writes().stream().anyMatch(write -> {
            Object key = write.get(1);
            return "ww".equals(edge.get("type"))
                    ? from.writes(key) && shown.isAssumed(key, from.last(key), to.last(key), ofProcesses)
                    : from.reads().stream()
                            .anyMatch(read -> Objects.equals(read.get(1), key)
                                    && shown.isAssumed(key, read.get(2), to.last(key), ofProcesses));
        });
    }

    private void requireProofs(String what, String name, History history) {
        for (ConsistencyModel level : ConsistencyModel.values()) {
            Checkers.named(name, CheckerOptions.DEFAULT.withModel(level.wire()))
                    .check(history, CheckContext.unlimited())
                    .verdict()
                    .anomaliesOrNone()
                    .forEach(anomaly -> {
                        kinds.add(anomaly.type());
                        assertThat(isProved(anomaly, name.equals("list-append")))
                                .as(what + " at " + level.wire() + ": " + anomaly)
                                .isTrue();
                    });
        }
    }

    private static boolean isProved(Anomaly anomaly, boolean lists) {
        Shown shown = new Shown(anomaly.witness());
        List<Map<String, Object>> edges = edges(anomaly.details().get("edges"));
        List<Map<String, Object>> circle = edges(anomaly.details().get("cycle"));
        String definition = String.valueOf(anomaly.details().get("definition"));
        if (definition.startsWith("Biswas & Enea 2019, ")) {
            return new ShownRegisters(shown, definition.substring("Biswas & Enea 2019, ".length())).isCircular();
        }
        if (!circle.isEmpty()) {
            return circle.size() >= LONG
                    || new ShownRegisters(
                                    shown, String.valueOf(anomaly.details().get("level")))
                            .isCircular();
        }
        if (!edges.isEmpty()) {
            boolean named = !anomaly.type().equals("no-commit-order");
            return edges.stream().allMatch(edge -> isSeen(shown, edge, lists))
                    && (!named || (isClosed(edges) && isCalled(edges, anomaly.type())));
        }
        return isSeen(anomaly, shown);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> edges(@Nullable Object steps) {
        return steps == null ? List.of() : (List<Map<String, Object>>) steps;
    }

    private static int index(Map<String, Object> edge, String which) {
        return ((Number) Objects.requireNonNull(edge.get(which))).intValue();
    }

    private static boolean isSeen(Shown shown, Map<String, Object> edge, boolean lists) {
        Txn from = shown.at(index(edge, "fromIndex"));
        Txn to = shown.at(index(edge, "toIndex"));
        String type = String.valueOf(edge.get("type"));
        boolean both = shown.tookEffect(from) && shown.tookEffect(to);
        // That one of two rivals is the first was shown by the steps before.
        boolean said = String.valueOf(edge.get("because")).startsWith("it is the first of the two");
        return both && (said || (lists ? shown.isSeenInLists(from, to, type) : isSeenInRegisters(from, to, type)));
    }

    private static boolean isSeenInRegisters(Txn from, Txn to, String type) {
        return switch (type) {
            case "process" -> from.process() == to.process() && from.completed() < to.invoked();
            case "realtime" -> from.completed() < to.invoked();
            case "wr" ->
                to.reads().stream()
                        .anyMatch(read -> from.writes().stream()
                                .anyMatch(write -> write.subList(1, 3).equals(read.subList(1, 3))));
            case "rw" ->
                from.reads().stream()
                        .anyMatch(read -> to.writes(read.get(1))
                                && (read.get(2) == null || to.reads().stream().anyMatch(other -> other.equals(read))));
            default -> false;
        };
    }

    private static boolean isClosed(List<Map<String, Object>> edges) {
        for (int i = 0; i < edges.size(); i++) {
            Object next = edges.get((i + 1) % edges.size()).get("fromIndex");
            if (!Objects.equals(edges.get(i).get("toIndex"), next)) {
                return false;
            }
        }
        return true;
    }

    /** Adya's kinds, by the edges alone. */
    private static boolean isCalled(List<Map<String, Object>> edges, String type) {
        List<String> types =
                edges.stream().map(edge -> String.valueOf(edge.get("type"))).toList();
        long rw = types.stream().filter("rw"::equals).count();
        boolean adjacent = false;
        for (int i = 0; i < types.size(); i++) {
            adjacent |= types.get(i).equals("rw")
                    && types.get((i + 1) % types.size()).equals("rw");
        }
        String base = rw == 0
                ? (types.contains("wr") ? "G1c" : "G0")
                : rw == 1 ? "G-single" : adjacent ? "G2-item" : "G-nonadjacent";
        String suffix = types.contains("realtime") ? "-realtime" : types.contains("process") ? "-process" : "";
        // A cycle of ww through one of unknown outcome is told as the weaker G1c.
        return type.equals(base + suffix) || (base.equals("G0") && type.equals("G1c" + suffix));
    }

    private static boolean isSeen(Anomaly anomaly, Shown shown) {
        List<List<?>> reads =
                shown.txns.stream().flatMap(txn -> txn.reads().stream()).toList();
        return switch (anomaly.type()) {
            case "G1a" ->
                shown.txns.stream()
                        .filter(txn -> txn.outcome() == OpType.FAIL)
                        .flatMap(txn -> txn.writes().stream())
                        .anyMatch(write -> reads.stream().anyMatch(read -> has(read, write)));
            case "G1b" ->
                shown.txns.stream()
                        .anyMatch(txn -> txn.writes().stream()
                                .anyMatch(write -> !Objects.equals(write.get(2), txn.last(write.get(1)))
                                        && reads.stream().anyMatch(read -> has(read, write))));
            case "lost-update" ->
                shown.txns.size() == 2
                        && shown.txns.get(0).reads().stream()
                                .anyMatch(read -> shown.txns.get(1).reads().contains(read)
                                        && shown.txns.get(0).writes(read.get(1))
                                        && shown.txns.get(1).writes(read.get(1)));
            case "incompatible-order" -> reads.size() >= 2;
            case "dirty-update" -> shown.txns.stream().anyMatch(txn -> txn.outcome() == OpType.FAIL);
            default -> !shown.txns.isEmpty();
        };
    }

    private static boolean has(List<?> read, List<?> write) {
        return Objects.equals(read.get(1), write.get(1))
                && (Objects.equals(read.get(2), write.get(2))
                        || (read.get(2) instanceof List<?> list && list.contains(write.get(2))));
    }
}
