package io.ordeal.targets.messages;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.parts.MessageBroker;
import io.ordeal.workload.outbox.OutboxClient;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database, a node of RabbitMQ and a relay, started once; each test has ids of its own. */
@Tag("systems")
class RabbitMqMessagesTest extends MessagesContract {
    RabbitMqMessagesTest() {
        super(Broker.RABBITMQ);
    }

    @Override
    OutboxClient dualWrite(MortalWorker by) throws Exception {
        return new DualWrite.OverRabbitMq().application(by);
    }

    @Test
    void whatIsNotedIsSentOnceItsRelayIsThereAndStaysWhenTheNodeIsKilled() throws Exception {
        cluster.kill(MessageCluster.RELAY);
        try (OutboxClient outbox = new TransactionalOutbox.OverRabbitMq().application(worker)) {
            outbox.publish(1);
            outbox.abandon(2);
            assertThatThrownBy(outbox::drain)
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessage("notes wait for the relay");
            cluster.start(MessageCluster.RELAY);
            assertThat(drained(outbox)).contains(1L).doesNotContain(2L);
            cluster.kill(MessageCluster.BROKER);
            cluster.start(MessageCluster.BROKER);
            assertThat(drained(outbox)).contains(1L).doesNotContain(2L);
        }
    }

    @Test
    void whoReadsLeavesWhatItReadsAndSaysSoWhileAnotherHasIt() throws Exception {
        try (MessageBroker broker = Application.broker(worker, Broker.RABBITMQ)) {
            broker.sendAll(List.of(21L, 22L));
            assertThat(broker.browse()).contains(21L, 22L);
            eventually("what was read is back", () -> broker.browse().containsAll(List.of(21L, 22L)));
        }
    }

    /** What it sends is held on its way to the node, which dies before it has come. */
    @Test
    void aRelayThatWaitsForNoConfirmLosesWhatWasOnItsWay() throws Exception {
        cluster.kill(MessageCluster.RELAY);
        MortalWorker brief = worker.hastening(BRIEF);
        try (Orders orders = Orders.of(worker);
                MessageBroker waiting = Application.broker(brief, Broker.RABBITMQ);
                MessageBroker hasty = Application.broker(brief, Broker.RABBITMQ_UNCONFIRMED)) {
            note(orders, 31);
            moved(orders, waiting);
            note(orders, 32);
            moved(orders, hasty);
            note(orders, 33);
            cluster.mesh().breakWays(List.of(new Way("c0", MessageCluster.BROKER)), new Breakage.Hold());
            assertThatThrownBy(() -> new Relay(orders, waiting, Relay.Order.SEND_THEN_REMOVE).move())
                    .isInstanceOf(Exception.class);
            assertThat(orders.notes(10)).extracting(Orders.Note::id).containsExactly(33L);
            moved(orders, hasty);
            cluster.kill(MessageCluster.BROKER);
            cluster.mesh().healAll();
            cluster.start(MessageCluster.BROKER);
            eventually("it can be read", () -> waiting.browse().containsAll(List.of(31L, 32L)));
            assertThat(waiting.browse()).contains(31L, 32L).doesNotContain(33L);
        } finally {
            cluster.mesh().healAll();
            cluster.start(MessageCluster.BROKER);
            cluster.start(MessageCluster.RELAY);
        }
    }

    private static void moved(Orders orders, MessageBroker through) throws Exception {
        assertThat(new Relay(orders, through, Relay.Order.SEND_THEN_REMOVE).move())
                .isEqualTo(1);
        assertThat(orders.notes(10)).isEmpty();
    }
}
