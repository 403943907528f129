package io.ordeal.fault;

import java.util.Optional;

/**
 * A fault as the command line says it: {@code kind[:whom][:mode]}, e.g. {@code partition:primary:hold}, {@code
 * kill:minority}, {@code client-pause}.
 *
 * @param whom one, minority, majority, primary, all, or a node's name; empty = drawn anew each time
 * @param mode a way of doing it that the kind knows; empty = the kind's default, or drawn
 */
public record FaultSpec(String kind, Optional<String> whom, Optional<String> mode) {
    @Override
    public String toString() {
        return kind + whom.map(w -> ":" + w).orElse("") + mode.map(m -> ":" + m).orElse("");
    }
}
