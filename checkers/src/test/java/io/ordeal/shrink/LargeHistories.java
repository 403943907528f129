package io.ordeal.shrink;

import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Long histories of ten clients, one operation in 2,000 of unknown outcome, of systems that do once what they should not,
 * at seven tenths of the way or in the end.
 */
enum LargeHistories {
    REGISTER("register") {
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            Deque<Long> last = new ArrayDeque<>(List.of(-1L));
            for (long i = 0; i < operations; i++) {
                long value = i;
                if (clients.random.nextBoolean()) {
                    clients.does("write", value, () -> {
                        last.addLast(value);
                        if (last.size() > 20) {
                            last.removeFirst();
                        }
                        return value;
                    });
                } else {
                    boolean stale = i >= operations * 7L / 10 && clients.first();
                    clients.does("read", null, () -> {
                        long read = stale ? last.getFirst() : last.getLast();
                        return read < 0 ? null : read;
                    });
                }
            }
            return clients.done();
        }
    },
    LIST_APPEND("list-append") {
        @Override
        History of(int operations) {
            History right = Simulation.run(Plan.listAppend(Isolation.STRICT_SERIALIZABLE, operations));
            HistoryBuilder broken = new HistoryBuilder();
            boolean done = false;
            for (int i = 0; i < right.size(); i++) {
                Op op = right.op(i);
                List<Object> steps = op.value() instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
                for (int j = 0;
                        !done && i > right.size() * 7L / 10 && op.type() == OpType.OK && j < steps.size();
                        j++) {
                    if (steps.get(j) instanceof List<?> step
                            && step.get(2) instanceof List<?> read
                            && read.size() > 25
                            && isFirstOfKey(steps, j)) {
                        steps.set(j, List.of(step.get(0), step.get(1), read.subList(0, 5)));
                        done = true;
                    }
                }
                broken.add(new Op(i, op.timeNanos(), op.process(), op.type(), op.f(), steps, op.error()));
            }
            return broken.build();
        }

        private boolean isFirstOfKey(List<Object> steps, int j) {
            return steps.stream()
                            .filter(each -> each instanceof List<?> other
                                    && steps.get(j) instanceof List<?> step
                                    && other.get(1).equals(step.get(1)))
                            .count()
                    == 1;
        }
    },
    MUTEX("mutex") {
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            Map<String, Integer> holders = new HashMap<>();
            Map<Integer, String> held = new HashMap<>();
            for (int i = 0; i < operations; i++) {
                int process = clients.next();
                String holds = held.remove(process);
                if (holds != null) {
                    clients.does("release", holds, () -> {
                        holders.remove(holds);
                        return holds;
                    });
                    continue;
                }
                String lock = "lock" + clients.random.nextInt(10);
                boolean late = i >= operations * 7L / 10;
                clients.does("acquire", lock, () -> {
                    // One whose holder does not even release it yet is granted once.
                    if (holders.containsKey(lock) && !(late && held.containsValue(lock) && clients.first())) {
                        return null;
                    }
                    holders.put(lock, process);
                    held.put(process, lock);
                    return lock;
                });
            }
            return clients.done();
        }
    },
    GUARDED_SET("guarded-set") {
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            List<Object> set = new ArrayList<>();
            for (long i = 0; i < operations - 1; i++) {
                long element = i;
                clients.does("add", element, () -> {
                    if (element < operations * 7L / 10 || !clients.first()) {
                        set.add(element);
                    }
                    return element;
                });
            }
            clients.allDone();
            clients.does("read", null, () -> List.copyOf(set));
            return clients.done();
        }
    },
    SET("set") {
        /** A hundred reads of all that is there; what is dropped is gone again. */
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            List<Object> set = new ArrayList<>();
            for (long i = 0; i < operations - 1; i++) {
                long element = i;
                if (i % Math.max(1, operations / 100) == 1) {
                    clients.does("read", null, () -> List.copyOf(set));
                    continue;
                }
                clients.does("add", element, () -> {
                    if (element < operations * 7L / 10 || !clients.first()) {
                        set.add(element);
                    }
                    return element;
                });
            }
            clients.allDone();
            clients.does("read", null, () -> List.copyOf(set));
            return clients.done();
        }
    },
    QUEUE("queue") {
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            Deque<Object> queue = new ArrayDeque<>();
            for (long i = 0; i < operations - 1; i++) {
                long element = i;
                if (clients.random.nextBoolean()) {
                    clients.does("enqueue", element, () -> {
                        if (element < operations * 7L / 10 || !clients.first()) {
                            queue.addLast(element);
                        }
                        return element;
                    });
                } else {
                    clients.does("dequeue", null, queue::pollFirst);
                }
            }
            clients.allDone();
            clients.does("drain", null, () -> List.copyOf(queue));
            return clients.done();
        }
    },
    COUNTER("counter") {
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            long[] sum = {0};
            for (long i = 0; i < operations - 1; i++) {
                if (clients.random.nextBoolean()) {
                    clients.does("add", 1L, () -> ++sum[0] < 0 ? null : 1L);
                } else {
                    boolean stale = i >= operations * 7L / 10 && clients.first();
                    clients.does("read", null, () -> sum[0] - (stale ? operations / 4 : 0));
                }
            }
            clients.allDone();
            clients.does("read", null, () -> sum[0]);
            return clients.done();
        }
    },
    BANK("bank") {
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            Map<Object, Long> balances = new TreeMap<>();
            for (long account = 0; account < 10; account++) {
                balances.put(account, 100L);
            }
            clients.does("open", Map.copyOf(balances), () -> Map.copyOf(balances));
            clients.allDone();
            for (int i = 1; i < operations; i++) {
                Random random = clients.random;
                if (random.nextBoolean()) {
                    boolean late = i >= operations * 7L / 10;
                    clients.does("read", null, () -> {
                        Map<Object, Long> read = new TreeMap<>(balances);
                        if (late && clients.first()) {
                            read.merge(3L, 1L, Long::sum);
                        }
                        return read;
                    });
                } else {
                    long from = random.nextInt(10);
                    long to = random.nextInt(10);
                    long amount = 1L + random.nextInt(5);
                    Map<Keyword, Object> asked =
                            Map.of(Keyword.of("from"), from, Keyword.of("to"), to, Keyword.of("amount"), amount);
                    clients.does("transfer", asked, () -> {
                        if (balances.getOrDefault(from, 0L) < amount) {
                            return null;
                        }
                        balances.merge(from, -amount, Long::sum);
                        balances.merge(to, amount, Long::sum);
                        return asked;
                    });
                }
            }
            return clients.done();
        }
    },
    OUTBOX("outbox") {
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            List<Object> rows = new ArrayList<>();
            List<Object> messages = new ArrayList<>();
            for (long i = 0; i < operations - 2; i++) {
                long id = i;
                clients.does("publish", id, () -> {
                    rows.add(id);
                    if (id < operations * 7L / 10 || !clients.first()) {
                        messages.add(id);
                    }
                    return id;
                });
            }
            clients.allDone();
            clients.does("rows", null, () -> List.copyOf(rows));
            clients.allDone();
            clients.does("drain", null, () -> List.copyOf(messages));
            return clients.done();
        }
    },
    LOG("log") {
        @Override
        History of(int operations) {
            Clients clients = new Clients();
            List<Object> log = new ArrayList<>();
            for (long i = 0; i < operations - 1; i++) {
                long element = i;
                boolean lost = i >= operations * 7L / 10 && clients.first();
                if (clients.random.nextBoolean()) {
                    clients.does("append", List.of("a", element), () -> {
                        List<Long> entry = List.of((long) log.size(), element);
                        log.add(lost ? List.of(entry.get(0), -1L) : entry);
                        return List.of("a", entry);
                    });
                } else {
                    long from = Math.max(0, log.size() - 5);
                    clients.does(
                            "read",
                            List.of("a", from),
                            () -> List.of("a", from, List.copyOf(log.subList((int) from, log.size()))));
                }
            }
            clients.allDone();
            clients.does("read-all", List.of("a", 0L), () -> List.of("a", 0L, List.copyOf(log)));
            return clients.done();
        }
    };

    final String checker;

    LargeHistories(String checker) {
        this.checker = checker;
    }

    /** The same each time. */
    abstract History of(int operations);

    /** What a system answers when it does something; null if it refuses. {@code nil} is answered by reads alone. */
    private interface Effect {
        @Nullable
        Object apply();
    }

    /** Clients of a system that does what is asked at the moment at which it answers. */
    private static final class Clients {
        private record Open(int process, String f, @Nullable Object asked, Effect effect) {}

        final Random random = new Random(7);
        private final HistoryBuilder history = new HistoryBuilder();
        private final List<Open> open = new ArrayList<>();
        private final List<Integer> idle = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        private int nextProcess = 10;
        private boolean first = true;

        /** True once. */
        boolean first() {
            boolean was = first;
            first = false;
            return was;
        }

        /** Who does the next thing. */
        int next() {
            while (idle.isEmpty()) {
                end();
            }
            return idle.get(0);
        }

        void does(String f, @Nullable Object asked, Effect effect) {
            int process = next();
            idle.remove(0);
            history.invoke(process, f, asked);
            open.add(new Open(process, f, asked, effect));
            while (!open.isEmpty() && random.nextInt(10) < open.size()) {
                end();
            }
        }

        private void end() {
            Open one = open.remove(random.nextInt(open.size()));
            // A lock that a lost client holds would never be granted again.
            boolean mayBeUnknown = !List.of("read", "rows", "drain", "dequeue", "read-all", "open", "acquire")
                    .contains(one.f());
            if (mayBeUnknown && random.nextInt(2000) == 0) {
                if (one.f().equals("release") || random.nextBoolean()) {
                    one.effect().apply();
                }
                history.info(one.process(), one.f(), one.asked());
                idle.add(nextProcess++);
                return;
            }
            Object answer = one.effect().apply();
            boolean refused = answer == null && !one.f().equals("read");
            history.add(refused ? OpType.FAIL : OpType.OK, one.process(), one.f(), refused ? one.asked() : answer);
            idle.add(one.process());
        }

        void allDone() {
            while (!open.isEmpty()) {
                end();
            }
        }

        History done() {
            allDone();
            return history.build();
        }
    }
}
