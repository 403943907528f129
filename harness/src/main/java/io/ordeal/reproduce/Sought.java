package io.ordeal.reproduce;

import io.ordeal.checker.Anomaly;
import io.ordeal.trial.Signature;
import java.util.Optional;

/**
 * The anomaly that a replay is to show.
 *
 * @param type of it, by its name on the wire
 * @param signature by which it is known again where less was done than in the recording; empty: by its type alone
 */
public record Sought(String type, Optional<Signature> signature) {
    /** Any of a type: all that was recorded is done again. */
    public static Sought ofType(String type) {
        return new Sought(type, Optional.empty());
    }

    /** One of a signature. */
    public static Sought of(Signature signature) {
        return new Sought(signature.type(), Optional.of(signature));
    }

    /** Why what was found is another one, in a few words; empty if it is this. */
    Optional<String> foreign(Anomaly found) {
        return signature
                .map(wanted -> wanted.foreign(Signature.of(wanted.checker(), found)))
                .orElseGet(() -> found.type().equals(type) ? Optional.empty() : Optional.of(found.type()));
    }
}
