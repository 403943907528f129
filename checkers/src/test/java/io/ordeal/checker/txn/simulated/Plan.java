package io.ordeal.checker.txn.simulated;

import org.jspecify.annotations.Nullable;

/**
 * What is simulated.
 *
 * @param bug how the level is broken; null = not at all
 * @param bugRate how often it may be: of the transactions, or the reads, that could show it
 * @param transactions how many are invoked
 * @param processes clients at one time
 * @param keys how many are in use at one time
 * @param writesPerKey after so many writes, failed ones too, a key is used no more and a new one takes its place
 * @param maxLength micro-operations of a transaction, at most
 * @param fail of the transactions, how many are given up
 * @param info of the transactions, how many end with nobody knowing how
 */
public record Plan(
        Kind kind,
        Isolation isolation,
        @Nullable Bug bug,
        double bugRate,
        int transactions,
        int processes,
        int keys,
        int writesPerKey,
        int maxLength,
        double fail,
        double info,
        long seed) {
    /** What a write does. */
    public enum Kind {
        LIST_APPEND,
        RW_REGISTER
    }

    public Plan {
        if (kind == Kind.LIST_APPEND && isolation == Isolation.CAUSAL) {
            throw new IllegalArgumentException("appends have no order in a causal database: use RW_REGISTER");
        }
    }

    /** Ten clients, ten keys, 32 writes a key, up to four micro-operations; 2 % fail, 1 % are unknown. */
    public static Plan listAppend(Isolation isolation, int transactions) {
        return of(Kind.LIST_APPEND, isolation, transactions);
    }

    /** As {@link #listAppend}. */
    public static Plan rwRegister(Isolation isolation, int transactions) {
        return of(Kind.RW_REGISTER, isolation, transactions);
    }

    public static Plan of(Kind kind, Isolation isolation, int transactions) {
        return new Plan(kind, isolation, null, 0, transactions, 10, 10, 32, 4, 0.02, 0.01, 1);
    }

    /** A broken database: one transaction or read in five is, if it can be; one transaction in ten fails. */
    public static Plan of(Kind kind, Bug broken, int transactions) {
        return of(kind, broken.host(), transactions).withBug(broken, 0.2).withOutcomes(0.1, 0.01);
    }

    public Plan withBug(@Nullable Bug broken, double rate) {
        return new Plan(
                kind,
                isolation,
                broken,
                rate,
                transactions,
                processes,
                keys,
                writesPerKey,
                maxLength,
                fail,
                info,
                seed);
    }

    public Plan withSeed(long other) {
        return new Plan(
                kind,
                isolation,
                bug,
                bugRate,
                transactions,
                processes,
                keys,
                writesPerKey,
                maxLength,
                fail,
                info,
                other);
    }

    public Plan withClients(int count, int keysInUse, int writesEach, int longest) {
        return new Plan(
                kind, isolation, bug, bugRate, transactions, count, keysInUse, writesEach, longest, fail, info, seed);
    }

    public Plan withOutcomes(double failed, double unknown) {
        return new Plan(
                kind,
                isolation,
                bug,
                bugRate,
                transactions,
                processes,
                keys,
                writesPerKey,
                maxLength,
                failed,
                unknown,
                seed);
    }
}
