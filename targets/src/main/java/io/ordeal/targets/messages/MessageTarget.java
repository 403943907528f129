package io.ordeal.targets.messages;

import io.ordeal.client.process.ClientCommand;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.outbox.OutboxClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A way to keep rows and messages together, or not, tried by applications that are processes of their own. */
abstract class MessageTarget extends PlainTarget {
    static final String OUTBOX = "outbox";

    /** A server, or the relay, is killed. */
    static final Set<String> KILL = Set.of("kill");

    /** Everything that can be done to it. */
    static final Set<String> ALL = Faults.union(List.of(Faults.ALL, Faults.KILL_COORDINATOR));

    /** How long a run surely shows what breaks. */
    static final Duration SURELY = Duration.ofSeconds(60);

    MessageTarget(
            String name,
            String summary,
            ClusterDescription cluster,
            Class<? extends ApplicationProgram> application,
            List<Expectation> expectations) {
        super(
                name,
                summary,
                cluster,
                () -> ClientFactories.of(
                        OutboxClient.class,
                        ClientCommand.java(application, HarnessJava.UNVERIFIED.toArray(String[]::new))),
                expectations);
    }
}
