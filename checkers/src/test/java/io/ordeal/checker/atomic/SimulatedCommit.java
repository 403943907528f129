package io.ordeal.checker.atomic;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Two databases and a coordinator that may die between any two steps of a transfer, with recovery by its log in the end,
 * in memory. A mutant does one thing wrong.
 */
final class SimulatedCommit {
    /** What is done wrong. */
    enum Mutant {
        NONE(""),
        /** What was prepared when the coordinator died stays so. */
        NO_RECOVERY("in-doubt"),
        /** Recovery commits on one participant what it should roll back. */
        HALF_RECOVERY("partial-commit"),
        /** The client is told before the log is written. */
        EARLY_ACKNOWLEDGEMENT("lost"),
        /** A refusal is told, and the other participant's vote is taken for both. */
        REFUSED_BUT_DONE("unexpected"),
        /** Commit is sent again after a crash, and the credit is booked once more. */
        BOOKED_TWICE("wrong-balance");

        final String anomaly;

        Mutant(String anomaly) {
            this.anomaly = anomaly;
        }
    }

    private static final List<String> NAMES = List.of("a", "b");
    private static final long OPENING = 100;
    private static final int ACCOUNTS = 3;

    /** One that is under way: what each of its participants has to do. */
    private record Transfer(long id, String from, int debited, int credited, long amount) {
        String to() {
            return from.equals("a") ? "b" : "a";
        }

        Map<Keyword, Object> value() {
            Map<Keyword, Object> value = new LinkedHashMap<>();
            value.put(Keyword.of("id"), id);
            value.put(Keyword.of("debit"), List.of(Keyword.of(from), (long) debited));
            value.put(Keyword.of("credit"), List.of(Keyword.of(to()), (long) credited));
            value.put(Keyword.of("amount"), amount);
            return value;
        }
    }

    /** A participant. */
    private static final class Database {
        final long[] balances = {OPENING, OPENING, OPENING};
        final Set<Long> committed = new LinkedHashSet<>();
        final Map<Long, Transfer> prepared = new LinkedHashMap<>();
    }

    private final Random random;
    private final Mutant mutant;
    private final Map<String, Database> databases = new LinkedHashMap<>();
    private final Set<Long> log = new LinkedHashSet<>();
    private final HistoryBuilder history = new HistoryBuilder();
    private int process;

    SimulatedCommit(long seed, Mutant mutant) {
        random = new Random(seed);
        this.mutant = mutant;
        NAMES.forEach(name -> databases.put(name, new Database()));
    }

    /** So many transfers, a recovery and the last read. */
    History run(int transfers) {
        for (long id = 1; id <= transfers; id++) {
            String from = NAMES.get(random.nextInt(2));
            long amount = random.nextInt(4) == 0 ? 10_000 : 1 + random.nextInt(20);
            transfer(new Transfer(id, from, random.nextInt(ACCOUNTS), random.nextInt(ACCOUNTS), amount));
        }
        if (mutant != Mutant.NO_RECOVERY) {
            databases.values().forEach(this::recover);
        }
        history.invoke(process, "final-read", null).ok(process, "final-read", state());
        return history.build();
    }

    private void transfer(Transfer transfer) {
        Object value = transfer.value();
        history.invoke(process, "transfer", value);
        int dies = random.nextInt(8);
        boolean refused = false;
        for (Map.Entry<String, Database> participant : databases.entrySet()) {
            if (dies-- == 0) {
                died(value);
                return;
            }
            refused |= !vote(participant.getValue(), participant.getKey(), transfer);
        }
        if (refused && !(mutant == Mutant.REFUSED_BUT_DONE && bothCan(transfer))) {
            databases.values().forEach(database -> database.prepared.remove(transfer.id()));
            history.fail(process, "transfer", value);
            return;
        }
        if (mutant == Mutant.EARLY_ACKNOWLEDGEMENT && dies == 1) {
            history.ok(process, "transfer", value);
            return;
        }
        if (dies-- == 0) {
            died(value);
            return;
        }
        log.add(transfer.id());
        for (Database database : databases.values()) {
            if (dies-- == 0) {
                died(value);
                return;
            }
            commit(database, transfer.id());
        }
        if (refused) {
            history.fail(process, "transfer", value);
        } else {
            history.ok(process, "transfer", value);
        }
    }

    /** The mutant that goes on past a refusal refuses at times what could be done. */
    private boolean bothCan(Transfer transfer) {
        return databases.values().stream().allMatch(database -> database.prepared.containsKey(transfer.id()));
    }

    private void died(Object value) {
        history.info(process, "transfer", value);
        process += 10;
    }

    private boolean vote(Database database, String name, Transfer transfer) {
        boolean can = !name.equals(transfer.from()) || database.balances[transfer.debited()] >= transfer.amount();
        if (can) {
            database.prepared.put(transfer.id(), transfer);
        }
        return can && !(mutant == Mutant.REFUSED_BUT_DONE && random.nextInt(5) == 0);
    }

    private void commit(Database database, long id) {
        Transfer transfer = database.prepared.remove(id);
        if (transfer == null) {
            return;
        }
        database.committed.add(id);
        if (database == databases.get(transfer.from())) {
            database.balances[transfer.debited()] -= transfer.amount();
        } else {
            database.balances[transfer.credited()] += transfer.amount();
        }
    }

    private void recover(Database database) {
        for (Transfer transfer : List.copyOf(database.prepared.values())) {
            boolean wrongly = mutant == Mutant.HALF_RECOVERY && database == databases.get("a");
            if (log.contains(transfer.id()) || wrongly) {
                if (mutant == Mutant.BOOKED_TWICE && database == databases.get(transfer.to())) {
                    database.balances[transfer.credited()] += transfer.amount();
                }
                commit(database, transfer.id());
            } else {
                database.prepared.remove(transfer.id());
            }
        }
    }

    private Object state() {
        Map<Keyword, Object> participants = new LinkedHashMap<>();
        databases.forEach((name, database) -> {
            Map<Keyword, Object> state = new LinkedHashMap<>();
            List<Long> balances = new ArrayList<>();
            for (long balance : database.balances) {
                balances.add(balance);
            }
            state.put(Keyword.of("committed"), List.copyOf(database.committed));
            state.put(Keyword.of("prepared"), List.copyOf(database.prepared.keySet()));
            state.put(Keyword.of("balances"), balances);
            state.put(Keyword.of("opening"), OPENING);
            participants.put(Keyword.of(name), state);
        });
        return Map.of(Keyword.of("participants"), participants);
    }
}
