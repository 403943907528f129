package io.ordeal.reproduce;

import io.ordeal.fault.schedule.Schedule;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be done again.
 *
 * @param recording where it comes from
 * @param operations of the main phase, in the order of their times; workers' numbers below the options' concurrency
 * @param schedule of the faults
 * @param options how it is run; rate and pace count for nothing, as each operation has its time
 * @param versions of what is run, by product: those of the recording, unless others are asked for
 */
public record ReplayPlan(
        Recording recording,
        List<RecordedOperation> operations,
        Schedule schedule,
        RunOptions options,
        Map<String, String> versions) {
    /** How much longer than the recording a main phase may take, where the machine is slower today. */
    private static final double SLACK = 0.25;

    private static final Duration LEAST_SLACK = Duration.ofSeconds(1);

    public ReplayPlan {
        operations = List.copyOf(operations);
        versions = Map.copyOf(versions);
    }

    /** All of a recording, its faults at their times. */
    public static ReplayPlan of(Recording recording) {
        return new ReplayPlan(
                recording,
                recording.operations(),
                recording.schedule(),
                recording.spec().options().withTime(withSlack(recording.length())),
                recording.spec().versions());
    }

    /** How long a main phase may take that takes so long if all goes well. */
    static Duration withSlack(Duration length) {
        Duration slack = Duration.ofNanos((long) (length.toNanos() * SLACK));
        Duration time = length.plus(slack.compareTo(LEAST_SLACK) > 0 ? slack : LEAST_SLACK);
        // to the millisecond, which is what a file keeps
        return Duration.ofMillis((time.toNanos() + 999_999) / 1_000_000);
    }

    public ReplayPlan withSchedule(Schedule other) {
        return new ReplayPlan(recording, operations, other, options, versions);
    }

    public ReplayPlan withOperations(List<RecordedOperation> others) {
        return new ReplayPlan(recording, others, schedule, options, versions);
    }

    public ReplayPlan withOptions(RunOptions others) {
        return new ReplayPlan(recording, operations, schedule, others, versions);
    }

    /**
     * The same, but for some servers' versions.
     *
     * @param asked by product, as {@link io.ordeal.software.ChosenVersions} takes them
     */
    public ReplayPlan inVersions(Map<String, String> asked) {
        Map<String, String> all = new TreeMap<>(versions);
        all.putAll(asked);
        return new ReplayPlan(recording, operations, schedule, options, all);
    }

    /** How many workers have anything to do. */
    public int workers() {
        return (int) operations.stream()
                .mapToInt(RecordedOperation::worker)
                .distinct()
                .count();
    }

    /** The run that this is. */
    public RunSpec spec() {
        return recording
                .spec()
                .replaying(recording.folder().path().toString(), schedule)
                .withOptions(options)
                .withVersions(versions);
    }

    /** What its clients do. */
    Script script() {
        return (run, how) -> RecordedOperations.of(operations, how.concurrency(), run.replaying());
    }
}
