package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The API goes on answering where the system gives no more threads. */
class ApiThreadsTest {
    @Test
    void withoutANewThreadAStandingOneAnswers() throws InterruptedException {
        AtomicBoolean noMore = new AtomicBoolean();
        try (ApiThreads threads = new ApiThreads(task -> new Thread(task) {
            @Override
            public synchronized void start() {
                if (noMore.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        })) {
            threads.start();
            noMore.set(true);
            CountDownLatch answered = new CountDownLatch(10);
            for (int call = 0; call < 10; call++) {
                threads.execute(answered::countDown);
            }
            assertThat(answered.await(Upstream.PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .isTrue();
        }
    }
}
