package io.ordeal.workload.counter;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;

/** {@code add} of a number, and {@code read} of the sum. */
final class CounterOperations implements Client {
    private final CounterClient counter;

    CounterOperations(CounterClient counter) {
        this.counter = counter;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        switch (invocation.f()) {
            case "add" -> {
                if (!(invocation.value() instanceof Number delta)) {
                    throw new IllegalArgumentException(
                            "expected a number as the value of :add, found " + invocation.value());
                }
                counter.add(delta.longValue());
                return Completion.ok(invocation.value());
            }
            case "read" -> {
                return Completion.ok(counter.read());
            }
            default -> throw new DefiniteFailure("a counter knows add and read, not: " + invocation.f());
        }
    }

    @Override
    public void close() throws Exception {
        counter.close();
    }
}
