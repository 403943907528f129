package io.ordeal.targets.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.mesh.Link;
import io.ordeal.targets.parts.MessageLock;
import io.ordeal.targets.parts.MessageLockContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Locks that are messages of one broker. */
class ArtemisLocksTest extends MessageLockContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    ArtemisLocksTest() {
        super(ArtemisLocks.cluster(), "broker");
    }

    @Override
    protected MessageLock lock(int worker) {
        return new MessageLock(
                new ArtemisLockQueue(
                        cluster().mesh().entrance(new Link("c" + worker, "broker"), ArtemisServer.PORT), TIMEOUT),
                true);
    }

    @Override
    protected Class<? extends Exception> lateRelease() {
        return Exception.class;
    }

    /** Each makes the lock if it is not there: there must be one message all the same. */
    @Test
    void ofAllWhoAskAtOnceForALockThatNobodyKnowsOneHoldsIt() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        List<MessageLock> locks = new ArrayList<>();
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                MessageLock lock = lock(worker);
                locks.add(lock);
                attempts.add(() -> {
                    boolean[] granted = new boolean[1];
                    // refused is who could not make it in time, as well as who found it taken
                    for (int attempt = 0; attempt < 3 && !granted[0]; attempt++) {
                        granted[0] = isGranted(lock);
                    }
                    return granted[0];
                });
            }
            int holders = 0;
            for (Future<Boolean> attempt : workers.invokeAll(attempts)) {
                holders += attempt.get() ? 1 : 0;
            }
            assertThat(holders).isEqualTo(1);
        } finally {
            workers.shutdownNow();
            locks.forEach(MessageLock::close);
        }
    }

    private static boolean isGranted(MessageLock lock) throws Exception {
        try {
            return lock.acquire("new").isPresent();
        } catch (DefiniteFailure unheard) {
            return false;
        }
    }
}
