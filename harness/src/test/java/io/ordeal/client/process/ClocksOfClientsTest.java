package io.ordeal.client.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.clock.ClockSupport;
import io.ordeal.fault.ClientFreezer;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.RunClients;
import io.ordeal.mesh.Mesh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock of a client that is a process of its own, read by itself. The harness' stays true. */
@Timeout(120)
class ClocksOfClientsTest {
    @TempDir
    Path folder;

    private static FaultEnvironment environment(ClientProcesses clients) {
        return new FaultEnvironment(
                Optional.empty(), Mesh.none(), RunClients.of(new NobodyFrozen(), Optional.of(clients)), 1);
    }

    private static Fault fault(String text, FaultEnvironment environment) {
        FaultSpec spec = FaultSpec.parse(text);
        Optional<String> refusal = FaultKinds.named(spec.kind()).refusal(spec, environment.terrain());
        assertThat(refusal).isEqualTo(ClockSupport.refusal().map(why -> spec + ": " + why));
        return FaultKinds.named(spec.kind()).create(spec, environment);
    }

    private static boolean canNot() {
        return ClockSupport.refusal().isPresent();
    }

    /** By how much a client's clock is wrong at most and at least: it was read between two readings of ours. */
    private static void assertWrongBy(long errorMillis, Client client) throws Exception {
        long before = System.currentTimeMillis();
        long told = (Long) Objects.requireNonNull(
                client.invoke(new Invocation("time", null)).value());
        assertThat(told - errorMillis).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void aJumpIsSeenByTheClientByTheNextOneOfItsWorkerAndByNobodyWhenHealed() throws Exception {
        try (ClientProcesses clients = ClientProcesses.start(ClientCommand.java(LedgerProgram.class), 1, folder)) {
            Client client = clients.open(new FixedContext(0, 0));
            assertWrongBy(0, client);
            Fault jump = fault("clock-jump:clients:forth", environment(clients));
            if (canNot()) {
                return;
            }
            Map<String, Object> told = jump.inject(new SplittableRandom(3));
            assertThat(told).containsEntry("clients", List.of("c0"));
            long error = (Long) Objects.requireNonNull(told.get("jump-millis"));
            assertThat(error).isPositive();
            assertWrongBy(error, client);

            // a process that is killed takes its clock with it; who comes next is given the same
            assertThat(clients.kill(0)).isTrue();
            Client next = clients.open(new FixedContext(1, 0));
            while (time(next) < System.currentTimeMillis() + error / 2) {
                Thread.sleep(5);
            }
            assertWrongBy(error, next);
            assertThat(jump.heal().evidence()).contains(Evidence.counted("clocks-shifted", 1));
            assertWrongBy(0, next);
        }
    }

    private static long time(Client client) throws Exception {
        return (Long) Objects.requireNonNull(
                client.invoke(new Invocation("time", null)).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"clock-skew:clients:fast", "clock-strobe:clients"})
    void othersAreFeltAndHealedToo(String text) throws Exception {
        try (ClientProcesses clients = ClientProcesses.start(ClientCommand.java(LedgerProgram.class), 1, folder)) {
            Client client = clients.open(new FixedContext(0, 0));
            Fault fault = fault(text, environment(clients));
            if (canNot()) {
                return;
            }
            fault.inject(new SplittableRandom(3));
            while (Math.abs(time(client) - System.currentTimeMillis())
                    < Duration.ofMillis(50).toMillis()) {
                Thread.sleep(1);
            }
            assertThat(fault.heal().evidence().orElseThrow().amount().orElseThrow())
                    .isPositive();
            assertWrongBy(0, client);
        }
    }

    private static final class NobodyFrozen implements ClientFreezer {
        @Override
        public Freeze freeze(Moment moment, OptionalInt worker) {
            throw new UnsupportedOperationException("nobody is frozen here");
        }

        @Override
        public void thawAll() {}
    }
}
