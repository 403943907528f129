package io.ordeal.targets.hdfs;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock as a file, as Apache Hudi has it ({@code FileSystemBasedLockProvider}, release 0.12 and later, with an expiry): who makes the
 * file has the lock, until he deletes it; a file that is older than {@link #EXPIRY} was left behind, and whoever wants the lock
 * deletes it. Its number is the token.
 *
 * <p>What is deleted is what has the name then, whosever it is.
 */
final class HdfsLock implements FencedLockClient {
    /** How old a file must be to be taken for left behind; Hudi's own is in minutes. */
    static final Duration EXPIRY = Duration.ofSeconds(2);

    /** After so long it is surely another's. */
    static final Duration LONGEST_SILENCE = EXPIRY.plusSeconds(1);

    /** A grant that is told later than this after it was asked for is not taken: too little may be left of it. */
    private static final Duration LATE = EXPIRY.dividedBy(2);

    private final HadoopFiles files;
    private final boolean fenced;
    private boolean held;

    /** @param fenced whether grants carry their token */
    HdfsLock(HadoopFiles files, boolean fenced) {
        this.files = files;
        this.fenced = fenced;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        long start = System.nanoTime();
        Optional<Grant> grant = made(lock);
        if (grant.isEmpty() && isLeftBehind(lock)) {
            delete(lock);
            grant = made(lock);
        }
        if (grant.isEmpty() || System.nanoTime() - start < LATE.toNanos()) {
            held = grant.isPresent();
            return grant;
        }
        delete(lock);
        return Optional.empty();
    }

    private Optional<Grant> made(String lock) throws Exception {
        HadoopFiles.Writer writer;
        try {
            writer = files.create(lock);
        } catch (IOException failed) {
            HdfsError error = HdfsError.of(failed);
            if (error == HdfsError.EXISTS || error == HdfsError.LEASE_HELD) {
                return Optional.empty();
            }
            throw error.exception(failed);
        }
        long number = writer.fileNumber();
        writer.close();
        return Optional.of(fenced ? Grant.withToken(number) : Grant.plain());
    }

    /** By this client's clock and the name node's. */
    private boolean isLeftBehind(String lock) throws Exception {
        try {
            return System.currentTimeMillis() - files.modified(lock) > EXPIRY.toMillis();
        } catch (IOException failed) {
            HdfsError error = HdfsError.of(failed);
            if (error == HdfsError.NOT_FOUND) {
                return false;
            }
            throw error.proof(failed);
        }
    }

    @Override
    public void release(String lock) throws Exception {
        if (!held) {
            throw new DefiniteFailure("not the holder: it never was");
        }
        held = false;
        if (!delete(lock)) {
            throw new DefiniteFailure("not the holder: there is no such file");
        }
    }

    private boolean delete(String lock) throws Exception {
        try {
            return files.delete(lock);
        } catch (IOException failed) {
            throw HdfsError.of(failed).exception(failed);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
