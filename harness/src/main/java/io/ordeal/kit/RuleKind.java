package io.ordeal.kit;

/** What it means that a {@link Rule} is broken. */
public enum RuleKind {
    /** Whoever breaks it is no such backend: the test fails. */
    REQUIRED,
    /**
     * A backend may be made without keeping it: the test is aborted and says what was found; it fails if the target's own
     * {@linkplain io.ordeal.targets.Target#expectations expectations} say that it holds.
     */
    OPTIONAL
}
