package io.ordeal.fault.kinds;

import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A fault that breaks links: draws which and how, breaks them, and heals them. */
final class LinkFault implements Fault {
    /**
     * What is to be broken this time.
     *
     * @param ways whose messages
     * @param breakage how
     * @param told what the history is told of it
     */
    record Drawn(Set<Mesh.Way> ways, Breakage breakage, Map<String, Object> told) {}

    /** Draws; no answer if there is nothing to break now, for the reason that is told. */
    interface Plan {
        Drawn draw(SplittableRandom random) throws NothingToDo, InterruptedException;
    }

    private final FaultSpec spec;
    private final FaultEnvironment environment;
    private final Plan plan;
    private Mesh.@Nullable Break inForce;
    private Optional<Set<String>> primariesBefore = Optional.empty();

    LinkFault(FaultSpec spec, FaultEnvironment environment, Plan plan) {
        this.spec = spec;
        this.environment = environment;
        this.plan = plan;
    }

    @Override
    public FaultSpec spec() {
        return spec;
    }

    @Override
    public synchronized Map<String, Object> inject(SplittableRandom random) throws Exception {
        if (inForce != null) {
            throw new IllegalStateException(spec + " is in force already; heal it first");
        }
        primariesBefore = environment.primaries().now();
        Drawn drawn;
        try {
            drawn = plan.draw(random);
        } catch (NothingToDo e) {
            return e.told();
        }
        inForce = environment.mesh().breakWays(drawn.ways(), drawn.breakage());
        Map<String, Object> told = new LinkedHashMap<>(drawn.told());
        told.putAll(inForce.done());
        primariesBefore.ifPresent(nodes -> told.put("primaries", List.copyOf(nodes)));
        return told;
    }

    @Override
    public synchronized Healed heal() throws Exception {
        Mesh.Break broken = inForce;
        if (broken == null) {
            return Healed.NOTHING;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        try {
            if (primariesBefore.isPresent()) {
                Leadership.tell(
                        told, primariesBefore.get(), environment.primaries().now());
            }
        } finally {
            told.putAll(broken.heal());
            inForce = null;
        }
        // some servers give up when they are cut off; a fault that is over leaves nobody dead
        Set<String> back = environment.holds().revive();
        if (!back.isEmpty()) {
            told.put("ended-and-started", List.copyOf(back));
        }
        return new Healed(told, new Evidence(broken.measure(), broken.effect()));
    }
}
