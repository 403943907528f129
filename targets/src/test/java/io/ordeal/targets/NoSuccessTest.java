package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Verdict;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.store.Interruption;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import io.ordeal.workload.lock.LockClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that never succeeds: the run does not go on for its ten minutes, and says what the client said. It takes 5 s, in
 * which there might have been a success.
 */
class NoSuccessTest {
    @TempDir
    private Path results = Path.of("");

    /** A lock service whose port nobody listens on. */
    private record Unreachable(int port) implements Target {
        @Override
        public String name() {
            return "unreachable";
        }

        @Override
        public String summary() {
            return "nobody is there";
        }

        @Override
        public ClusterDescription cluster() {
            return ClusterDescription.none();
        }

        @Override
        public ClientFactories newClients() {
            return ClientFactories.of(LockClient.class, context -> {
                try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    throw new IllegalStateException("somebody is there: " + refused);
                }
            });
        }

        @Override
        public List<Expectation> expectations() {
            return List.of();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            return taken.getLocalPort();
        }
    }

    @Test
    void endsTheRunAfterItsFirstSecondsWithTheException() throws Exception {
        Catalog catalog = Catalog.onClassPath().including(new Unreachable(freePort()));
        RunOptions options = RunOptions.DEFAULT.withTime(Duration.ofMinutes(10));
        TrialOutcome outcome = new Trial(
                        new RunSpec(RunSpec.SCHEMA, "unreachable", "lock", List.of(), options, 3, Map.of()),
                        catalog,
                        results,
                        TrialListener.none())
                .run();
        assertThat(outcome.folder().readSpec().interruption().map(Interruption::during))
                .contains(Interruption.During.NO_SUCCESS);
        assertThat(outcome.report().result().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.cause())
                                .contains("no operation of a client had succeeded")
                                .contains("Connection refused"));
    }
}
