package io.ordeal.fault.kinds;

import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.NodeHolds;
import io.ordeal.fault.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A fault that takes nodes down, and gives them back.
 *
 * <p>Where it is asked for a minority it keeps to that together with whatever else takes nodes down at the time: if others
 * hold a minority already, it takes of theirs, or none. All other words are taken as they are said, whatever else goes on.
 */
final class DownFault implements Fault {
    /**
     * Among what a bare kind draws. Mostly what a system must survive: with a majority or all down nothing goes on, and a
     * run of overlapping faults would spend its time waiting.
     */
    private static final List<Whom> BARE = Stream.of(
                    Collections.nCopies(10, Whom.MINORITY),
                    Collections.nCopies(4, Whom.PRIMARY),
                    Collections.nCopies(4, Whom.ONE),
                    List.of(Whom.MAJORITY, Whom.ALL))
            .flatMap(List::stream)
            .toList();

    private final FaultSpec spec;
    private final FaultEnvironment environment;
    private final DownKind.Deed deed;
    private final NodeHolds holds;
    private Optional<Set<String>> primariesBefore = Optional.empty();
    private boolean inForce;

    /** How many nodes this fault itself took down; others may have been down already. */
    private long taken;

    DownFault(FaultSpec spec, FaultEnvironment environment, DownKind.Deed deed) {
        this.spec = spec;
        this.environment = environment;
        this.deed = deed;
        holds = environment.holds();
    }

    @Override
    public FaultSpec spec() {
        return spec;
    }

    @Override
    public synchronized Map<String, Object> inject(SplittableRandom random) throws Exception {
        if (inForce) {
            throw new IllegalStateException(spec + " is in force already; heal it first");
        }
        primariesBefore = environment.primaries().now();
        Map<String, Object> told = new LinkedHashMap<>();
        List<String> nodes;
        try {
            Whom.Choice choice = Whom.draw(spec, BARE, environment, random);
            told.put("whom", choice.word());
            NodeHolds.Choice<NothingToDo> bounded =
                    held -> environment.topology().nodesOn(withinBounds(choice, held, random));
            nodes = deed == DownKind.Deed.PAUSE
                    ? holds.chooseToPause(this, bounded)
                    : holds.chooseToKill(this, bounded);
        } catch (NothingToDo e) {
            return e.told();
        }
        inForce = true;
        taken = nodes.stream().filter(holds::isAlive).count();
        told.put("nodes", takeDown(nodes));
        primariesBefore.ifPresent(primaries -> told.put("primaries", List.copyOf(primaries)));
        return told;
    }

    private List<String> takeDown(List<String> nodes) throws Exception {
        switch (deed) {
            case KILL -> holds.kill(this, nodes);
            case RESTART -> {
                holds.kill(this, nodes);
                holds.release(this);
            }
            case PAUSE -> {
                return holds.pause(this, nodes);
            }
        }
        return nodes;
    }

    /** Whether a majority is to stay up, together with what other faults have taken; more goes down only if asked for. */
    private boolean leavesMajority(Whom.Choice choice) {
        Optional<Whom> word = Whom.of(choice.word());
        return word.filter(Whom.MINORITY::equals).isPresent()
                || (spec.whom().isEmpty()
                        && word.filter(drawn -> drawn == Whom.ONE || drawn == Whom.PRIMARY)
                                .isPresent()
                        && environment.topology().targets().size() >= Whom.MINORITY.leastTargets());
    }

    /** The hosts that may be taken, of those that were drawn. */
    private Set<String> withinBounds(Whom.Choice choice, Set<String> held, SplittableRandom random) throws NothingToDo {
        Topology topology = environment.topology();
        Set<String> hosts = choice.hosts();
        if (leavesMajority(choice)) {
            Set<String> down = new LinkedHashSet<>();
            held.forEach(node -> down.add(topology.hostOf(node)));
            hosts = Minority.together(topology.targets(), hosts, down, random);
        }
        Set<String> alive = new LinkedHashSet<>();
        for (String host : hosts) {
            if (topology.hosts().getOrDefault(host, List.of()).stream().anyMatch(holds::isAlive)) {
                alive.add(host);
            }
        }
        if (alive.isEmpty()) {
            throw new NothingToDo("all that could be taken (" + String.join(", ", hosts) + ") are dead already");
        }
        return alive;
    }

    @Override
    public synchronized Healed heal() throws Exception {
        if (!inForce) {
            return Healed.NOTHING;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        try {
            if (primariesBefore.isPresent()) {
                Leadership.tell(
                        told, primariesBefore.get(), environment.primaries().now());
            }
        } finally {
            told.put("back", new ArrayList<>(holds.release(this)));
            inForce = false;
        }
        return new Healed(told, Evidence.counted(deed.measure(), taken));
    }
}
