package io.ordeal.store;

import io.ordeal.text.EnumWords;

/** Where a run's clients live, if they are written in Java: those that are programs anyway are processes in either place. */
public enum ClientPlace {
    /** All of them in the harness' JVM. What they share there, such as a static field, no others on other machines would. */
    IN_JVM,
    /** Each in a JVM of its own. */
    PROCESSES;

    /** As in {@code test.json}, and after {@code --clients}. */
    public String wire() {
        return EnumWords.of(this);
    }

    /** @throws IllegalArgumentException there is no such place */
    public static ClientPlace named(String wire) {
        return EnumWords.named(ClientPlace.class, "place of clients", wire);
    }
}
