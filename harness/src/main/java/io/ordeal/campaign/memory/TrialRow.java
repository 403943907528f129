package io.ordeal.campaign.memory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A trial, as it is remembered.
 *
 * @param id unique over all machines
 * @param night by id
 * @param cell by name
 * @param why it was made, in a sentence
 * @param spec its {@code test.json}, as it was to be run
 * @param seed of all that it drew
 * @param startedMillis since 1970
 * @param state whether it came to its end
 * @param wholeMillis from its start to its verdict, servers and judging and all
 * @param mainMillis of its main phase, as it was
 * @param verdict {@code valid}, {@code invalid}, {@code unknown} or {@code failed}; empty while it runs
 * @param judgement whether that was to be expected
 * @param expected what was expected of it; empty if nothing was
 * @param cause why nothing is known, or what failed
 * @param operations of clients
 * @param violationMillis from the start of its history until the first violation had happened
 * @param versions what ran, as JSON
 * @param cpuMillis of all its processes
 * @param peakBytes that all its processes had at once
 * @param notes the checker's and the faults' own, a line each
 * @param folder of the run; empty if it has none, or it was removed
 * @param againOf the trial that it repeats
 * @param findings what it has shown
 */
public record TrialRow(
        String id,
        String night,
        String cell,
        String why,
        String spec,
        long seed,
        long startedMillis,
        State state,
        long wholeMillis,
        long mainMillis,
        String verdict,
        Judgement judgement,
        String expected,
        String cause,
        long operations,
        OptionalLong violationMillis,
        String versions,
        long cpuMillis,
        long peakBytes,
        String notes,
        Optional<String> folder,
        Optional<String> againOf,
        List<Finding> findings) {
    public TrialRow {
        findings = List.copyOf(findings);
    }

    /** Whether a trial came to its end. */
    public enum State {
        RUNNING,
        DONE,
        /** Killed with its night. */
        LOST,
        /** Ended by a signal. */
        CUT;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a verdict was to be expected. */
    public enum Judgement {
        EXPECTED,
        SURPRISE,
        /** A surprise that somebody knows of. */
        KNOWN,
        /** Nobody says what is to be expected. */
        UNSAID,
        /** Nothing is known, or nothing was broken by a run too short for that to say anything. */
        OPEN;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One that begins. */
    public static TrialRow running(
            String id,
            String night,
            String cell,
            String why,
            String spec,
            long seed,
            long startedMillis,
            Optional<String> againOf) {
        return new TrialRow(
                id,
                night,
                cell,
                why,
                spec,
                seed,
                startedMillis,
                State.RUNNING,
                0,
                0,
                "",
                Judgement.OPEN,
                "",
                "",
                0,
                OptionalLong.empty(),
                "{}",
                0,
                0,
                "",
                Optional.empty(),
                againOf,
                List.of());
    }

    /** The same, with what it has shown. */
    TrialRow withFindings(List<Finding> shown) {
        return new TrialRow(
                id,
                night,
                cell,
                why,
                spec,
                seed,
                startedMillis,
                state,
                wholeMillis,
                mainMillis,
                verdict,
                judgement,
                expected,
                cause,
                operations,
                violationMillis,
                versions,
                cpuMillis,
                peakBytes,
                notes,
                folder,
                againOf,
                shown);
    }

    /** Whether it came to a verdict that says something. */
    public boolean isJudged() {
        return state == State.DONE && judgement != Judgement.OPEN;
    }
}
