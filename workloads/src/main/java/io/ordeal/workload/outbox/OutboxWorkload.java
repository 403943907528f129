package io.ordeal.workload.outbox;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Invocation;
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

/** Rows that are told of by messages, judged by what is stored and what was delivered in the end. */
public final class OutboxWorkload implements Workload<OutboxClient> {
    /** One publication of so many is abandoned by the application itself. */
    private static final int ABANDONS_ONE_OF = 10;

    /** How long transactions may be in doubt, and messages on their way, after everything is healed. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    /** How long rows and messages are asked for: longer than any transaction may stay open. */
    private static final Duration READINGS = Duration.ofSeconds(35);

    /** How long it is asked what is unfinished, before them and after them. */
    private static final Duration QUESTION = Duration.ofSeconds(8);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final int TRIES = 200;

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public String promise() {
        return "Each row that is stored has its message, at least once, and each message its row; what was acknowledged has"
                + " both.";
    }

    @Override
    public Class<OutboxClient> clientType() {
        return OutboxClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("publish");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation("publish", 7L, 7L, "stores a row and sends its message, both or neither"),
                new ServedOperation("abandon", 8L, 8L, "does so, and takes both back before they are committed"),
                new ServedOperation("recover", null, null, "brings what was under way to its end; ok when nothing is"),
                new ServedOperation("rows", null, List.of(7L), "reads the ids of all rows"),
                new ServedOperation("drain", null, List.of(7L), "receives all messages, and answers with their ids"),
                new ServedOperation(
                        "unfinished", null, List.of(), "names the transactions that are open, and not soon over"));
    }

    @Override
    public WorkloadRun<OutboxClient> start(WorkloadOptions options) {
        int concurrency = options.concurrency();
        Generator operations = Generators.drawn(draw -> new Invocation(
                draw.random().nextInt(ABANDONS_ONE_OF) == 0 ? "abandon" : "publish",
                draw.count() * concurrency + draw.worker()));
        return new PlainRun<OutboxClient>(
                        operations,
                        last(),
                        RECOVERY.plus(READINGS).plus(QUESTION.multipliedBy(3)),
                        (client, context) -> new OutboxOperations(client))
                .withReplaying(Replaying.noting(recorded -> recorded, OutboxWorkload::rounds));
    }

    /** Recorded publications once more, with other ids. */
    private static Replaying.Rounds rounds(List<Invocation> recorded) {
        long apart = recorded.stream().mapToLong(OutboxWorkload::id).max().orElse(0) + 1;
        return (round, invocation) -> new Invocation(invocation.f(), id(invocation) + round * apart);
    }

    private static long id(Invocation invocation) {
        return invocation.value() instanceof Number id ? id.longValue() : 0;
    }

    /**
     * Recovery by every worker, then rows, messages, and rows again; before and after them, what is unfinished: where they
     * could not be read, that tells why.
     */
    private static Generator last() {
        Generator recovery = Generators.eachThread(tries("recover"));
        Generator unfinished = Generators.timeLimit(QUESTION, last("unfinished"));
        Generator readings = Generators.phases(last("rows"), last("drain"), last("rows"));
        return Generators.phases(
                Generators.timeLimit(RECOVERY, recovery),
                unfinished,
                Generators.timeLimit(READINGS, readings),
                unfinished);
    }

    /** Tries until it is ok: before that there is something outstanding, and without it the run tells nothing. */
    private static Generator last(String f) {
        return Generators.concurrencyLimit(1, tries(f));
    }

    private static Generator tries(String f) {
        Generator tries = Generators.limit(TRIES, Generators.repeat(Generators.once(f, null)));
        return Generators.untilOk(Generators.delay(BETWEEN_TRIES, tries));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("outbox", CheckerOptions.DEFAULT),
                Requirement.okOperations("publish", 20),
                Requirement.okAfterHealing("rows", "drain"));
    }
}
