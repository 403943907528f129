package io.ordeal.checker.bank;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A bank that serves several processes, each transfer and each read in two steps, so that others come between: right
 * unless it has a flaw.
 */
final class SimulatedBank {
    /** What is wrong with the bank. */
    enum Flaw {
        NONE,
        /** Two transfers may read the same balances, and the later writes over the earlier. */
        LOST_UPDATE,
        /** A read takes one half of the accounts, and the other half later. */
        FRACTURED_READ,
        /** Now and then an acknowledged transfer is forgotten whole. */
        FORGETS,
        /** Now and then a transfer that was refused is done. */
        DOES_THE_REFUSED,
        /** An account may have less than nothing. */
        OVERDRAWS
    }

    private static final int PROCESSES = 5;
    private static final int ACCOUNTS = 4;
    private static final long OPENING = 10;

    private final Flaw flaw;
    private final Random random;
    private final HistoryBuilder history = new HistoryBuilder();
    private final Map<Long, Long> balances = new LinkedHashMap<>();
    private final Map<Integer, Runnable> underWay = new HashMap<>();
    private final int[] processes = new int[PROCESSES];

    private SimulatedBank(Flaw flaw, long seed) {
        this.flaw = flaw;
        random = new Random(seed);
    }

    /** The history of so many steps, and a read at the end. */
    static History run(Flaw flaw, long seed, int steps) {
        return new SimulatedBank(flaw, seed).run(steps);
    }

    private History run(int steps) {
        for (long account = 0; account < ACCOUNTS; account++) {
            balances.put(account, OPENING);
        }
        history.invoke(0, "open", Map.copyOf(balances)).ok(0, "open", Map.copyOf(balances));
        for (int worker = 0; worker < PROCESSES; worker++) {
            processes[worker] = worker;
        }
        for (int i = 0; i < steps; i++) {
            int worker = random.nextInt(PROCESSES);
            Runnable rest = underWay.remove(worker);
            if (rest != null) {
                rest.run();
            } else if (random.nextInt(3) == 0) {
                beginRead(worker);
            } else {
                beginTransfer(worker);
            }
        }
        underWay.values().forEach(Runnable::run);
        history.invoke(processes[0], "read", null).ok(processes[0], "read", Map.copyOf(balances));
        return history.build();
    }

    private void beginRead(int worker) {
        int process = processes[worker];
        history.invoke(process, "read", null);
        Map<Long, Long> first = Map.copyOf(balances);
        underWay.put(worker, () -> {
            Map<Long, Long> read = new LinkedHashMap<>(balances);
            if (flaw == Flaw.FRACTURED_READ) {
                read.put(0L, balance(first, 0L));
                read.put(1L, balance(first, 1L));
            }
            history.ok(process, "read", read);
        });
    }

    private void beginTransfer(int worker) {
        int process = processes[worker];
        long from = random.nextInt(ACCOUNTS);
        long to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        long amount = 1L + random.nextInt(5);
        Map<Keyword, Object> value =
                Map.of(Keyword.of("from"), from, Keyword.of("to"), to, Keyword.of("amount"), amount);
        history.invoke(process, "transfer", value);
        Map<Long, Long> before = Map.copyOf(balances);
        underWay.put(worker, () -> {
            Map<Long, Long> read = flaw == Flaw.LOST_UPDATE ? before : balances;
            boolean refused = balance(read, from) < amount && flaw != Flaw.OVERDRAWS;
            boolean unknown = random.nextInt(20) == 0;
            boolean contrary = random.nextInt(10) == 0;
            boolean done = refused
                    ? flaw == Flaw.DOES_THE_REFUSED && contrary
                    : unknown ? random.nextBoolean() : !(flaw == Flaw.FORGETS && contrary);
            if (done) {
                long left = balance(read, from) - amount;
                long more = balance(read, to) + amount;
                balances.put(from, left);
                balances.put(to, more);
            }
            if (unknown && !(refused && done)) {
                history.info(process, "transfer", value);
                processes[worker] += PROCESSES;
            } else if (refused) {
                history.fail(process, "transfer", value);
            } else {
                history.ok(process, "transfer", value);
            }
        });
    }

    private static long balance(Map<Long, Long> balances, long account) {
        return balances.getOrDefault(account, 0L);
    }
}
