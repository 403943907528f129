package io.ordeal.kit.client;

import io.ordeal.client.Invocation;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What was appended is read by others, each in a log of its own. */
record LogProbe(AtomicInteger numbers) implements Probe {
    @Override
    public Deed next() {
        long number = numbers.getAndIncrement();
        String log = "l" + number;
        return new Deed() {
            @Override
            public Invocation act() {
                return new Invocation("append", Probe.pair(log, number));
            }

            @Override
            public Invocation look() {
                return new Invocation("read-all", Probe.pair(log, 0L));
            }

            /** That a log is empty may be what a client makes of no answer. */
            @Override
            public boolean isTold(Answer answer, Answer usual) {
                return answer.isOk() && has(answer);
            }

            @Override
            public Optional<Boolean> isSeenBy(Caller other) throws InterruptedException {
                Answer read = other.ask(look());
                return read.isOk() ? Optional.of(has(read)) : Optional.empty();
            }

            private boolean has(Answer read) {
                return Probe.entries(read).stream()
                        .anyMatch(entry -> entry.get(1) instanceof Number value && value.longValue() == number);
            }
        };
    }
}
