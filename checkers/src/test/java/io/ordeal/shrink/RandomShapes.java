package io.ordeal.shrink;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Random histories for checkers that judge what is read in the end: of systems that do what they say, but for one time in
 * a few. Operations overlap, fail, and end with nobody knowing how.
 */
final class RandomShapes {
    /** What a system does with an operation, at a moment while it is open. */
    private interface Effect {
        /** @return what is answered; null if it is refused */
        @Nullable
        Object apply();
    }

    private record Running(int process, String f, @Nullable Object asked, Effect effect) {}

    private final Random random;
    private final HistoryBuilder history = new HistoryBuilder();
    private final List<Running> running = new ArrayList<>();
    private final List<Integer> idle = new ArrayList<>(List.of(0, 1, 2));
    private int nextProcess = 3;
    private long now;
    private int index;

    private RandomShapes(long seed) {
        random = new Random(seed);
    }

    private boolean rarely() {
        return random.nextInt(25) == 0;
    }

    private void begin(String f, @Nullable Object asked, Effect effect) {
        while (idle.isEmpty()) {
            end();
        }
        int process = idle.remove(random.nextInt(idle.size()));
        add(process, OpType.INVOKE, f, asked);
        running.add(new Running(process, f, asked, effect));
        while (!running.isEmpty() && random.nextBoolean()) {
            end();
        }
    }

    private void add(int process, OpType type, String f, @Nullable Object value) {
        now += random.nextInt(3);
        history.add(new Op(index++, now, process, type, f, value, null));
    }

    private void end() {
        Running one = running.remove(random.nextInt(running.size()));
        int luck = random.nextInt(10);
        if (luck == 0) {
            if (random.nextBoolean()) {
                one.effect().apply();
            }
            if (random.nextBoolean()) {
                add(one.process(), OpType.INFO, one.f(), one.asked());
            }
            idle.add(nextProcess++);
            return;
        }
        Object answer = luck == 1 ? null : one.effect().apply();
        add(one.process(), answer == null ? OpType.FAIL : OpType.OK, one.f(), answer == null ? one.asked() : answer);
        idle.add(one.process());
    }

    private History done() {
        while (!running.isEmpty()) {
            end();
        }
        return history.build();
    }

    private int size() {
        return 2 + random.nextInt(12);
    }

    static History lease(long seed) {
        RandomShapes shapes = new RandomShapes(seed);
        Random random = shapes.random;
        int[] holder = {-1};
        long[] until = {0};
        for (int i = shapes.size(); i > 0; i--) {
            String f = random.nextInt(10) < 6 ? "acquire" : random.nextInt(4) > 0 ? "release" : "session-lost";
            int process = shapes.idle.isEmpty() ? 0 : shapes.idle.get(0);
            shapes.begin(f, "a", () -> {
                if (f.equals("acquire")) {
                    if (holder[0] >= 0 && shapes.now < until[0] && !shapes.rarely()) {
                        return null;
                    }
                    holder[0] = process;
                    until[0] = shapes.now + 6;
                    return "a";
                }
                if (f.equals("release") && holder[0] < 0 && !shapes.rarely()) {
                    return null;
                }
                holder[0] = -1;
                return "a";
            });
        }
        return shapes.done();
    }

    static History guardedSet(long seed) {
        RandomShapes shapes = new RandomShapes(seed);
        Random random = shapes.random;
        Map<String, Set<Object>> sets = new TreeMap<>(Map.of("a", new LinkedHashSet<>(), "b", new LinkedHashSet<>()));
        for (long i = shapes.size(); i > -3; i--) {
            String lock = random.nextBoolean() ? "a" : "b";
            long element = i;
            Set<Object> set = sets.getOrDefault(lock, Set.of());
            if (i > 0 && random.nextInt(4) > 0) {
                long version = set.size();
                Map<Keyword, Object> asked = Map.of(Keyword.of("lock"), lock, Keyword.of("element"), element);
                shapes.begin("add", asked, () -> {
                    if (!shapes.rarely()) {
                        set.add(element);
                    }
                    Map<Keyword, Object> told = new LinkedHashMap<>(asked);
                    told.put(Keyword.of("read"), version);
                    return told;
                });
            } else {
                shapes.begin("read", lock, () -> {
                    // The last is right; those before may lack what they like.
                    List<Object> read = new ArrayList<>(set);
                    read.removeIf(any -> element > 0 && random.nextInt(4) == 0);
                    if (shapes.rarely()) {
                        read.add(99L);
                    }
                    return Map.of(Keyword.of("lock"), lock, Keyword.of("elements"), read);
                });
            }
        }
        return shapes.done();
    }

    static History outbox(long seed) {
        RandomShapes shapes = new RandomShapes(seed);
        Random random = shapes.random;
        Set<Object> rows = new LinkedHashSet<>();
        Set<Object> waiting = new LinkedHashSet<>();
        for (long i = shapes.size(); i > -4; i--) {
            long id = i;
            if (i > 0 && random.nextInt(3) > 0) {
                if (random.nextInt(8) == 0) {
                    shapes.begin("abandon", id, () -> id);
                } else {
                    shapes.begin("publish", id, () -> {
                        if (!shapes.rarely()) {
                            rows.add(id);
                        }
                        if (!shapes.rarely()) {
                            waiting.add(id);
                        }
                        return id;
                    });
                }
            } else if (random.nextBoolean()) {
                shapes.begin("rows", null, () -> new ArrayList<>(rows));
            } else {
                shapes.begin("drain", null, () -> {
                    List<Object> drained = new ArrayList<>(waiting);
                    if (random.nextInt(3) > 0) {
                        waiting.clear();
                    }
                    return drained;
                });
            }
        }
        return shapes.done();
    }

    static History job(long seed) {
        RandomShapes shapes = new RandomShapes(seed);
        Random random = shapes.random;
        Map<Long, List<Object>> outputs = new TreeMap<>();
        for (long i = shapes.size(); i > -2; i--) {
            long job = i;
            List<Object> input = List.of(10 * job, 10 * job + 1);
            if (i > 0 && random.nextInt(3) > 0) {
                shapes.begin("run", List.of(job, input), () -> {
                    List<Object> records = new ArrayList<>(input);
                    if (shapes.rarely()) {
                        records.remove(0);
                    }
                    if (shapes.rarely()) {
                        records.add(10 * job + 1);
                    }
                    outputs.put(job, records);
                    return List.of(job, input);
                });
            } else {
                shapes.begin("outputs", null, () -> {
                    List<Object> all = new ArrayList<>();
                    outputs.forEach((each, records) -> all.add(List.of(each, !shapes.rarely(), records)));
                    return all;
                });
            }
        }
        return shapes.done();
    }

    static History log(long seed) {
        RandomShapes shapes = new RandomShapes(seed);
        Random random = shapes.random;
        TreeMap<Long, Object> log = new TreeMap<>();
        for (long i = shapes.size(); i > -2; i--) {
            long element = i;
            long from = i > 0 ? random.nextInt(3) : 0;
            if (i > 0 && random.nextInt(3) > 0) {
                shapes.begin("append", List.of("a", element), () -> {
                    if (shapes.rarely() && !log.isEmpty()) {
                        log.pollLastEntry();
                    }
                    long offset = log.isEmpty() ? 0 : log.lastKey() + 1 + random.nextInt(2);
                    log.put(offset, element);
                    return List.of("a", List.of(offset, element));
                });
            } else {
                shapes.begin(i > 0 ? "read" : "read-all", List.of("a", from), () -> {
                    List<Object> entries = new ArrayList<>();
                    log.tailMap(from).forEach((offset, each) -> entries.add(List.of(offset, each)));
                    if (!entries.isEmpty() && shapes.rarely()) {
                        entries.remove(random.nextInt(entries.size()));
                    }
                    return List.of("a", from, entries);
                });
            }
        }
        return shapes.done();
    }

    static History atomicCommit(long seed) {
        RandomShapes shapes = new RandomShapes(seed);
        Random random = shapes.random;
        Map<String, List<Object>> committed = Map.of("a", new ArrayList<>(), "b", new ArrayList<>());
        Map<String, List<Object>> prepared = Map.of("a", new ArrayList<>(), "b", new ArrayList<>());
        Map<String, long[]> balances = Map.of("a", new long[] {100, 100}, "b", new long[] {100, 100});
        boolean told = random.nextBoolean();
        boolean opening = random.nextBoolean();
        for (long i = shapes.size(); i > -4; i--) {
            long id = i;
            int kind = random.nextInt(6);
            if (i > 0 && kind > 1) {
                int account = random.nextInt(2);
                Map<Keyword, Object> asked = new LinkedHashMap<>();
                asked.put(Keyword.of("id"), id);
                if (told || random.nextInt(5) == 0) {
                    asked.put(Keyword.of("debit"), List.of(Keyword.of("a"), (long) account));
                    asked.put(Keyword.of("credit"), List.of(Keyword.of("b"), (long) account));
                    asked.put(Keyword.of("amount"), 10L);
                }
                shapes.begin("transfer", asked, () -> {
                    for (String name : List.of("a", "b")) {
                        if (shapes.rarely()) {
                            prepared.getOrDefault(name, List.of()).add(id);
                        } else {
                            committed.getOrDefault(name, List.of()).add(id);
                            if (asked.size() > 1 && !shapes.rarely()) {
                                balances.getOrDefault(name, new long[2])[account] += name.equals("a") ? -10 : 10;
                            }
                        }
                    }
                    return asked;
                });
            } else if (i > 0 && kind == 0) {
                shapes.begin("recover", (long) random.nextInt(2), () -> 0L);
            } else {
                shapes.begin("final-read", null, () -> {
                    Map<Keyword, Object> participants = new LinkedHashMap<>();
                    for (String name : List.of("a", "b")) {
                        Map<Keyword, Object> state = new LinkedHashMap<>();
                        state.put(Keyword.of("committed"), List.copyOf(committed.getOrDefault(name, List.of())));
                        state.put(Keyword.of("prepared"), List.copyOf(prepared.getOrDefault(name, List.of())));
                        if (told) {
                            state.put(
                                    Keyword.of("balances"),
                                    Arrays.stream(balances.getOrDefault(name, new long[2]))
                                            .boxed()
                                            .toList());
                        }
                        if (opening) {
                            state.put(Keyword.of("opening"), 100L);
                        }
                        participants.put(Keyword.of(name), state);
                    }
                    return Map.of(Keyword.of("participants"), participants);
                });
            }
        }
        return shapes.done();
    }

    static History bank(long seed) {
        RandomShapes shapes = new RandomShapes(seed);
        Random random = shapes.random;
        Map<Object, Long> balances = new TreeMap<>();
        for (long account = 0; account < 3; account++) {
            balances.put(account, 6L);
        }
        if (random.nextInt(4) > 0) {
            shapes.add(0, OpType.INVOKE, "open", Map.copyOf(balances));
            shapes.add(0, OpType.OK, "open", Map.copyOf(balances));
        }
        for (int i = shapes.size(); i > -2; i--) {
            if (i > 0 && random.nextInt(3) > 0) {
                long from = random.nextInt(3);
                long to = random.nextInt(3);
                long amount = 1L + random.nextInt(4);
                Map<Keyword, Object> asked =
                        Map.of(Keyword.of("from"), from, Keyword.of("to"), to, Keyword.of("amount"), amount);
                shapes.begin("transfer", asked, () -> {
                    if (balances.getOrDefault(from, 0L) < amount) {
                        return null;
                    }
                    if (!shapes.rarely()) {
                        balances.merge(from, -amount, Long::sum);
                    }
                    if (!shapes.rarely()) {
                        balances.merge(to, amount, Long::sum);
                    }
                    return asked;
                });
            } else {
                shapes.begin("read", null, () -> new TreeMap<>(balances));
            }
        }
        return shapes.done();
    }

    static History longFork(long seed) {
        RandomShapes shapes = new RandomShapes(seed);
        Random random = shapes.random;
        Map<Object, Object> registers = new TreeMap<>();
        for (int i = shapes.size(); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                long register = i;
                List<?> write = List.of(List.of(Keyword.of("w"), register, 1L));
                shapes.begin("write", write, () -> {
                    registers.put(register, 1L);
                    return write;
                });
            } else {
                List<List<@Nullable Object>> asked = new ArrayList<>();
                for (long register = 1; register < 9; register += 1 + random.nextInt(3)) {
                    asked.add(Arrays.asList(Keyword.of("r"), register, null));
                }
                shapes.begin("read", asked, () -> {
                    List<List<@Nullable Object>> read = new ArrayList<>();
                    for (List<@Nullable Object> step : asked) {
                        Object there = registers.get(step.get(1));
                        read.add(Arrays.asList(step.get(0), step.get(1), shapes.rarely() ? null : there));
                    }
                    return read;
                });
            }
        }
        return shapes.done();
    }
}
