package io.ordeal.targets.messages;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.process.ClientProgram;
import io.ordeal.targets.parts.MessageBroker;
import io.ordeal.targets.postgres.PostgresConnection;
import io.ordeal.workload.outbox.OutboxClient;
import io.ordeal.workload.outbox.OutboxOperations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;

/** An application as a process of its own. */
abstract class ApplicationProgram implements ClientProgram {
    private static final Duration REHEARSAL = Duration.ofSeconds(1);

    private final Broker kind;

    ApplicationProgram(Broker kind) {
        this.kind = kind;
    }

    /** Opens the application; connects to nothing yet. */
    abstract OutboxClient application(ClientContext context, Broker through) throws Exception;

    final OutboxClient application(ClientContext context) throws Exception {
        return application(context, kind);
    }

    /** Connects to where nobody listens, which loads most of what it takes to connect. */
    @Override
    public void warmUp() {
        InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        try (PostgresConnection database = PostgresConnection.to(nowhere, REHEARSAL)) {
            rehearse(() -> database.statement(jdbc -> jdbc.isValid(1)));
        }
        try (MessageBroker broker =
                kind.connect(Collections.nCopies(kind.ports().size(), nowhere), REHEARSAL)) {
            rehearse(broker::browse);
        }
    }

    private static void rehearse(Callable<?> call) {
        try {
            call.call();
        } catch (Exception nobodyThere) {
            // as expected
        }
    }

    @Override
    public final Client open(ClientContext context) throws Exception {
        return new OutboxOperations(application(context));
    }
}
