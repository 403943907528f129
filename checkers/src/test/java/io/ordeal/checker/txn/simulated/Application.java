package io.ordeal.checker.txn.simulated;

import java.util.Random;

/**
 * What transactions of an application read and write, in the shapes by which checkers of snapshot isolation are compared
 * (Tan et al., "Cobra", OSDI 2020; Huang et al., "PolySI", VLDB 2023). Keys are numbers; each write is of a value of its
 * own, and in the first three shapes most are blind, so that who came after whom is hardly ever told.
 */
public enum Application {
    /** A handful of reads and writes, half and half, of keys of which few are asked for most. */
    BALANCED(10_000, 0.5, true),

    /** Nineteen reads to a write. */
    READ_HEAVY(10_000, 0.95, true),

    /** Seven writes to three reads. */
    WRITE_HEAVY(10_000, 0.3, true),

    /** As {@link #BALANCED}, and each key is asked for as often as any other. */
    UNIFORM(2_000, 0.5, false),

    /** Orders, payments and deliveries in a few warehouses: counters read and written, rows put in. After TPC-C. */
    ORDERS(0, 0, false),

    /** An auction: users and items put in, bids that replace what was read, and much that is only looked at. */
    AUCTION(0, 0, false),

    /** Tweets, followers and timelines. */
    TIMELINES(0, 0, false);

    private static final int OPERATIONS = 15;
    private static final int USERS = 1_000;

    /** What a transaction is to do; it says when it writes. */
    interface Client {
        void read(int key);

        void write(int key);
    }

    private final int keys;
    private final double reads;
    private final boolean skewed;

    Application(int keys, double reads, boolean skewed) {
        this.keys = keys;
        this.reads = reads;
        this.skewed = skewed;
    }

    /**
     * Draws a transaction.
     *
     * @param number of the transactions before it: what they put in may be asked for
     */
    void draw(Random random, int number, Client client) {
        switch (this) {
            case BALANCED, READ_HEAVY, WRITE_HEAVY, UNIFORM -> general(random, client);
            case ORDERS -> orders(random, number, client);
            case AUCTION -> auction(random, number, client);
            case TIMELINES -> timelines(random, number, client);
        }
    }

    private void general(Random random, Client client) {
        int operations = 8 + random.nextInt(OPERATIONS - 7);
        for (int i = 0; i < operations; i++) {
            int key = skewed ? skewed(random, keys) : random.nextInt(keys);
            if (random.nextDouble() < reads) {
                client.read(key);
            } else {
                client.write(key);
            }
        }
    }

    /** A number below a bound: of each two, the one with half the rank is drawn about twice as often. Zipf. */
    private static int skewed(Random random, int bound) {
        return (int) Math.exp(random.nextDouble() * Math.log(bound + 1.0)) - 1;
    }

    private static int row(int table, int number) {
        return (table << 24) + number;
    }

    private static void orders(Random random, int number, Client client) {
        int district = random.nextInt(10);
        int customer = skewed(random, USERS);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> {
                client.read(row(1, district));
                client.write(row(1, district));
                client.write(row(2, number));
                for (int i = 0; i < 4; i++) {
                    int stock = random.nextInt(2_000);
                    client.read(row(3, stock));
                    client.write(row(3, stock));
                    client.write(row(4, 8 * number + i));
                }
            }
            case 5, 6, 7 -> {
                client.read(row(5, district));
                client.write(row(5, district));
                client.read(row(6, customer));
                client.write(row(6, customer));
                client.write(row(7, number));
            }
            case 8 -> {
                int order = random.nextInt(number + 1);
                client.read(row(2, order));
                client.write(row(2, order));
                client.write(row(6, customer));
            }
            default -> {
                client.read(row(6, customer));
                client.read(row(1, district));
                client.read(row(2, random.nextInt(number + 1)));
                client.read(row(3, random.nextInt(2_000)));
            }
        }
    }

    private static void auction(Random random, int number, Client client) {
        int item = skewed(random, USERS);
        switch (random.nextInt(8)) {
            case 0 -> {
                client.write(row(1, number));
                client.write(row(2, random.nextInt(USERS)));
            }
            case 1, 2 -> {
                client.read(row(3, item));
                client.write(row(3, item));
                client.write(row(4, number));
            }
            case 3 -> {
                client.write(row(3, item));
                client.write(row(5, item));
            }
            default -> {
                for (int i = 0; i < 6; i++) {
                    client.read(row(3 + random.nextInt(3), skewed(random, USERS)));
                }
                client.read(row(2, random.nextInt(USERS)));
            }
        }
    }

    private static void timelines(Random random, int number, Client client) {
        int user = skewed(random, USERS);
        switch (random.nextInt(4)) {
            case 0 -> {
                client.write(row(1, number));
                client.write(row(2, user));
            }
            case 1 -> {
                client.write(row(3, user));
                client.write(row(4, skewed(random, USERS)));
            }
            default -> {
                client.read(row(3, user));
                for (int i = 0; i < 5; i++) {
                    client.read(row(2, skewed(random, USERS)));
                    client.read(row(1, random.nextInt(number + 1)));
                }
            }
        }
    }
}
