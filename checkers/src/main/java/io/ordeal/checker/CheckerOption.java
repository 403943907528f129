package io.ordeal.checker;

/** An option that some checkers take and others do not: {@link CheckerSpec#options} says which. */
public enum CheckerOption {
    /** {@link CheckerOptions#model}. */
    MODEL("--model"),
    /** {@link CheckerOptions#independent}. */
    INDEPENDENT("--independent"),
    /** {@link CheckerOptions#initial}. */
    INITIAL("--initial"),
    /** {@link CheckerOptions#algorithm}. */
    ALGORITHM("--algorithm"),
    /** {@link CheckerOptions#ttl}. */
    TTL("--ttl"),
    /** {@link CheckerOptions#permits}. */
    PERMITS("--permits"),
    /** {@link CheckerOptions#assumptions}. */
    ASSUMPTIONS("--sequential-keys, --linearizable-keys, --wfr-keys");

    private final String wire;

    CheckerOption(String wire) {
        this.wire = wire;
    }

    /** As it is typed. */
    public String wire() {
        return wire;
    }

    /** Whether the options say something else than the default. */
    public boolean isGivenIn(CheckerOptions options) {
        return switch (this) {
            case MODEL -> options.model().isPresent();
            case INDEPENDENT -> options.independent().isPresent();
            case INITIAL -> options.initial() != null;
            case ALGORITHM -> options.algorithm().isPresent();
            case TTL -> options.ttl().isPresent();
            case PERMITS -> options.permits() != 1;
            case ASSUMPTIONS -> !options.assumptions().isEmpty();
        };
    }
}
