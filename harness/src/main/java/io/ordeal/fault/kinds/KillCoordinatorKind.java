package io.ordeal.fault.kinds;

import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.ClientKiller;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.Terrain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * {@code kill-coordinator}: while it lasts, clients and coordinators that are processes of their own are ended by kill
 * -9 in the midst of their operations, one after the other, each at a step that is drawn among all that were seen, or a
 * moment after it. The worker's next process is a new one.
 *
 * <p>{@code kill-coordinator:asking@step="prepared 2"} kills the one that stands at a step, there and once; {@code
 * kill-coordinator:c0} that of a worker.
 */
public final class KillCoordinatorKind implements FaultKind {
    /** The client that stands at the step which a schedule waited for; resolved when it strikes. */
    private static final String ASKING = "asking";

    private static final Pattern CLIENT = Pattern.compile("c\\d+");

    @Override
    public String name() {
        return "kill-coordinator";
    }

    @Override
    public String summary() {
        return "ends coordinators, and clients that are processes of their own, by kill -9 between two steps of an"
                + " operation, again and again; others take their places at once; with a whom that one alone, once";
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
        return List.of();
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        Optional<String> noClient = spec.whom()
                .filter(whom -> !CLIENT.matcher(whom).matches())
                .map(whom -> spec + ": " + whom + " is no client; ask for " + name()
                        + ":asking, or a worker's, such as " + name() + ":c0");
        return terrain.can(ClientAbility.STEP)
                ? noClient
                : Optional.of(spec + " needs a target whose clients are processes of their own, and those of this one"
                        + " live inside the harness' JVM; " + terrain.instead());
    }

    @Override
    public Telling telling() {
        return Telling.PRESENCE;
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        if (spec.whom().isPresent()) {
            return new KillClientFault(
                    spec, environment.stepping().orElseThrow(), spec.whom().get());
        }
        ClientKiller killer = environment.stepping().orElseThrow().killer();
        return new Fault() {
            @Override
            public FaultSpec spec() {
                return spec;
            }

            @Override
            public Map<String, Object> inject(SplittableRandom random) {
                killer.begin(random);
                return Map.of("whom", "one after the other");
            }

            @Override
            public Healed heal() {
                List<Map<String, Object>> killed = killer.end();
                return new Healed(Map.of("killed", killed), Evidence.counted("clients-killed", killed.size()));
            }
        };
    }
}
