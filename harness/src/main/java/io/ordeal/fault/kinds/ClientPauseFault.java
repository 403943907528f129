package io.ordeal.fault.kinds;

import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.ClientFreezer.Freeze;
import io.ordeal.fault.ClientFreezer.Moment;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Freezes one client, and tells for how long, and whether its lease ran out meanwhile. */
final class ClientPauseFault implements Fault {
    private final FaultSpec spec;
    private final FaultEnvironment environment;
    private @Nullable Freeze freeze;

    ClientPauseFault(FaultSpec spec, FaultEnvironment environment) {
        this.spec = spec;
        this.environment = environment;
    }

    @Override
    public FaultSpec spec() {
        return spec;
    }

    @Override
    public synchronized Map<String, Object> inject(SplittableRandom random) throws Exception {
        if (freeze != null) {
            throw new IllegalStateException(spec + " is in force already; heal it first");
        }
        Moment moment = spec.mode().flatMap(Moment::of).orElseGet(() -> draw(random));
        OptionalInt worker = spec.whom().isPresent()
                ? OptionalInt.of(Integer.parseInt(spec.whom().get().substring(1)))
                : OptionalInt.empty();
        freeze = environment.freezer().freeze(moment, worker);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("whom", spec.whom().orElse("the next that comes to it"));
        told.put("moment", moment.mode());
        return told;
    }

    private Moment draw(SplittableRandom random) {
        if (environment.terrain().can(ClientAbility.POINT)) {
            return Moment.POINT;
        }
        List<Moment> moments = ClientPauseKind.moments(environment.terrain());
        return moments.get(random.nextInt(moments.size()));
    }

    @Override
    public synchronized Healed heal() throws Exception {
        Freeze inForce = freeze;
        if (inForce == null) {
            return Healed.NOTHING;
        }
        Map<String, Object> told = new LinkedHashMap<>(inForce.thaw());
        freeze = null;
        Optional<Duration> lease = environment.lease();
        lease.ifPresent(length -> told.put("lease-nanos", length.toNanos()));
        return new Healed(
                told,
                lease.isEmpty()
                        ? Evidence.counted("clients-frozen", frozenFor(told, Duration.ZERO))
                        : Evidence.counted("leases-outlasted", frozenFor(told, lease.get())));
    }

    /** How many stood that long. Those whose links could not be held stood but for a moment. */
    private static long frozenFor(Map<String, Object> told, Duration atLeast) {
        return told.get("frozen") instanceof Collection<?> clients
                ? clients.stream()
                        .filter(client -> client instanceof Map<?, ?> map
                                && !map.containsKey("not-held")
                                && map.get("nanos") instanceof Number nanos
                                && nanos.longValue() >= atLeast.toNanos())
                        .count()
                : 0;
    }
}
