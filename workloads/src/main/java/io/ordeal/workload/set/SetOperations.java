package io.ordeal.workload.set;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.util.List;

/** {@code add} of an element, and {@code read} of all. */
final class SetOperations implements Client {
    private final SetClient set;

    SetOperations(SetClient set) {
        this.set = set;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        switch (invocation.f()) {
            case "add" -> {
                if (!(invocation.value() instanceof Number element)) {
                    throw new IllegalArgumentException(
                            "expected a number as the value of :add, found " + invocation.value());
                }
                set.add(element.longValue());
                return Completion.ok(invocation.value());
            }
            case "read" -> {
                return Completion.ok(List.copyOf(set.read()));
            }
            default -> throw new DefiniteFailure("a set knows add and read, not: " + invocation.f());
        }
    }

    @Override
    public void close() throws Exception {
        set.close();
    }
}
