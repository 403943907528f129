package io.ordeal.targets.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.parts.MessageLock;
import io.ordeal.targets.parts.MessageLockContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Locks that are partitions of one broker's groups. */
class KafkaLocksTest extends MessageLockContract {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    KafkaLocksTest() {
        super(KafkaLocks.cluster(), KafkaLocks.BROKER);
    }

    @Override
    protected MessageLock lock(int worker) {
        return new MessageLock(
                new KafkaLockQueue(
                        KafkaServer.endpoint(MortalWorker.of(cluster(), worker), KafkaLocks.BROKER), PATIENCE),
                true);
    }

    @Override
    protected Class<? extends Exception> lateRelease() {
        return DefiniteFailure.class;
    }

    /** What the group knows is in its log. */
    @Test
    void whoHoldsItHoldsItWhenTheBrokerIsBackAndTokensRiseOn() throws Exception {
        try (MessageLock mine = lock(5);
                MessageLock other = lock(6)) {
            long first = token(mine, "c");
            cluster().kill(KafkaLocks.BROKER);
            cluster().start(KafkaLocks.BROKER);
            assertThat(other.acquire("c")).isEmpty();
            mine.release("c");
            assertThat(token(other, "c")).isGreaterThan(first);
            other.release("c");
        }
    }
}
