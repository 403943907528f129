package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Small random histories for the checkers that hold what was acknowledged against what was read: operations that end in any
 * way and take effect or do not, whatever their clients are told, and reads that err now and then. Most are invalid, many
 * in several ways at once.
 */
final class PromiseHistories {
    private static final int PROCESSES = 3;
    private static final long ACCOUNTS = 3;
    private static final long OPENED_WITH = 10;

    private final Random random;
    private final HistoryBuilder events = new HistoryBuilder();
    private final int[] processes = {0, 1, 2};
    private final @Nullable Operation[] open = new Operation[PROCESSES];
    private long nextId;

    /** One under way; what it answers is asked for when it completes. */
    private record Operation(String f, @Nullable Object asked, Supplier<@Nullable Object> answer) {}

    private PromiseHistories(long seed) {
        random = new Random(seed);
    }

    /** @param checker the name of one of the ten */
    static History of(String checker, long seed) {
        if (Set.of("queue", "set", "counter").contains(checker)) {
            return TotalHistories.of(checker, seed, 8);
        }
        PromiseHistories histories = new PromiseHistories(seed);
        switch (checker) {
            case "guarded-set" -> histories.guardedSet();
            case "outbox" -> histories.outbox();
            case "job" -> histories.job();
            case "log" -> histories.log();
            case "long-fork" -> histories.longFork();
            case "bank" -> histories.bank();
            case "atomic-commit" -> histories.atomicCommit();
            default -> throw new IllegalArgumentException("no histories for " + checker);
        }
        return histories.events.build();
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    /** Some steps, each of which begins what is drawn or ends what is open. */
    private void steps(Supplier<Operation> draw) {
        int steps = 4 + random.nextInt(24);
        for (int step = 0; step < steps; step++) {
            int worker = random.nextInt(PROCESSES);
            Operation operation = open[worker];
            if (operation == null) {
                Operation begun = draw.get();
                open[worker] = begun;
                events.invoke(processes[worker], begun.f(), begun.asked());
            } else {
                open[worker] = null;
                end(worker, operation);
            }
        }
    }

    private void end(int worker, Operation operation) {
        Object answer = operation.answer().get();
        int luck = random.nextInt(10);
        if (luck < 6) {
            events.ok(processes[worker], operation.f(), answer);
        } else if (luck < 8) {
            events.fail(processes[worker], operation.f(), operation.asked());
        } else {
            if (luck == 8) {
                events.info(processes[worker], operation.f(), operation.asked());
            }
            processes[worker] += PROCESSES;
        }
    }

    private void inTheEnd(String f, @Nullable Object asked, @Nullable Object answer) {
        // Another's: what is open stays so.
        events.invoke(99, f, asked).ok(99, f, answer);
    }

    /** What is there, but now and then without some of it, and with what has no business there. */
    private List<Object> seen(Iterable<Long> there) {
        List<Object> seen = new ArrayList<>();
        for (Long each : there) {
            if (!oneIn(8)) {
                seen.add(each);
            }
        }
        if (oneIn(8)) {
            long stranger = random.nextInt((int) nextId + 2);
            if (!seen.contains(stranger)) {
                seen.add(stranger);
            }
        }
        return seen;
    }

    private static Keyword word(String name) {
        return Keyword.of(name);
    }

    // ---- adds under locks, each of which tells the version that it read

    private void guardedSet() {
        Map<String, TreeSet<Long>> sets = Map.of("a", new TreeSet<>(), "b", new TreeSet<>());
        steps(() -> {
            String lock = oneIn(2) ? "a" : "b";
            TreeSet<Long> set = sets.getOrDefault(lock, new TreeSet<>());
            if (oneIn(3)) {
                return new Operation("read", lock, () -> elements(lock, set));
            }
            long element = nextId++;
            Map<Keyword, Object> asked = Map.of(word("lock"), lock, word("element"), element);
            return new Operation("add", asked, () -> {
                if (!oneIn(6)) {
                    set.add(element);
                }
                Map<Keyword, Object> told = new LinkedHashMap<>(asked);
                told.put(word("read"), (long) random.nextInt(4));
                return told;
            });
        });
        sets.forEach((lock, set) -> inTheEnd("read", lock, elements(lock, set)));
    }

    private Map<Keyword, Object> elements(String lock, Iterable<Long> set) {
        return Map.of(word("lock"), lock, word("elements"), seen(set));
    }

    // ---- appends, and reads from an offset on

    private void log() {
        Map<String, TreeMap<Long, Long>> logs = Map.of("a", new TreeMap<>(), "b", new TreeMap<>());
        steps(() -> {
            String name = oneIn(5) ? "b" : "a";
            TreeMap<Long, Long> log = Objects.requireNonNull(logs.get(name));
            if (oneIn(2)) {
                long from = random.nextInt(3);
                return new Operation("read", List.of(name, from), () -> List.of(name, from, entries(log, from)));
            }
            long element = nextId++;
            return new Operation("append", List.of(name, element), () -> {
                long end = log.isEmpty() ? 0 : log.lastKey() + 1;
                long offset = oneIn(8) ? random.nextLong(end + 2) : end;
                if (!oneIn(8)) {
                    log.put(offset, element);
                }
                return List.of(name, List.of(offset, element));
            });
        });
        logs.forEach((name, log) -> inTheEnd("read-all", List.of(name, 0L), List.of(name, 0L, entries(log, 0))));
    }

    private List<List<Object>> entries(NavigableMap<Long, Long> log, long from) {
        List<List<Object>> entries = new ArrayList<>();
        long to = oneIn(3) ? from + random.nextInt(3) : Long.MAX_VALUE;
        log.tailMap(from).headMap(to).forEach((offset, element) -> {
            if (!oneIn(5)) {
                entries.add(List.of(offset, oneIn(10) ? random.nextLong(nextId + 1) : element));
            }
        });
        if (entries.size() > 1 && oneIn(10)) {
            entries.add(0, entries.remove(entries.size() - 1));
        }
        return entries;
    }

    // ---- rows and messages

    private void outbox() {
        TreeSet<Long> rows = new TreeSet<>();
        TreeSet<Long> messages = new TreeSet<>();
        steps(() -> {
            if (oneIn(3)) {
                return oneIn(2)
                        ? new Operation("rows", null, () -> seen(rows))
                        : new Operation("drain", null, () -> seen(messages));
            }
            long id = nextId++;
            String f = oneIn(5) ? "abandon" : "publish";
            return new Operation(f, id, () -> {
                boolean done = f.equals("publish") != oneIn(8);
                if (done && !oneIn(8)) {
                    rows.add(id);
                }
                if (done && !oneIn(8)) {
                    messages.add(id);
                }
                return id;
            });
        });
        inTheEnd("rows", null, seen(rows));
        inTheEnd("drain", null, seen(messages));
        if (oneIn(2)) {
            inTheEnd("rows", null, seen(rows));
        }
    }

    // ---- jobs and their outputs

    private void job() {
        Map<Long, List<Object>> outputs = new TreeMap<>();
        steps(() -> {
            if (oneIn(3)) {
                return new Operation("outputs", null, () -> outputs(outputs));
            }
            long job = nextId++;
            List<Object> input = List.of(10 * job, 10 * job + 1);
            if (oneIn(6)) {
                return new Operation("doomed", List.of(job, input), () -> List.of(job, input));
            }
            return new Operation("run", List.of(job, input), () -> {
                if (!oneIn(8)) {
                    outputs.put(job, input);
                }
                return List.of(job, input);
            });
        });
        inTheEnd("outputs", null, outputs(outputs));
        if (oneIn(2)) {
            inTheEnd("outputs", null, outputs(outputs));
        }
    }

    /** What is there, but now and then without some of it, twice, or of others. */
    private List<Object> outputs(Map<Long, List<Object>> there) {
        List<Object> outputs = new ArrayList<>();
        there.forEach((job, input) -> {
            List<Object> records = new ArrayList<>(input);
            if (oneIn(10)) {
                records.remove(random.nextInt(records.size()));
            }
            if (oneIn(10)) {
                records.add(input.get(0));
            }
            if (oneIn(16)) {
                records.add(10 * job + 10);
            }
            if (!oneIn(12)) {
                outputs.add(List.of(job, !oneIn(10), records));
            }
        });
        if (oneIn(8)) {
            long stranger = random.nextInt((int) nextId + 2);
            if (!there.containsKey(stranger)) {
                outputs.add(List.of(stranger, oneIn(2), List.of(10 * stranger)));
            }
        }
        return outputs;
    }

    // ---- registers that are written once

    private void longFork() {
        Map<Long, Long> registers = new TreeMap<>();
        steps(() -> {
            if (oneIn(2) || nextId == 4) {
                return new Operation("read", registers(false, registers), () -> registers(true, registers));
            }
            long register = nextId++;
            List<List<Object>> asked = List.of(List.of(word("w"), register, register + 10));
            return new Operation("write", asked, () -> {
                if (!oneIn(6)) {
                    registers.put(register, register + 10);
                }
                return asked;
            });
        });
        inTheEnd("read", registers(false, registers), registers(true, registers));
    }

    private List<List<Object>> registers(boolean answered, Map<Long, Long> registers) {
        List<List<Object>> steps = new ArrayList<>();
        for (long register = 0; register < 4; register++) {
            Long value = answered && !oneIn(5) ? registers.get(register) : null;
            steps.add(Arrays.asList(word("r"), register, value != null && oneIn(20) ? Long.valueOf(99L) : value));
        }
        return steps;
    }

    // ---- a bank, in one database or two

    private void bank() {
        boolean many = oneIn(3);
        Map<Long, Long> balances = balances();
        if (!oneIn(4)) {
            inTheEnd("open", null, told(many, balances));
        }
        steps(() -> {
            if (oneIn(2)) {
                return new Operation(oneIn(3) ? "final-read" : "read", null, () -> told(many, misread(balances)));
            }
            long from = random.nextInt((int) ACCOUNTS);
            long to = random.nextInt((int) ACCOUNTS);
            long amount = 1L + random.nextInt(4);
            Map<Keyword, Object> asked =
                    Map.of(word("from"), place(many, from), word("to"), place(many, to), word("amount"), amount);
            return new Operation("transfer", asked, () -> {
                if (!oneIn(6)) {
                    balances.merge(from, -amount, Long::sum);
                }
                if (!oneIn(6)) {
                    balances.merge(to, amount, Long::sum);
                }
                return asked;
            });
        });
        inTheEnd("final-read", null, told(many, misread(balances)));
    }

    private static Map<Long, Long> balances() {
        Map<Long, Long> balances = new TreeMap<>();
        for (long account = 0; account < ACCOUNTS; account++) {
            balances.put(account, OPENED_WITH);
        }
        return balances;
    }

    private Map<Long, @Nullable Long> misread(Map<Long, Long> balances) {
        Map<Long, @Nullable Long> read = new TreeMap<>(balances);
        long account = random.nextInt((int) ACCOUNTS + 1);
        switch (random.nextInt(20)) {
            case 0 -> read.remove(account);
            case 1 -> read.put(account, null);
            case 2 -> read.put(account, 1L);
            case 3 -> read.clear();
            default -> {}
        }
        return read;
    }

    private static Object place(boolean many, long account) {
        return many ? List.of(account == 0 ? "x" : "y", account) : account;
    }

    private static Map<Object, Object> told(boolean many, Map<Long, ? extends @Nullable Long> balances) {
        Map<Object, Object> all = new LinkedHashMap<>(balances);
        if (!many) {
            return all;
        }
        Map<Object, Object> second = new LinkedHashMap<>(balances);
        second.remove(0L);
        all.keySet().retainAll(List.of(0L));
        return Map.of("x", all, "y", second);
    }

    // ---- transactions over two databases

    private void atomicCommit() {
        Map<Keyword, TreeSet<Long>> committed = Map.of(word("a"), new TreeSet<>(), word("b"), new TreeSet<>());
        Map<Keyword, TreeSet<Long>> prepared = Map.of(word("a"), new TreeSet<>(), word("b"), new TreeSet<>());
        Map<Keyword, List<Long>> balances = Map.of(
                word("a"), new ArrayList<>(List.of(OPENED_WITH, OPENED_WITH)),
                word("b"), new ArrayList<>(List.of(OPENED_WITH, OPENED_WITH)));
        steps(() -> {
            if (oneIn(4)) {
                return new Operation(
                        "read",
                        null,
                        () -> Map.of(
                                word("balances"),
                                Map.of(
                                        word("a"),
                                        List.copyOf(of(balances, "a")),
                                        word("b"),
                                        List.copyOf(of(balances, "b")))));
            }
            long id = nextId++;
            long amount = 1L + random.nextInt(4);
            int account = random.nextInt(2);
            Map<Keyword, Object> asked = Map.of(
                    word("id"),
                    id,
                    word("debit"),
                    List.of(word("a"), (long) account),
                    word("credit"),
                    List.of(word("b"), (long) account),
                    word("amount"),
                    amount);
            return new Operation("transfer", asked, () -> {
                for (String side : List.of("a", "b")) {
                    if (!oneIn(8)) {
                        of(committed, side).add(id);
                        of(balances, side)
                                .set(account, of(balances, side).get(account) + (side.equals("a") ? -amount : amount));
                    }
                    if (oneIn(8)) {
                        of(prepared, side).add(id);
                    }
                }
                return Map.of(word("id"), id);
            });
        });
        for (int reads = oneIn(2) ? 1 : 2; reads > 0; reads--) {
            Map<Keyword, Object> participants = new LinkedHashMap<>();
            for (String side : List.of("a", "b")) {
                List<Long> read = new ArrayList<>(of(balances, side));
                if (oneIn(6)) {
                    read.set(0, 0L);
                }
                List<Object> done = seen(of(committed, side));
                if (oneIn(12) && !done.isEmpty()) {
                    done.add(done.get(0));
                }
                participants.put(
                        word(side),
                        Map.of(
                                word("committed"), done,
                                word("prepared"), List.copyOf(of(prepared, side)),
                                word("balances"), read,
                                word("opening"), OPENED_WITH));
            }
            inTheEnd("final-read", null, Map.of(word("participants"), participants));
        }
    }

    private static <V> V of(Map<Keyword, V> sides, String side) {
        return Objects.requireNonNull(sides.get(word(side)));
    }
}
