package io.ordeal.targets.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import org.junit.jupiter.api.Test;

/** What every file system that takes renames for locks has to show. */
public interface RenameLockContract {
    /** A worker's client, of a file system that all of them share. */
    RenameLock renameLock(int worker) throws Exception;

    /** The name of a lock, a test's own. */
    String key();

    /** That of a lock that is free. */
    static long token(RenameLock lock, String name) throws Exception {
        return lock.acquire(name).orElseThrow().token().orElseThrow();
    }

    @Test
    default void whoRenamesTheFileThatIsFreeHasTheLock() throws Exception {
        try (RenameLock mine = renameLock(0);
                RenameLock other = renameLock(1)) {
            long first = token(mine, key());
            assertThat(other.acquire(key())).isEmpty();
            assertThat(catchException(() -> other.release(key()))).isInstanceOf(DefiniteFailure.class);
            mine.release(key());
            assertThat(token(other, key())).isGreaterThan(first);
        }
    }

    /** Though its release comes late, when the next process of its worker has the lock. */
    @Test
    default void whatAProcessLeavesBehindTheNextOneTakesOver() throws Exception {
        try (RenameLock before = renameLock(0);
                RenameLock next = renameLock(0);
                RenameLock other = renameLock(1)) {
            long first = token(before, key());
            assertThat(token(next, key())).isGreaterThan(first);
            assertThat(catchException(() -> before.release(key()))).isInstanceOf(DefiniteFailure.class);
            assertThat(other.acquire(key())).isEmpty();
            next.release(key());
            assertThat(other.acquire(key())).isPresent();
        }
    }
}
