package io.ordeal.kit.client;

import io.ordeal.client.Invocation;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was added is in the sum that others read. Each number is added but once, and less than any two together, so that
 * the sum which grew by one of them tells which it was.
 */
record CounterProbe(AtomicInteger numbers) implements Probe {
    @Override
    public Deed next() {
        long number = numbers.getAndIncrement();
        return new Deed() {
            private OptionalLong before = OptionalLong.empty();

            @Override
            public Invocation act() {
                return new Invocation("add", number);
            }

            @Override
            public void isAboutToBeDone(Caller other) throws InterruptedException {
                before = sum(other.ask(look()));
            }

            @Override
            public Invocation look() {
                return new Invocation("read", null);
            }

            /** A sum that a client remembers of itself is one that was there before. */
            @Override
            public boolean isTold(Answer answer, Answer usual) {
                OptionalLong then = sum(usual);
                OptionalLong now = sum(answer);
                return then.isPresent() && now.isPresent() && now.getAsLong() >= then.getAsLong() + number;
            }

            @Override
            public Optional<Boolean> isSeenBy(Caller other) throws InterruptedException {
                OptionalLong after = sum(other.ask(look()));
                if (before.isEmpty() || after.isEmpty()) {
                    return Optional.empty();
                }
                long more = after.getAsLong() - before.getAsLong();
                return more == 0 || more == number ? Optional.of(more == number) : Optional.empty();
            }

            private static OptionalLong sum(Answer read) {
                return read.isOk() && read.completion().value() instanceof Number sum
                        ? OptionalLong.of(sum.longValue())
                        : OptionalLong.empty();
            }
        };
    }
}
