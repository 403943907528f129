package io.ordeal.fault.kinds;

import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.NodeHolds;
import io.ordeal.fault.Topology;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Draws whom a fault takes that takes nodes out of service, one way or another.
 *
 * <p>Where it is asked for a minority it keeps to that together with whatever else takes nodes down at the time: if others
 * hold a minority already, it takes of theirs, or none. All other words are taken as they are said, whatever else goes on.
 */
final class NodeDraw {
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
    private final Whom.Choice choice;
    private final SplittableRandom random;

    private NodeDraw(FaultSpec spec, FaultEnvironment environment, Whom.Choice choice, SplittableRandom random) {
        this.spec = spec;
        this.environment = environment;
        this.choice = choice;
        this.random = random;
    }

    /** Draws the hosts that are meant; which of them may be taken is seen in {@link #nodes}. */
    static NodeDraw of(FaultSpec spec, FaultEnvironment environment, SplittableRandom random)
            throws NothingToDo, InterruptedException {
        return new NodeDraw(spec, environment, Whom.draw(spec, BARE, environment, random), random);
    }

    /** How they were drawn, or the node's name. */
    String word() {
        return choice.word();
    }

    /**
     * The nodes of the hosts that may be taken: within bounds, and with one at least that can be hit.
     *
     * @param canBeHit by a node's name
     * @param otherwise why there is nothing to do where no node can
     */
    NodeHolds.Choice<NothingToDo> nodes(Predicate<String> canBeHit, String otherwise) {
        return held -> {
            Topology topology = environment.topology();
            Set<String> hosts = withinBounds(held);
            Set<String> hit = new LinkedHashSet<>();
            for (String host : hosts) {
                if (topology.hosts().getOrDefault(host, List.of()).stream().anyMatch(canBeHit)) {
                    hit.add(host);
                }
            }
            if (hit.isEmpty()) {
                throw new NothingToDo("all that could be taken (" + String.join(", ", hosts) + ") " + otherwise);
            }
            return topology.nodesOn(hit);
        };
    }

    private Set<String> withinBounds(Set<String> held) {
        if (!leavesMajority()) {
            return choice.hosts();
        }
        Topology topology = environment.topology();
        Set<String> down = new LinkedHashSet<>();
        held.forEach(node -> down.add(topology.hostOf(node)));
        return Minority.together(topology.targets(), choice.hosts(), down, random);
    }

    /** Whether a majority is to stay up, together with what other faults have taken; more goes down only if asked for. */
    private boolean leavesMajority() {
        Optional<Whom> word = Whom.of(choice.word());
        return word.filter(Whom.MINORITY::equals).isPresent()
                || (spec.whom().isEmpty()
                        && word.filter(drawn -> drawn == Whom.ONE || drawn == Whom.PRIMARY)
                                .isPresent()
                        && environment.topology().targets().size() >= Whom.MINORITY.leastTargets());
    }
}
