package io.ordeal.workload.outbox;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;

/**
 * {@code publish} and {@code abandon} of an id; {@code recover}, {@code rows} and {@code drain} of all that is there in the
 * end, and {@code unfinished}. A client that is a process of its own makes them there.
 */
public final class OutboxOperations implements Client {
    private final OutboxClient outbox;

    public OutboxOperations(OutboxClient outbox) {
        this.outbox = outbox;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        switch (invocation.f()) {
            case "publish" -> outbox.publish(id(invocation));
            case "abandon" -> outbox.abandon(id(invocation));
            case "recover" -> outbox.recover();
            case "rows" -> {
                return Completion.ok(outbox.rows());
            }
            case "drain" -> {
                return Completion.ok(outbox.drain());
            }
            case "unfinished" -> {
                return Completion.ok(outbox.unfinished());
            }
            default ->
                throw new DefiniteFailure("an outbox knows publish, abandon, recover, rows, drain and unfinished, not: "
                        + invocation.f());
        }
        return Completion.ok(invocation.value());
    }

    private static long id(Invocation invocation) {
        if (invocation.value() instanceof Number id) {
            return id.longValue();
        }
        throw new IllegalArgumentException(
                "expected a number as the value of :" + invocation.f() + ", found " + invocation.value());
    }

    @Override
    public void close() throws Exception {
        outbox.close();
    }
}
