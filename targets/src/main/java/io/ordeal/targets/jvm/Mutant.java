package io.ordeal.targets.jvm;

import java.time.Duration;

/** What is said of all mutants. */
final class Mutant {
    static final String SOURCE = "a mutant: the flaw is built in";

    /** How long a run surely shows what is wrong. */
    static final Duration SOON = Duration.ofSeconds(5);

    private Mutant() {}
}
