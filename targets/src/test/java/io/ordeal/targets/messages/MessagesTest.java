package io.ordeal.targets.messages;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Client;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.client.process.ClientCommand;
import io.ordeal.client.process.ClientProcesses;
import io.ordeal.history.OpType;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.MortalWorker.DeathException;
import io.ordeal.targets.parts.MessageBroker;
import io.ordeal.workload.outbox.OutboxClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database, a broker and a relay, started once; each test has ids of its own. */
class MessagesTest extends MessagesContract {
    MessagesTest() {
        super(Broker.ARTEMIS);
    }

    @Override
    OutboxClient dualWrite(MortalWorker by) throws Exception {
        return new DualWrite.Program().application(by);
    }

    @Test
    void anOutboxKeepsMessagesForARelayThatIsDead() throws Exception {
        cluster.kill(MessageCluster.RELAY);
        OutboxClient dying = new TransactionalOutbox.Program().application(worker.dyingWhen("noted"));
        OutboxClient outbox = new TransactionalOutbox.Program().application(worker);
        try (dying;
                outbox) {
            outbox.publish(1);
            outbox.abandon(2);
            outbox.publish(3);
            assertThatThrownBy(() -> dying.publish(4)).isInstanceOf(DeathException.class);
            assertThat(outbox.rows()).contains(1L, 3L).doesNotContain(2L, 4L);
            assertThatThrownBy(outbox::drain)
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessage("notes wait for the relay");
            cluster.start(MessageCluster.RELAY);
            assertThat(drained(outbox)).contains(1L, 3L).doesNotContain(2L, 4L);
        }
    }

    @Test
    void whatIsSentFirstIsNotUnsent() throws Exception {
        try (OutboxClient sendFirst = new SendFirst.Program().application(worker)) {
            sendFirst.publish(21);
            sendFirst.abandon(22);
            assertThat(sendFirst.rows()).contains(21L).doesNotContain(22L);
            assertThat(drained(sendFirst)).contains(21L, 22L);
        }
    }

    @Test
    void onceTheRowIsCommittedNothingIsAProofOfNoEffect() throws Exception {
        cluster.kill(MessageCluster.BROKER);
        try (OutboxClient dualWrite = new DualWrite.Program().application(worker.hastening(BRIEF))) {
            assertThatThrownBy(() -> dualWrite.publish(31)).isInstanceOf(HalfDoneException.class);
            assertThat(dualWrite.rows()).contains(31L);
        } finally {
            cluster.start(MessageCluster.BROKER);
        }
    }

    @Test
    void aRelayThatRemovesANoteBeforeItSendsLosesTheMessage() throws Exception {
        cluster.kill(MessageCluster.RELAY);
        try (Orders orders = Orders.of(worker);
                MessageBroker broker = Application.broker(worker.hastening(BRIEF), Broker.ARTEMIS)) {
            note(orders, 41);
            cluster.kill(MessageCluster.BROKER);
            assertThatThrownBy(() -> new Relay(orders, broker, Relay.Order.SEND_THEN_REMOVE).move())
                    .isInstanceOf(DefiniteFailure.class);
            assertThat(orders.notes(10)).extracting(Orders.Note::id).containsExactly(41L);
            assertThatThrownBy(() -> new Relay(orders, broker, Relay.Order.REMOVE_THEN_SEND).move())
                    .isInstanceOf(DefiniteFailure.class);
            assertThat(orders.notes(10)).isEmpty();
            note(orders, 42);
            cluster.start(MessageCluster.BROKER);
            assertThat(new Relay(orders, broker, Relay.Order.SEND_THEN_REMOVE).move())
                    .isEqualTo(1);
            assertThat(orders.notes(10)).isEmpty();
            assertThat(broker.browse()).contains(42L).doesNotContain(41L);
        } finally {
            cluster.start(MessageCluster.BROKER);
            cluster.start(MessageCluster.RELAY);
        }
    }

    /** As the whole of it does in a run: a process of its own, killed with -9, and recovered by its successor. */
    @Test
    void whatNarayanaHasPreparedWhenItIsKilledIsFinishedByItsSuccessor(@TempDir Path folder) throws Exception {
        try (ClientProcesses processes =
                ClientProcesses.start(ClientCommand.java(XaMessages.Program.class, "-Xmx128m"), 1, folder)) {
            MortalWorker brief = worker.hastening(Duration.ofSeconds(6));
            Client first = processes.open(brief);
            assertThat(type(first, "publish", 51L)).isEqualTo(OpType.OK);
            assertThat(type(first, "abandon", 52L)).isEqualTo(OpType.OK);
            processes.killer().begin(new SplittableRandom(1));
            long id = 53;
            try {
                while (true) {
                    type(first, "publish", id++);
                }
            } catch (IOException killed) {
                assertThat(killed).hasMessageContaining("exit code 137");
            }
            processes.killer().end();
            Client second = processes.open(brief);
            assertThat(type(second, "recover", null)).isEqualTo(OpType.OK);
            eventually("no row is in doubt", () -> type(second, "rows", null) == OpType.OK);
            List<Object> rows = ids(second, "rows");
            assertThat(rows).contains(51L).doesNotContain(52L);
            long unknown = id - 1;
            assertThat(ids(second, "drain"))
                    .contains(51L)
                    .doesNotContain(52L)
                    .satisfies(
                            messages -> assertThat(messages.contains(unknown)).isEqualTo(rows.contains(unknown)));
        }
    }

    /** Narayana asks for them several times in a pass, and uses those of the first time. */
    @Test
    void whatRecoveryWasGivenStaysOfUse() throws Exception {
        XaRecovery recovery = new XaRecovery(new XaResources(worker.hastening(BRIEF)));
        XAResource[] first = recovery.getXAResources();
        assertThat(recovery.getXAResources()).hasSize(2).isEqualTo(first);
        for (XAResource participant : first) {
            assertThat(participant.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                    .isNotNull();
        }
        cluster.kill(MessageCluster.BROKER);
        assertThat(recovery.getXAResources()).containsExactly(first[0]);
        cluster.start(MessageCluster.BROKER);
        assertThat(recovery.getXAResources()).hasSize(2).startsWith(first[0]).doesNotContain(first[1]);
    }

    private static OpType type(Client client, String f, @Nullable Object value) throws Exception {
        return client.invoke(new Invocation(f, value)).type();
    }

    private static List<Object> ids(Client client, String f) throws Exception {
        Object value = client.invoke(new Invocation(f, null)).value();
        return new ArrayList<>((List<?>) Objects.requireNonNull(value));
    }
}
