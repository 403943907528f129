package io.ordeal.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a history proves of a promise: that it was kept, that it was broken, or nothing. */
public sealed interface Verdict {
    /** The promise was kept throughout the history. */
    record Valid() implements Verdict {}

    /**
     * The promise was broken.
     *
     * @param anomalies how, each with its witness; at least one
     */
    record Invalid(List<Anomaly> anomalies) implements Verdict {
        public Invalid {
            anomalies = List.copyOf(anomalies);
            if (anomalies.isEmpty()) {
                throw new IllegalArgumentException("an invalid verdict names at least one anomaly");
            }
        }
    }

    /**
     * The history proves nothing, or it could not be found out.
     *
     * @param cause a sentence: why not, and where it helps, what to do
     */
    record Unknown(String cause) implements Verdict {
        public Unknown {
            Objects.requireNonNull(cause, "cause");
            if (cause.isBlank()) {
                throw new IllegalArgumentException("an unknown verdict says why");
            }
        }
    }

    static Verdict valid() {
        return new Valid();
    }

    static Verdict invalid(Anomaly... anomalies) {
        return new Invalid(List.of(anomalies));
    }

    static Verdict unknown(String cause) {
        return new Unknown(cause);
    }

    /** Valid if there are no anomalies. */
    static Verdict of(List<Anomaly> anomalies) {
        return anomalies.isEmpty() ? valid() : new Invalid(anomalies);
    }

    default boolean isValid() {
        return this instanceof Valid;
    }

    default boolean isInvalid() {
        return this instanceof Invalid;
    }

    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    /** The anomalies; none unless invalid. */
    default List<Anomaly> anomaliesOrNone() {
        return this instanceof Invalid invalid ? invalid.anomalies() : List.of();
    }

    /** Both verdicts in one: Invalid over Unknown over Valid; anomalies and causes are joined. */
    default Verdict and(Verdict other) {
        if (this instanceof Invalid mine && other instanceof Invalid theirs) {
            List<Anomaly> all = new ArrayList<>(mine.anomalies());
            all.addAll(theirs.anomalies());
            return new Invalid(all);
        }
        if (this instanceof Invalid || other instanceof Valid) {
            return this;
        }
        if (other instanceof Invalid || this instanceof Valid) {
            return other;
        }
        String mine = ((Unknown) this).cause();
        String theirs = ((Unknown) other).cause();
        return mine.contains(theirs) ? this : new Unknown(mine + "; " + theirs);
    }
}
