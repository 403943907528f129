package io.ordeal.kit.client;

import io.ordeal.client.Invocation;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What was added is read by others, sooner or later. */
record SetProbe(AtomicInteger numbers) implements Probe {
    @Override
    public Deed next() {
        long number = numbers.getAndIncrement();
        return new Deed() {
            @Override
            public Invocation act() {
                return new Invocation("add", number);
            }

            @Override
            public Invocation look() {
                return new Invocation("read", null);
            }

            /** A set that a client remembers of itself has what was there before. */
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
                return read.completion().value() instanceof Collection<?> elements
                        && elements.stream()
                                .anyMatch(element -> element instanceof Number value && value.longValue() == number);
            }
        };
    }
}
