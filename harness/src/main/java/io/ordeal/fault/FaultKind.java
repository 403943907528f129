package io.ordeal.fault;

import io.ordeal.cgroup.Controller;
import io.ordeal.names.NearestNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A kind of fault by its name: how it is injected, how it is drawn, and what it needs. */
public interface FaultKind {
    /** The first part of {@code kind[:whom][:mode]}. */
    String name();

    /** What it does, in a sentence. */
    String summary();

    /** What may stand after the first colon beside a node's name; empty if the kind takes no whom. */
    List<String> whom();

    /** Whose names it takes beside those words, for people: "a node's name". */
    default String whomByName() {
        return "a node's name";
    }

    /** What may stand as the mode, the default first unless it is drawn; empty if there is but one way. */
    List<String> modes();

    /**
     * The modes with less to them than this one has, the plainest first: what a smaller reproduction may do instead. None where
     * modes say when, which way or whom rather than how much: they are other faults, not plainer ones.
     */
    default List<String> plainerModes(String mode) {
        return List.of();
    }

    /**
     * Whether its whom is a way of messages, {@code c0-n1}, rather than nodes: a node's or client's name, or a word, at each
     * end.
     */
    default boolean takesWays() {
        return false;
    }

    /** Whether clients that its whom names are on a side with whom it strikes, rather than struck themselves. */
    default boolean takesSides() {
        return false;
    }

    /**
     * Refuses what is no mode of this kind.
     *
     * @throws IllegalArgumentException with what is wrong, and what exists, the nearest first
     */
    default void checkMode(String mode) {
        if (!modes().contains(mode)) {
            throw new IllegalArgumentException(NearestNames.unknown("mode", mode, modes()));
        }
    }

    /** What it is done to. */
    default FaultFamily family() {
        return FaultFamily.PROCESSES;
    }

    /**
     * Why this fault can't be injected into a run's system; empty if it can. Asked before anything is started, by {@link
     * FaultKinds#refusal}, which knows what the target itself refuses.
     *
     * @return a sentence that names the target's lack and what could be asked for instead
     */
    Optional<String> refusal(FaultSpec spec, Terrain terrain);

    /**
     * What this machine lacks for it, whatever the system: a {@link #refusal} for that alone ends with it. Empty if nothing.
     */
    default Optional<String> lacking() {
        return Optional.empty();
    }

    /** Whether a system takes it, on a machine that lacks nothing. */
    default boolean isTakenBy(FaultSpec spec, Terrain terrain) {
        return !terrain.refused().containsKey(name())
                && refusal(spec, terrain)
                        .filter(why -> lacking().filter(why::endsWith).isEmpty())
                        .isEmpty();
    }

    /** Whether it needs the nodes' data on disks of their own, which are made before they are started. */
    default boolean needsDisks() {
        return false;
    }

    /** Whether it needs a cluster whose members can change, which is described so before it is started. */
    default boolean changesMembers() {
        return false;
    }

    /** The control groups that it needs each node to be in from its start. */
    default Set<Controller> controllers() {
        return Set.of();
    }

    /** What of it shows most. */
    default Telling telling() {
        return Telling.LENGTH;
    }

    /** Whether what it does is over, most of it, when its injection is done: operations met it that were at work meanwhile. */
    default boolean strikesWhileInjected() {
        return false;
    }

    /** Whether {@code --faults any} may draw it: not what no system is meant to survive. */
    default boolean isDrawnUnasked() {
        return true;
    }

    Fault create(FaultSpec spec, FaultEnvironment environment);

    /**
     * How long the fault lasts this time.
     *
     * @param pace of the run
     */
    default Duration span(Pace pace, SplittableRandom random) {
        return Duration.ofNanos((long) (pace.interval().toNanos() * (0.5 + random.nextDouble())));
    }

    /**
     * Whether it does what it is there for however short it is: where not, it is never drawn shorter than {@link #span}
     * draws it.
     *
     * @param pace of the run
     */
    default boolean mayBeBrief(Pace pace) {
        return true;
    }

    /**
     * How long it rests after it was healed, until it strikes again.
     *
     * @param pace of the run
     */
    default Duration quiet(Pace pace, SplittableRandom random) {
        return Duration.ofNanos((long) (pace.interval().toNanos() * (0.5 + random.nextDouble())));
    }

    /** What of a fault shows most of what can be wrong: by it short and long spans are chosen, where they are. */
    enum Telling {
        /** That it strikes, as a kill does: the shorter it lasts the more often it can. */
        STRIKE,
        /** That it strikes, too, but only when clients come to where it lies in wait for them. */
        AMBUSH,
        /** That it lasts: longer than a lease, a session, an election; but nobody knows how long these are. */
        LENGTH,
        /** That it is there, for it strikes again and again all by itself. */
        PRESENCE;

        /** Whether it is a strike, once there is one, and no state. */
        public boolean isStrike() {
            return this == STRIKE || this == AMBUSH;
        }
    }
}
