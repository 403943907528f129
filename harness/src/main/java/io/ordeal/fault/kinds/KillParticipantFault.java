package io.ordeal.fault.kinds;

import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.NodeHolds;
import io.ordeal.fault.StepWatcher;
import io.ordeal.fault.SteppingClients;
import io.ordeal.fault.kinds.KillParticipantKind.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lies in wait for a coordinator at a step, kills the node that the step is about, once, and gives it back. Where the moment
 * was drawn and nobody comes to it for a while, as where no coordinator commits any more, the next of any will do.
 */
final class KillParticipantFault implements Fault, StepWatcher {
    private static final long NOBODY_CAME_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final FaultSpec spec;
    private final SteppingClients clients;
    private final NodeHolds holds;
    private final List<Map<String, Object>> killed = new ArrayList<>();

    /** What is waited for; null = nothing, or it has come. */
    private @Nullable Moment awaited;

    /** Until when no other will do; of a moment that was asked for, for ever. */
    private long aloneUntilNanos;

    KillParticipantFault(FaultSpec spec, FaultEnvironment environment) {
        this.spec = spec;
        clients = environment.stepping().orElseThrow();
        holds = environment.holds();
    }

    @Override
    public FaultSpec spec() {
        return spec;
    }

    @Override
    public synchronized Map<String, Object> inject(SplittableRandom random) {
        Moment[] all = Moment.values();
        Moment moment = spec.mode().map(Moment::of).orElseGet(() -> all[random.nextInt(all.length)]);
        awaited = moment;
        aloneUntilNanos = System.nanoTime() + NOBODY_CAME_NANOS;
        clients.watch(this);
        return Map.of("whom", "who is asked next", "moment", moment.mode());
    }

    @Override
    public synchronized void at(Step step) throws Exception {
        Moment moment = awaited;
        String node = step.node().orElse(null);
        if (moment == null || node == null || !isTime(moment, step.name()) || !holds.isAlive(node)) {
            return;
        }
        awaited = null;
        holds.kill(this, List.of(node));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("node", node);
        told.put("step", step.name());
        killed.add(told);
    }

    private boolean isTime(Moment moment, String step) {
        boolean otherWillDo = spec.mode().isEmpty() && System.nanoTime() - aloneUntilNanos > 0;
        return moment.isAt(step)
                || (otherWillDo && Arrays.stream(Moment.values()).anyMatch(other -> other.isAt(step)));
    }

    @Override
    public synchronized Healed heal() throws Exception {
        clients.unwatch(this);
        awaited = null;
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("killed", List.copyOf(killed));
        told.put("back", new ArrayList<>(holds.release(this)));
        Evidence evidence = Evidence.counted("nodes-ended", killed.size());
        killed.clear();
        return new Healed(told, evidence);
    }
}
