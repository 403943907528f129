package io.ordeal.workload.job;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Draw;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.PlainRun;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Jobs that write their output once, judged by their outputs. A run is Valid only if five jobs were done, and outputs were read
 * after the last fault was healed and all jobs were over.
 */
public final class JobWorkload implements Workload<JobClient> {
    /** One operation of so many reads all outputs, which are many. */
    private static final int READS_ONE_OF = 6;

    /** One job of so many is doomed. */
    private static final int DOOMED_ONE_OF = 5;

    private static final int FEWEST_RECORDS = 8;
    private static final int MOST_RECORDS = 24;

    /** More than there are records in a job, so that it shows in a record whose it is. */
    private static final long RECORDS_APART = 100;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final int TRIES = 200;

    /** How long the last readings are tried, each. */
    private static final Duration READING = Duration.ofSeconds(40);

    /** How long what was frozen, and has thawed, has for what it would do yet, before outputs are read once more. */
    private static final Duration AFTERMATH = Duration.ofSeconds(8);

    @Override
    public String name() {
        return "job";
    }

    @Override
    public String promise() {
        return "Each record of a job that is done is in its output once, though tasks die and are run twice; of a job that"
                + " failed nothing is ever seen.";
    }

    @Override
    public Class<JobClient> clientType() {
        return JobClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("run");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "run",
                        List.of(7L, List.of(70L, 71L)),
                        List.of(7L, List.of(70L, 71L)),
                        "runs a job, by its id, that writes each record of its input once"),
                new ServedOperation(
                        "doomed",
                        List.of(8L, List.of(80L, 81L)),
                        List.of(8L, List.of(80L, 81L)),
                        "runs a job one of whose tasks fails whoever tries it; ok when it has failed"),
                new ServedOperation(
                        "outputs",
                        null,
                        List.of(List.of(7L, true, List.of(70L, 71L))),
                        "reads, of each job that has left anything, whether it is marked as whole, and its records"));
    }

    @Override
    public WorkloadRun<JobClient> start(WorkloadOptions options) {
        int concurrency = options.concurrency();
        return new PlainRun<JobClient>(
                        Generators.drawn(draw -> operation(draw, concurrency)),
                        last(),
                        READING.plus(AFTERMATH).plus(READING),
                        (client, context) -> new JobOperations(client))
                .withReplaying(Replaying.noting(recorded -> recorded, JobWorkload::rounds));
    }

    private static Invocation operation(Draw draw, int concurrency) {
        if (draw.random().nextInt(READS_ONE_OF) == 0) {
            return new Invocation("outputs", null);
        }
        long job = draw.count() * concurrency + draw.worker() + 1;
        int records = FEWEST_RECORDS + draw.random().nextInt(MOST_RECORDS - FEWEST_RECORDS + 1);
        List<Long> input = LongStream.range(0, records)
                .mapToObj(record -> RECORDS_APART * job + record)
                .toList();
        return new Invocation(draw.random().nextInt(DOOMED_ONE_OF) == 0 ? "doomed" : "run", List.of(job, input));
    }

    /** Recorded jobs once more, under other ids. */
    private static Replaying.Rounds rounds(List<Invocation> recorded) {
        long apart = recorded.stream()
                        .filter(invocation -> invocation.value() != null)
                        .mapToLong(JobOperations::job)
                        .max()
                        .orElse(0)
                + 1;
        return (round, invocation) -> invocation.value() instanceof List<?> pair && pair.size() == 2
                ? new Invocation(
                        invocation.f(), List.<Object>of(JobOperations.job(invocation) + round * apart, pair.get(1)))
                : invocation;
    }

    /** All outputs, and once more when what was frozen has done what it would. */
    private static Generator last() {
        return Generators.phases(
                Generators.timeLimit(READING, reading()),
                Generators.sleep(AFTERMATH),
                Generators.timeLimit(READING, reading()));
    }

    /** Tried until it is ok. */
    private static Generator reading() {
        Generator tries = Generators.limit(TRIES, Generators.repeat(Generators.once("outputs", null)));
        return Generators.concurrencyLimit(1, Generators.untilOk(Generators.delay(BETWEEN_TRIES, tries)));
    }

    @Override
    public String whyNotApart() {
        return "what an earlier run has left would be read with its outputs";
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("job", CheckerOptions.DEFAULT),
                Requirement.okOperations("run", 5),
                Requirement.okAfterHealing("outputs"));
    }
}
