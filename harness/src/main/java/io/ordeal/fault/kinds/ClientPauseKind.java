package io.ordeal.fault.kinds;

import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.ClientFreezer.Moment;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Pace;
import io.ordeal.fault.Terrain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * {@code client-pause}: a client freezes whole, as in a long garbage collection; one that is a process of its own is
 * stopped by SIGSTOP, of others the worker stands and the links are held.
 *
 * <p>A bare one freezes clients at their {@linkplain Moment#POINT pause point}, where there is one: that is where it
 * matters, with a lock just granted. Elsewhere the moment is drawn. {@code client-pause:c3} freezes worker 3's client.
 */
public final class ClientPauseKind implements FaultKind {
    /** The client that stands at the step which a schedule waited for; resolved when it strikes. */
    private static final String ASKING = "asking";

    private static final Pattern CLIENT = Pattern.compile("c\\d+");

    /** One pause of so many ends before the lease does: what lies next to a bound is drawn, too. */
    private static final int SHORT_ONE_OF = 6;

    @Override
    public String name() {
        return "client-pause";
    }

    @Override
    public String summary() {
        return "a client freezes whole, its sessions and watchdogs too, as in a long garbage collection: at the next grant"
                + " of a lock, before it is used, or before, within or after any operation; around the length of a lease";
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.CLIENTS;
    }

    @Override
    public List<String> whom() {
        return List.of(ASKING);
    }

    @Override
    public String whomByName() {
        return "a client's name, such as c0";
    }

    @Override
    public List<String> modes() {
        return Arrays.stream(Moment.values()).map(Moment::mode).toList();
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return noSuchClient(spec, terrain)
                .or(() -> spec.mode()
                        .flatMap(Moment::of)
                        .filter(moment -> !moments(terrain).contains(moment))
                        .map(moment -> spec
                                + (moment == Moment.POINT
                                        ? " needs clients that are granted locks, or are processes of their own, and those of this run"
                                        : " needs clients whose links can be held, or that are processes of their own, and those of this"
                                                + " run")
                                + " are neither; ask for client-pause:before or client-pause:after"));
    }

    private Optional<String> noSuchClient(FaultSpec spec, Terrain terrain) {
        // the one that stands at a step is known when it does
        return spec.whom()
                .filter(whom -> !whom.equals(ASKING))
                .filter(whom -> !CLIENT.matcher(whom).matches()
                        || (!terrain.topology().clients().isEmpty()
                                && !terrain.topology().clients().contains(whom)))
                .map(whom -> spec + ": there is no client " + whom + "; ask for a worker's, such as " + name() + ":c0");
    }

    /** The moments at which clients can be frozen. */
    static List<Moment> moments(Terrain terrain) {
        List<Moment> moments = new ArrayList<>(List.of(Moment.BEFORE, Moment.AFTER));
        if (terrain.can(ClientAbility.STEP) || terrain.hasClientLinks()) {
            moments.add(Moment.OPEN);
        }
        if (terrain.can(ClientAbility.POINT)) {
            moments.add(Moment.POINT);
        }
        return moments;
    }

    /** Around the lease, mostly longer; where there is none, as long as other faults. */
    @Override
    public Duration span(Pace pace, SplittableRandom random) {
        if (pace.lease().isEmpty()) {
            return FaultKind.super.span(pace, random);
        }
        boolean isShort = random.nextInt(SHORT_ONE_OF) == 0;
        double leases = isShort ? 0.5 + 0.45 * random.nextDouble() : 1.25 + 1.5 * random.nextDouble();
        return Duration.ofNanos((long) (pace.lease().get().toNanos() * leases));
    }

    /** What a lease holds together is not shaken by less. */
    @Override
    public boolean mayBeBrief(Pace pace) {
        return pace.lease().isEmpty();
    }

    /** Shorter than other faults': one client of many is away, and the system none the worse for it. */
    @Override
    public Duration quiet(Pace pace, SplittableRandom random) {
        return Duration.ofNanos((long) (pace.interval().toNanos() * (0.1 + 0.4 * random.nextDouble())));
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new ClientPauseFault(spec, environment);
    }
}
