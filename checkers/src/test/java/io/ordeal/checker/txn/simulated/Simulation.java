package io.ordeal.checker.txn.simulated;

import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.checker.txn.simulated.StoredTxn.Fate;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Clients of a simulated database, stepped in a random order. */
public final class Simulation {
    private final Plan plan;
    private final Random random;
    private final HistoryBuilder builder = new HistoryBuilder();
    private final Values values = builder.values();
    private final Store store;
    private final short txn;
    private final long readName;
    private final long writeName;
    private final StoredKey[] pool;
    private final @Nullable StoredTxn[] open;
    private final int[] processes;
    private final List<StoredTxn> zombies = new ArrayList<>();
    private final long[] triple = new long[3];
    private long[] vector = new long[8];
    private int nextKey;
    private int nextProcess;
    private long steps;

    private Simulation(Plan plan) {
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.store = new Store(plan, values, random);
        this.txn = builder.fNumber("txn");
        this.readName = values.ofKeyword("r");
        this.writeName = values.ofKeyword(plan.kind() == Kind.LIST_APPEND ? "append" : "w");
        this.pool = new StoredKey[plan.keys()];
        for (int i = 0; i < pool.length; i++) {
            pool[i] = new StoredKey(nextKey++);
        }
        this.open = new StoredTxn[plan.processes()];
        this.processes = new int[plan.processes()];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = nextProcess++;
        }
    }

    /** The same plan gives the same history. A million transactions take about a second. */
    public static History run(Plan plan) {
        return new Simulation(plan).run();
    }

    private History run() {
        int started = 0;
        int running = 0;
        while (started < plan.transactions() || running > 0) {
            steps++;
            if (!zombies.isEmpty() && random.nextInt(16) == 0) {
                lateCommit();
            }
            int client = random.nextInt(open.length);
            StoredTxn t = open[client];
            if (t == null) {
                if (started < plan.transactions()) {
                    open[client] = invoke(client);
                    started++;
                    running++;
                }
            } else if (step(t, client)) {
                open[client] = null;
                running--;
            }
        }
        return builder.build();
    }

    private StoredTxn invoke(int client) {
        StoredTxn t = new StoredTxn();
        t.process = processes[client];
        t.length = 1 + random.nextInt(plan.maxLength());
        t.keys = new StoredKey[t.length];
        t.writes = new boolean[t.length];
        t.contents = new long[t.length];
        for (int i = 0; i < t.length; i++) {
            int place = random.nextInt(pool.length);
            StoredKey key = pool[place];
            t.keys[i] = key;
            t.writes[i] = random.nextBoolean();
            if (t.writes[i]) {
                t.contents[i] = values.ofLong(++key.writes);
                if (key.writes >= plan.writesPerKey()) {
                    pool[place] = new StoredKey(nextKey++);
                }
            }
        }
        t.fate = fate();
        t.invoked = value(t);
        t.next = -1;
        event(t, OpType.INVOKE, t.invoked);
        return t;
    }

    private Fate fate() {
        double draw = random.nextDouble();
        if (draw < plan.fail()) {
            return Fate.FAIL;
        }
        if (draw < plan.fail() + plan.info()) {
            Fate[] ways = {Fate.INFO_BEFORE, Fate.INFO_LATER, Fate.INFO_NEVER};
            return ways[random.nextInt(ways.length)];
        }
        return Fate.OK;
    }

    /** One step of a transaction. Returns whether it is over for its client. */
    private boolean step(StoredTxn t, int client) {
        if (t.done) {
            complete(t, client);
            return true;
        }
        if (t.next < 0) {
            store.begin(t, client);
            t.next = 0;
            if (t.stepped) {
                return false;
            }
        }
        if (t.stepped && t.next < t.length) {
            if (!store.step(t)) {
                t.fate = Fate.FAIL;
                store.abort(t);
            }
            return false;
        }
        if (t.fate == Fate.INFO_LATER) {
            zombies.add(t);
            event(t, OpType.INFO, t.invoked);
            processes[client] = nextProcess++;
            return true;
        }
        finish(t, client);
        return false;
    }

    private void finish(StoredTxn t, int client) {
        boolean givenUp = t.fate == Fate.INFO_NEVER || (t.fate == Fate.FAIL && !store.keepsFailed(t));
        while (t.next < t.length) {
            store.step(t);
        }
        if (givenUp) {
            store.abort(t);
        } else if (!store.commit(t, client)) {
            t.fate = t.fate == Fate.OK ? Fate.FAIL : t.fate;
            store.abort(t);
        }
    }

    private void lateCommit() {
        StoredTxn t = zombies.remove(random.nextInt(zombies.size()));
        int client = t.site;
        if (!t.stepped) {
            // What runs at once takes the moment at which it runs.
            store.begin(t, client);
            t.stepped = false;
        }
        finish(t, client);
    }

    private void complete(StoredTxn t, int client) {
        switch (t.fate) {
            case OK -> event(t, OpType.OK, value(t));
            case FAIL -> event(t, OpType.FAIL, t.invoked);
            case INFO_BEFORE, INFO_LATER, INFO_NEVER -> {
                event(t, OpType.INFO, t.invoked);
                processes[client] = nextProcess++;
            }
        }
    }

    private long value(StoredTxn t) {
        if (vector.length < t.length) {
            vector = new long[t.length];
        }
        for (int i = 0; i < t.length; i++) {
            triple[0] = t.writes[i] ? writeName : readName;
            triple[1] = values.ofLong(t.keys[i].number);
            triple[2] = t.contents[i];
            vector[i] = values.ofCollection(Values.Kind.LIST, triple, 0, 3);
        }
        return values.ofCollection(Values.Kind.LIST, vector, 0, t.length);
    }

    private void event(StoredTxn t, OpType type, long value) {
        builder.add(-1, steps * 1000, t.process, type, txn, value, Values.NIL, Values.NIL);
    }
}
