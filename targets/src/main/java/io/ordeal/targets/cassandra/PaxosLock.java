package io.ordeal.targets.cassandra;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A lock as a row that is inserted if it is not there, with a time to live, and deleted if it is still the holder's: a lightweight
 * transaction each.
 */
final class PaxosLock implements LockClient {
    /** As Cassandra is told. It counts in whole seconds, and the first may be over at once. */
    static final Duration TTL = Duration.ofSeconds(3);

    /** After so long it surely is over. */
    static final Duration LONGEST = TTL.plusSeconds(1);

    /** What comes later than this after it was asked for is not taken: too little may be left of it. */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** In milliseconds, drawn for each try: who proposes at once with others makes all of them begin anew. */
    private static final int LONGEST_PAUSE = 150;

    private final CassandraConnection cassandra;
    private final int process;
    private final Random random;
    private int grants;
    private String holder = "";

    /**
     * @param process whose the lock is
     * @param seed of its pauses
     */
    PaxosLock(CassandraConnection cassandra, int process, long seed) {
        this.cassandra = cassandra;
        this.process = process;
        random = new Random(seed);
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        holder = process + "-" + ++grants;
        String insert = "INSERT INTO " + CassandraCluster.LOCKS + " (name, holder) VALUES ('" + lock + "', '" + holder
                + "') IF NOT EXISTS USING TTL " + TTL.toSeconds();
        long start = System.nanoTime();
        do {
            // while another has it nobody need propose anything
            if (isFree(lock)) {
                long asked = System.nanoTime();
                boolean mine;
                try {
                    mine = cassandra.writeIf(insert).isApplied();
                } catch (InterruptedException | DefiniteFailure certain) {
                    throw certain;
                } catch (Exception unknown) {
                    giveUp(lock, unknown);
                    return Optional.empty();
                }
                if (mine && System.nanoTime() - asked >= LATE.toNanos()) {
                    giveUp(lock, new IllegalStateException("had too late"));
                    return Optional.empty();
                }
                if (mine) {
                    return Optional.of(Grant.plain());
                }
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE));
        } while (System.nanoTime() - start < LATE.toNanos());
        return Optional.empty();
    }

    private boolean isFree(String lock) throws DefiniteFailure {
        String select = "SELECT holder FROM " + CassandraCluster.LOCKS + " WHERE name = '" + lock + "'";
        return cassandra.read(select, Consistency.QUORUM).text("holder").isEmpty();
    }

    /**
     * Makes sure that the lock is not this process', which was granted it too late or does not know. Whoever is told that it is
     * not its own any more, or never was, does not use it.
     *
     * @throws Exception why, where that remains unknown
     */
    private void giveUp(String lock, Exception why) throws Exception {
        CqlRows unused;
        try {
            unused = cassandra.writeIf(delete(lock));
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception unknown) {
            why.addSuppressed(unknown);
            throw why;
        }
    }

    private String delete(String lock) {
        return "DELETE FROM " + CassandraCluster.LOCKS + " WHERE name = '" + lock + "' IF holder = '" + holder + "'";
    }

    @Override
    public void release(String lock) throws Exception {
        CqlRows answer = cassandra.writeIf(delete(lock));
        if (!answer.isApplied()) {
            throw new DefiniteFailure("not the holder: "
                    + answer.text("holder").map(other -> other + " is").orElse("nobody is"));
        }
    }

    @Override
    public void close() {
        cassandra.close();
    }
}
