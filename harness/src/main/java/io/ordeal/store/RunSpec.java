package io.ordeal.store;

import io.ordeal.fault.Pace;
import io.ordeal.fault.schedule.DrawnFaults;
import io.ordeal.fault.schedule.FaultText;
import io.ordeal.fault.schedule.Moments;
import io.ordeal.fault.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A run, before it is run: the whole of {@code test.json}.
 *
 * @param schema the version of this form, {@link #SCHEMA}
 * @param target by name
 * @param workload by name
 * @param faults in the grammar {@code [id=]kind[:whom][:mode][@begin[..end]]}
 * @param seed of all that is drawn
 * @param versions what ran: Ordeal, Java, servers with version and artifact or image digest; filled in as they start
 * @param interruption what a signal kept the run from doing; empty before it is run, and if it came to its own end
 * @param schedule of faults that was given as a file, beside those that are drawn
 * @param replayOf the folder of the run whose operations were made again in the place of drawn ones; empty for a run of its
 *     own
 * @param targetFile the absolute path of the file that describes the target, of which the run's folder has a copy, {@link
 *     RunFolder#targetFile}; empty of a target in Java
 */
public record RunSpec(
        int schema,
        String target,
        String workload,
        List<String> faults,
        RunOptions options,
        long seed,
        Map<String, String> versions,
        Optional<Interruption> interruption,
        Schedule schedule,
        Optional<String> replayOf,
        Optional<String> targetFile) {
    public static final int SCHEMA = 1;

    /** One that was not run, or not cut short. */
    public RunSpec(
            int schema,
            String target,
            String workload,
            List<String> faults,
            RunOptions options,
            long seed,
            Map<String, String> versions) {
        this(
                schema,
                target,
                workload,
                faults,
                options,
                seed,
                versions,
                Optional.empty(),
                Schedule.NONE,
                Optional.empty(),
                Optional.empty());
    }

    public RunSpec {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(workload, "workload");
        faults = List.copyOf(faults);
        versions = Map.copyOf(versions);
    }

    /**
     * What is to be done to the system and when: the schedule that was given, and what is drawn of the faults, from the
     * seed and the lease alone.
     *
     * @param moments of the target and the workload, at which a fault tells most
     * @param lease of the target's clients, around whose length pauses are drawn
     * @throws IllegalArgumentException a fault is none, or speaks of one that is not there, or begins when all is over
     */
    public Schedule drawnSchedule(Moments moments, Optional<Duration> lease) {
        List<FaultText> texts = faults.stream().map(FaultText::parse).toList();
        Schedule drawn = DrawnFaults.draw(
                schedule,
                texts,
                seed,
                new Pace(options.faultInterval(), lease),
                options.time(),
                options.drawing(),
                moments);
        drawn.refuseLaterThan(options.time());
        return drawn;
    }

    /** What is done to the system, without when: {@code kind[:whom][:mode]}, each once. */
    public Set<String> faultsWithoutTriggers() {
        Set<String> all = FaultText.withoutTriggers(faults);
        schedule.faults().forEach(planned -> all.add(planned.fault().toString()));
        return all;
    }

    /**
     * What must come to pass, in its order, for the run's verdict to be one: the schedule that was given, and faults that
     * say when they strike.
     *
     * @throws IllegalArgumentException one is none
     */
    public Schedule askedFor() {
        return DrawnFaults.asked(
                schedule,
                faults.stream()
                        .filter(text -> !text.equals(FaultText.withoutTrigger(text)))
                        .map(FaultText::parse)
                        .toList());
    }

    public RunSpec withOptions(RunOptions others) {
        return with(others, versions, interruption, schedule, replayOf, targetFile);
    }

    public RunSpec withSchedule(Schedule given) {
        return with(options, versions, interruption, given, replayOf, targetFile);
    }

    public RunSpec withVersions(Map<String, String> found) {
        return with(options, found, interruption, schedule, replayOf, targetFile);
    }

    public RunSpec withInterruption(Interruption cut) {
        return with(options, versions, Optional.of(cut), schedule, replayOf, targetFile);
    }

    /** The same, whose target a file describes. */
    public RunSpec withTargetFile(String file) {
        return with(options, versions, interruption, schedule, replayOf, Optional.of(file));
    }

    /** The same as one of its own, whatever it was a replay of. */
    public RunSpec original() {
        return with(options, versions, interruption, schedule, Optional.empty(), targetFile);
    }

    private RunSpec with(
            RunOptions how,
            Map<String, String> ran,
            Optional<Interruption> cut,
            Schedule given,
            Optional<String> recording,
            Optional<String> file) {
        return new RunSpec(schema, target, workload, faults, how, seed, ran, cut, given, recording, file);
    }

    /**
     * The same system, workload and seed as a run to be made of another's operations: its faults are those of a schedule
     * alone, and nothing has interrupted it yet.
     *
     * @param recording the folder of the other
     */
    public RunSpec replaying(String recording, Schedule recorded) {
        return new RunSpec(
                schema,
                target,
                workload,
                List.of(),
                options,
                seed,
                versions,
                Optional.empty(),
                recorded,
                Optional.of(recording),
                targetFile);
    }
}
