package io.ordeal.fault.schedule;

import java.util.Optional;
import java.util.Set;

/** Something, not an operation's event, that a condition may wait for. */
sealed interface Happening {
    /** A client stands at a step. */
    record StepReached(String name, Optional<String> node, int worker) implements Happening {}

    /** A line was added to a node's log. */
    record LineLogged(String node, String line) implements Happening {}

    /** These nodes take themselves for primary now. */
    record PrimariesAre(Set<String> nodes) implements Happening {}

    /** Bytes may have passed on some links. */
    record LinksLookedAt() implements Happening {}

    /** A fault has struck, or was healed. */
    record FaultTold(String fault, boolean ended) implements Happening {}
}
