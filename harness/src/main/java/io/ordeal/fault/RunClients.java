package io.ordeal.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The clients of a run, as faults know them.
 *
 * @param stepping if they are processes of their own; empty if they live inside this JVM
 * @param abilities what can be done to them
 * @param lease after so long without a word from a client whatever it holds is another's; empty if nothing ends by silence
 */
public record RunClients(
        ClientFreezer freezer,
        Optional<SteppingClients> stepping,
        Set<ClientAbility> abilities,
        Optional<Duration> lease) {
    public RunClients {
        abilities = Set.copyOf(abilities);
    }

    /** Clients that come to pause points and hold no leases. */
    public static RunClients of(ClientFreezer freezer, Optional<SteppingClients> stepping) {
        return new RunClients(
                freezer,
                stepping,
                stepping.isPresent() ? EnumSet.allOf(ClientAbility.class) : EnumSet.of(ClientAbility.POINT),
                Optional.empty());
    }
}
