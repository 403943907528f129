package io.ordeal.workload.parts;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import java.time.Duration;
import java.util.List;

/** Reads, in the end, of the one thing that there is. */
public final class LastReads {
    /** Longer than a client takes to find a server again that has just come back. */
    private static final Duration EACH_CLIENT_AT_MOST = Duration.ofSeconds(10);

    private LastReads() {}

    /**
     * A read by whoever can, until it is ok; then one by every client for itself, as what is lost may be lost on one server
     * alone. Clients whose server does not come back are not waited for any longer than ten seconds.
     */
    public static Generator byEveryClient(String f) {
        Generator read = UntilAllOk.of(() -> List.of(new Invocation(f, null)));
        return Generators.phases(read, Generators.timeLimit(EACH_CLIENT_AT_MOST, Generators.eachThread(read)));
    }
}
