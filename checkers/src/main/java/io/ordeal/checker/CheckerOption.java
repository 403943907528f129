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
    ASSUMPTIONS("--sequential-keys, --linearizable-keys, --wfr-keys"),
    /** An element that is delivered twice is an anomaly, and no mere note: {@link CheckerOptions#forbidden}. */
    NO_DUPLICATES("--no-duplicates"),
    /** A read that lacks what was there before it began is an anomaly, and no mere note: {@link CheckerOptions#forbidden}. */
    NO_STALE_READS("--no-stale-reads");

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
            case NO_DUPLICATES, NO_STALE_READS -> options.forbids(this);
        };
    }
}
