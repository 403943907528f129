package io.ordeal.fault.kinds;

import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.Terrain;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * {@code client-pause}: a client freezes whole, as in a long garbage collection, just when it was granted a lock. One that
 * is a process of its own is stopped by SIGSTOP: there, or in the midst of any operation if it holds no locks.
 */
public final class ClientPauseKind implements FaultKind {
    @Override
    public String name() {
        return "client-pause";
    }

    @Override
    public String summary() {
        return "the next client that is granted a lock freezes whole before it uses it, its sessions and watchdogs too, as"
                + " in a long garbage collection; a client that is a process is stopped by SIGSTOP";
    }

    @Override
    public List<String> whom() {
        return List.of();
    }

    @Override
    public List<String> modes() {
        return List.of();
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        return terrain.can(ClientAbility.FREEZE)
                ? Optional.empty()
                : Optional.of(
                        spec + " needs clients that are processes of their own, or that are granted locks, and those"
                                + " of this run are neither: there is no moment at which one could be frozen; "
                                + terrain.instead());
    }

    /** Longer than other faults: it begins only when a client is granted a lock, and must outlast its lease. */
    @Override
    public Duration span(Duration interval, SplittableRandom random) {
        return Duration.ofNanos((long) (interval.toNanos() * (1.5 + random.nextDouble())));
    }

    /** Shorter than other faults': one client of many is away, and the system none the worse for it. */
    @Override
    public Duration quiet(Duration interval, SplittableRandom random) {
        return Duration.ofNanos((long) (interval.toNanos() * (0.1 + 0.4 * random.nextDouble())));
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new Fault() {
            @Override
            public FaultSpec spec() {
                return spec;
            }

            @Override
            public Map<String, Object> inject(SplittableRandom random) throws Exception {
                environment.clients().freezeNextHolder();
                return Map.of("whom", "the next holder");
            }

            @Override
            public Healed heal() throws Exception {
                Map<String, Object> told = environment.clients().thaw();
                return new Healed(told, Evidence.counted("clients-frozen", frozen(told)));
            }
        };
    }

    /** Those whose links could not be held stood but for a moment. */
    private static long frozen(Map<String, Object> told) {
        return told.get("frozen") instanceof Collection<?> clients
                ? clients.stream()
                        .filter(client -> !(client instanceof Map<?, ?> map && map.containsKey("not-held")))
                        .count()
                : 0;
    }
}
