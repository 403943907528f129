package io.ordeal.fault.kinds;

import io.ordeal.clock.ClockShift;
import io.ordeal.clock.ClockSupport;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What the faults have in common that make the wall clocks of processes wrong: nodes', with all their children, or those of
 * clients that are processes of their own. Monotonic clocks stay true; see {@code io.ordeal.clock}.
 */
abstract class ClockKind implements FaultKind {
    /** Among the clients, those that are drawn. */
    static final String CLIENTS = "clients";

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration LEASES = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(5);
    /** One of so many is shorter than leases are: what servers that compare their clocks are to bear. */
    private static final int SMALL = 8;

    /**
     * What is drawn for this time.
     *
     * @param shifts by the name of the node or client
     * @param turnEvery how long the clocks are wrong, and then right, in turn; empty = they are wrong all the time
     * @param told what the history is told of it, such as {@code jump-millis}
     */
    record Drawn(Map<String, ClockShift> shifts, Optional<Duration> turnEvery, Map<String, Object> told) {}

    abstract Drawn draw(FaultSpec spec, List<String> members, SplittableRandom random);

    @Override
    public FaultFamily family() {
        return FaultFamily.CLOCKS;
    }

    @Override
    public final List<String> whom() {
        List<String> words = new ArrayList<>(Whom.words());
        words.add(CLIENTS);
        return words;
    }

    @Override
    public final Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        Optional<String> here = isOfClients(spec) ? clientsRefusal(spec, terrain) : nodesRefusal(spec, terrain);
        return here.or(() -> lacking().map(why -> spec + ": " + why));
    }

    @Override
    public final Optional<String> lacking() {
        return ClockSupport.refusal();
    }

    private Optional<String> clientsRefusal(FaultSpec spec, Terrain terrain) {
        return terrain.can(ClientAbility.STEP)
                ? Optional.empty()
                : Optional.of(spec + " needs a target whose clients are processes of their own, and those of this one"
                        + " live inside the harness' JVM, whose clock tells when things happened; ask for " + name()
                        + ":one");
    }

    private static Optional<String> nodesRefusal(FaultSpec spec, Terrain terrain) {
        return Whom.nodesRefusal(spec, terrain)
                .or(() -> terrain.kind()
                        .filter(kind -> !kind.runsProcesses())
                        .map(kind ->
                                spec + " needs servers that are processes of the harness' own, and those of this run"
                                        + (kind == ClusterKind.ENDPOINT
                                                ? " were only given by their endpoints"
                                                : " run in containers")
                                        + "; ask for --cluster process"))
                .or(() -> Whom.refusal(spec, terrain));
    }

    static boolean isOfClients(FaultSpec spec) {
        return spec.whom().filter(CLIENTS::equals).isPresent();
    }

    @Override
    public final Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new ClockFault(spec, environment, (members, random) -> draw(spec, members, random));
    }

    /** From 1 to 300 s, since leases last a second, or ten, or a minute; or, more seldom, from 0.1 s to 1. */
    static Duration drawAmount(SplittableRandom random) {
        boolean isSmall = random.nextInt(SMALL) == 0;
        Duration least = isSmall ? LEAST : LEASES;
        Duration most = isSmall ? LEASES : MOST;
        return Duration.ofMillis(SlowLinksKind.drawLogarithmic(least.toMillis(), most.toMillis(), random));
    }
}
