package io.ordeal.reproduce;

import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One fault alone, from before the first operation until after the last. Nothing has to meet anything then:
 *
 * <pre>
 *   recorded    ··[kill db+broker ────── db is back ─[publish]─ broker is back]··
 *   throughout  [kill broker ──────────[publish]──────────────────────────────]
 * </pre>
 *
 * Of nodes that were struck together each is struck alone, too, as they may come back one after the other; and what lies in
 * wait for a client does so for the first that comes, at each of the moments that its kind knows: whom it struck in the
 * recording was one of many, and stood where nobody noted.
 */
final class Throughout {
    /** For the fault to be in force before the first operation; a busy machine takes a second to kill two servers. */
    private static final Duration HEAD_START = Duration.ofMillis(1500);

    private Throughout() {}

    /** A plan with one fault alone, and what was changed of that in a few words. */
    record Variant(String what, ReplayPlan plan) {}

    /**
     * Plans of the same operations, with one of the faults each, those first that change less; none for faults that wait for
     * what a client does, which need no more than that.
     */
    static List<Variant> of(ReplayPlan plan) {
        List<Variant> variants = new ArrayList<>();
        Set<FaultSpec> known = new LinkedHashSet<>();
        ReplayPlan later = Reducing.startingAt(plan, HEAD_START);
        for (PlannedFault fault : plan.schedule().faults()) {
            boolean waitsForAStep = fault.begin().stream().anyMatch(Condition.Step.class::isInstance);
            if (waitsForAStep) {
                continue;
            }
            for (FaultSpec spec : variants(fault.fault())) {
                if (known.add(spec)) {
                    PlannedFault always = new PlannedFault(
                            fault.id(), spec, List.of(new Condition.At(Duration.ZERO)), List.of(), fault.draws());
                    variants.add(new Variant(
                            "under " + spec + " throughout", later.withSchedule(new Schedule(List.of(always)))));
                }
            }
        }
        return variants;
    }

    private static List<FaultSpec> variants(FaultSpec fault) {
        List<FaultSpec> variants = new ArrayList<>();
        variants.add(fault);
        String[] nodes = fault.whom().orElse("").split("\\+");
        if (nodes.length > 1 && !FaultKinds.named(fault.kind()).takesSides()) {
            for (String node : nodes) {
                variants.add(new FaultSpec(fault.kind(), Optional.of(node), fault.mode()));
            }
        }
        FaultKind kind = FaultKinds.named(fault.kind());
        if (kind.family() == FaultFamily.CLIENTS) {
            for (String moment : kind.modes()) {
                variants.add(new FaultSpec(fault.kind(), fault.whom(), Optional.of(moment)));
            }
        }
        return variants;
    }
}
