package io.ordeal.campaign.work;

import io.ordeal.campaign.memory.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What came of a trial.
 *
 * @param end how it ended
 * @param why nothing is known of it, or what failed; empty if it is judged and not Unknown
 * @param folder of the run; empty if it has none
 * @param valid its verdict; empty if that is Unknown, or if there is none
 * @param findings all that it has shown; the standing is of no meaning yet
 * @param faults that it had, without when
 * @param versions what ran, by product
 * @param operations of clients
 * @param mainMillis of the main phase, as it was
 * @param violationMillis until the first violation had happened
 * @param notes of the checker and the faults
 */
public record TrialResult(
        End end,
        String why,
        Optional<String> folder,
        Optional<Boolean> valid,
        List<Finding> findings,
        Set<String> faults,
        Map<String, String> versions,
        long operations,
        long mainMillis,
        OptionalLong violationMillis,
        List<String> notes) {
    public TrialResult {
        findings = List.copyOf(findings);
        faults = Set.copyOf(faults);
        versions = Map.copyOf(versions);
        notes = List.copyOf(notes);
    }

    /** How a trial ended. */
    public enum End {
        JUDGED,
        /** It makes no sense, and nothing was started. */
        REFUSED,
        /** The harness or its surroundings failed. */
        FAILED,
        /** A signal, or the night's end, cut it short. */
        CUT
    }

    /** One without a verdict. */
    public static TrialResult without(End end, String why, Optional<String> folder) {
        return new TrialResult(
                end,
                why,
                folder,
                Optional.empty(),
                List.of(),
                Set.of(),
                Map.of(),
                0,
                0,
                OptionalLong.empty(),
                List.of());
    }

    /** The same, of which nothing is known after all. */
    TrialResult unknown(String cause) {
        return new TrialResult(
                end,
                cause,
                folder,
                Optional.empty(),
                List.of(),
                faults,
                versions,
                operations,
                mainMillis,
                OptionalLong.empty(),
                notes);
    }

    /** In a word, as memories have it. */
    public String verdict() {
        return end == End.JUDGED ? valid.map(yes -> yes ? "valid" : "invalid").orElse("unknown") : "failed";
    }
}
