package io.ordeal.fault.schedule;

import io.ordeal.cluster.Cluster;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import io.ordeal.mesh.Link;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Whom a schedule means by words that are resolved when a fault strikes; kinds of faults are told names. What kinds know
 * themselves ({@code one}, {@code primary}, …) is left to them.
 */
final class Roles {
    private static final String FOLLOWER = "follower";
    private static final String ASKED = "asked";
    static final String ASKING = "asking";
    private static final String CLIENT = "client=";
    private static final Duration PRIMARY_WITHIN = Duration.ofSeconds(3);

    private final FaultEnvironment environment;

    Roles(FaultEnvironment environment) {
        this.environment = environment;
    }

    /** The words, as {@code ./ordeal list faults} tells them. */
    static List<String> words() {
        return List.of(FOLLOWER, CLIENT + "N", "victim=ID", ASKED, ASKING);
    }

    /** Nobody can be found just now. */
    static final class NobodyException extends Exception {
        private static final long serialVersionUID = 1L;

        NobodyException(String why) {
            super(why);
        }
    }

    /** Whether a fault's whom is one of these words. */
    static boolean isRole(FaultSpec fault) {
        return fault.whom().filter(Roles::isRole).isPresent();
    }

    private static boolean isRole(String word) {
        return word.equals(FOLLOWER)
                || word.equals(ASKED)
                || word.equals(ASKING)
                || word.startsWith(CLIENT)
                || Victims.faultOf(word).isPresent();
    }

    /** Why a fault's whom can't be had in this system; empty if it can, or is no role. */
    static Optional<String> refusal(PlannedFault planned, Terrain terrain) {
        Optional<String> role = planned.fault().whom().filter(Roles::isRole);
        if (role.isEmpty()) {
            return Optional.empty();
        }
        String word = role.get();
        String who = planned.fault() + ": ";
        if (word.equals(ASKED) || word.equals(ASKING)) {
            boolean atStep = Schedule.conditions(planned).stream().anyMatch(Condition.Step.class::isInstance);
            return atStep
                    ? Optional.empty()
                    : Optional.of(who + word + " is who has to do with a step: its beginning needs one, such as @step="
                            + "\"prepared 1\"");
        }
        if (word.equals(FOLLOWER) && !terrain.hasPrimaries()) {
            return Optional.of(
                    who + "this system knows no primaries, and so no followers; ask for one, or a node's name");
        }
        if (word.startsWith(CLIENT)) {
            return clientRefusal(who, word, terrain.topology().clients().size());
        }
        return Optional.empty();
    }

    private static Optional<String> clientRefusal(String who, String word, int concurrency) {
        Optional<Integer> worker = worker(word);
        if (worker.isEmpty() || worker.get() >= concurrency) {
            return Optional.of(who + "client= takes the number of a worker, 0 to " + (concurrency - 1) + ", not "
                    + word.substring(CLIENT.length()));
        }
        return Optional.empty();
    }

    private static Optional<Integer> worker(String word) {
        try {
            return Optional.of(Integer.parseInt(word.substring(CLIENT.length())));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /**
     * The fault with a name in its role's place.
     *
     * @throws NobodyException nobody has the role just now; the message says why
     */
    FaultSpec resolve(ScheduleState.Deed deed, ScheduleState state, SplittableRandom random)
            throws NobodyException, InterruptedException {
        FaultSpec fault = deed.fault().fault();
        if (!isRole(fault)) {
            return fault;
        }
        String name = name(fault.whom().orElseThrow(), deed, state, random);
        return new FaultSpec(fault.kind(), Optional.of(name), fault.mode());
    }

    private String name(String word, ScheduleState.Deed deed, ScheduleState state, SplittableRandom random)
            throws NobodyException, InterruptedException {
        if (word.equals(FOLLOWER)) {
            return follower(random);
        } else if (word.equals(ASKING)) {
            return "c" + step(deed).worker();
        } else if (word.equals(ASKED)) {
            Happening.StepReached step = step(deed);
            return step.node()
                    .orElseThrow(() -> new NobodyException("the step " + step.name() + " is not about any node"));
        } else if (word.startsWith(CLIENT)) {
            return nodeOf(worker(word).orElseThrow());
        }
        String id = Victims.faultOf(word).orElseThrow();
        List<String> victims = state.victims(id);
        if (victims.size() != 1) {
            throw new NobodyException(id + (victims.isEmpty() ? " has struck nobody" : " has struck " + victims)
                    + ", and victim=" + id + " means one node");
        }
        return victims.get(0);
    }

    private static Happening.StepReached step(ScheduleState.Deed deed) throws NobodyException {
        return deed.step().orElseThrow(() -> new NobodyException("its last condition was not a step"));
    }

    private String follower(SplittableRandom random) throws NobodyException, InterruptedException {
        Set<String> primaries = environment
                .primaries()
                .await(PRIMARY_WITHIN)
                .orElseThrow(() -> new NobodyException(
                        "no node took itself for primary within " + PRIMARY_WITHIN.toSeconds() + " s"));
        List<String> followers = environment.topology().targets().stream()
                .filter(host ->
                        environment.topology().nodesOn(Set.of(host)).stream().noneMatch(primaries::contains))
                .filter(this::isRunning)
                .toList();
        if (followers.isEmpty()) {
            throw new NobodyException("no follower runs beside " + String.join(", ", primaries));
        }
        return followers.get(random.nextInt(followers.size()));
    }

    private boolean isRunning(String node) {
        return environment
                .cluster()
                .filter(cluster -> cluster.state(node) == Cluster.State.RUNNING)
                .isPresent();
    }

    /** Where a worker's clients have a connection; of several the first, without any the node at its home. */
    private String nodeOf(int worker) {
        String client = "c" + worker;
        List<String> nodes =
                environment.topology().nodesOn(environment.topology().hosts().keySet());
        return nodes.stream()
                .filter(node -> environment
                        .mesh()
                        .traffic(new Link(client, node))
                        .filter(traffic -> traffic.openConnections() > 0)
                        .isPresent())
                .findFirst()
                .orElseGet(() -> environment.topology().homes().getOrDefault(client, nodes.get(0)));
    }
}
