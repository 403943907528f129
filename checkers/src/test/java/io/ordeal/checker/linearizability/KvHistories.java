package io.ordeal.checker.linearizability;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Histories of clients that get, put and append to a few keys, always all at once: the shape of the {@code kv} histories
 * that Porcupine is tested with. Each operation takes effect at a random moment while it is open.
 */
final class KvHistories {
    private static final int KEYS = 10;

    private final Random random;
    private final int clients;
    private final HistoryBuilder builder = new HistoryBuilder();
    private final short[] fs = {builder.fNumber("get"), builder.fNumber("append"), builder.fNumber("put")};
    private final String[] texts = new String[KEYS];
    private final String[] stale = new String[KEYS];

    // By client: what it does, 0 to 2; to which key; with what piece, or what it got; how far it is.
    private final int[] kind;
    private final int[] key;
    private final String[] text;
    private final int[] stage;
    private final int[] done;

    private KvHistories(int clients, long seed) {
        this.clients = clients;
        random = new Random(seed);
        Arrays.fill(texts, "");
        Arrays.fill(stale, "");
        kind = new int[clients];
        key = new int[clients];
        text = new String[clients];
        stage = new int[clients];
        done = new int[clients];
    }

    /**
     * @param pieces of how many different texts pieces are; 0 if each is another's
     * @param isStale whether one get, near the end, answers what the key held before the appends that were over when it began
     */
    static History of(int clients, int operations, int pieces, boolean isStale, long seed) {
        return new KvHistories(clients, seed).make(operations, pieces, isStale);
    }

    private History make(int operations, int pieces, boolean isStale) {
        int started = 0;
        int open = 0;
        boolean isBreakDue = isStale;
        while (started < operations || open > 0) {
            int client = random.nextInt(clients);
            if (stage[client] == 0 && started < operations) {
                begin(client, pieces);
                started++;
                open++;
            } else if (stage[client] == 1) {
                effect(client);
            } else if (stage[client] == 2) {
                boolean isBroken =
                        isBreakDue && kind[client] == 0 && started > operations * 9 / 10 && text[client].length() > 40;
                if (isBroken) {
                    // What half of the pieces made was there long ago.
                    text[client] = text[client].substring(0, text[client].indexOf('y', text[client].length() / 2) + 1);
                    isBreakDue = false;
                }
                add(client, OpType.OK, text[client]);
                stage[client] = 0;
                open--;
            }
        }
        if (isBreakDue) {
            throw new IllegalStateException("no get could be made stale: take another seed, or more operations");
        }
        return builder.build();
    }

    private void begin(int client, int pieces) {
        int drawn = random.nextInt(100);
        kind[client] = drawn < 48 ? 0 : drawn < 95 ? 1 : 2;
        key[client] = random.nextInt(KEYS);
        int number = done[client]++;
        text[client] = pieces > 0 ? "x " + random.nextInt(pieces) + " y" : "x " + client + " " + number + " y";
        add(client, OpType.INVOKE, kind[client] == 0 ? null : text[client]);
        stage[client] = 1;
    }

    private void effect(int client) {
        switch (kind[client]) {
            case 0 -> text[client] = texts[key[client]];
            case 1 -> texts[key[client]] += text[client];
            default -> texts[key[client]] = text[client];
        }
        stage[client] = 2;
    }

    private void add(int client, OpType type, @Nullable String value) {
        Values values = builder.values();
        builder.add(
                -1,
                Op.NO_TIME,
                client,
                type,
                fs[kind[client]],
                values.of(Arrays.asList((long) key[client], value)),
                Values.NIL,
                Values.NIL);
    }
}
