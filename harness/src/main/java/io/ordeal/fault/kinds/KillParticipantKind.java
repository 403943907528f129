package io.ordeal.fault.kinds;

import io.ordeal.fault.ClientAbility;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Terrain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code kill-participant}: when a coordinator comes to a certain step with a node, the node is ended by kill -9 before the
 * coordinator goes on. It is started again when the fault is healed.
 */
public final class KillParticipantKind implements FaultKind {
    /** When the node dies, by what the coordinator says of the step: {@code preparing …} and so on. */
    enum Moment {
        BEFORE_VOTE("preparing"),
        AFTER_VOTE("prepared"),
        BEFORE_COMMIT("committing"),
        AFTER_COMMIT("committed");

        private final String word;

        Moment(String word) {
            this.word = word;
        }

        /** As a fault's mode. */
        String mode() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** Whether a step is of this moment: its first word tells. */
        boolean isAt(String step) {
            return step.equals(word) || step.startsWith(word + " ");
        }

        static Moment of(String mode) {
            return Arrays.stream(values())
                    .filter(moment -> moment.mode().equals(mode))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public String name() {
        return "kill-participant";
    }

    @Override
    public String summary() {
        return "ends a node by kill -9 while a coordinator is about to ask it, or has just heard from it, in one of the"
                + " two phases of a commit";
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.CLIENTS;
    }

    @Override
    public List<String> whom() {
        return List.of();
    }

    @Override
    public List<String> modes() {
        return Arrays.stream(Moment.values()).map(Moment::mode).toList();
    }

    @Override
    public Optional<String> refusal(FaultSpec spec, Terrain terrain) {
        if (!terrain.can(ClientAbility.STEP)) {
            return Optional.of(spec + " needs a target whose coordinators are processes of their own and tell the steps"
                    + " of a commit, and clients of this one live inside the harness' JVM; " + terrain.instead());
        }
        return new KillKind().refusal(spec, terrain);
    }

    @Override
    public Telling telling() {
        return Telling.AMBUSH;
    }

    @Override
    public Fault create(FaultSpec spec, FaultEnvironment environment) {
        return new KillParticipantFault(spec, environment);
    }
}
