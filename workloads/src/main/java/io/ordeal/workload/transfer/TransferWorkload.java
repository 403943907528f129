package io.ordeal.workload.transfer;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Draw;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.history.Keyword;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.PlainRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Transfers between two databases, some of which must be refused, judged by what each database has in the end. */
public final class TransferWorkload implements Workload<TransferClient> {
    private static final int PERCENT_READS = 10;

    /** Of transfers: half of these the debited database must refuse, half the other. */
    private static final int PERCENT_REFUSED = 6;

    private static final int MOST_AMOUNT = 20;

    /** No account ever has so much. */
    private static final int TOO_MUCH = 1_000_000;

    /** What the checker gives it, and a little more: the last try begins before the end, and the reads after it. */
    private static final Duration RECOVERY = Duration.ofSeconds(31);

    private static final Duration RETRY = Duration.ofMillis(250);
    private static final int LAST_READ_TRIES = 40;

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public String promise() {
        return "A transfer between two databases is done in both or in neither, once recovery is done.";
    }

    @Override
    public Class<TransferClient> clientType() {
        return TransferClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("transfer");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "transfer",
                        new Transfer(17, new Transfer.Account("a", 0), new Transfer.Account("b", 3), 10).value(),
                        new Transfer(17, new Transfer.Account("a", 0), new Transfer.Account("b", 3), 10).value(),
                        "moves money from a database to another; fails if there is too little"),
                new ServedOperation(
                        "read",
                        null,
                        Map.of(
                                Keyword.of("balances"),
                                Map.of(Keyword.of("a"), List.of(90L), Keyword.of("b"), List.of(110L))),
                        "reads all balances"),
                new ServedOperation("recover", 2L, 2L, "brings what this coordinator left to its end"),
                new ServedOperation(
                        "final-read",
                        null,
                        Map.of(
                                Keyword.of("participants"),
                                Map.of(
                                        Keyword.of("a"),
                                        Map.of(
                                                Keyword.of("committed"),
                                                List.of(17L),
                                                Keyword.of("prepared"),
                                                List.of()),
                                        Keyword.of("b"),
                                        Map.of(
                                                Keyword.of("committed"),
                                                List.of(17L),
                                                Keyword.of("prepared"),
                                                List.of()))),
                        "names the transfers that each database has committed, and those that it has prepared"));
    }

    @Override
    public WorkloadRun<TransferClient> start(WorkloadOptions options) {
        int concurrency = options.concurrency();
        Generator operations = Generators.drawn(draw -> draw.random().nextInt(100) < PERCENT_READS
                ? new Invocation("read", null)
                : new Invocation("transfer", transfer(draw, concurrency).value()));
        return new PlainRun<TransferClient>(
                        operations,
                        last(),
                        RECOVERY.multipliedBy(2),
                        (client, context) -> new TransferOperations(client))
                .withReplaying(Replaying.noting(recorded -> recorded, TransferWorkload::rounds));
    }

    /** Recorded transfers once more, with other ids. */
    private static Replaying.Rounds rounds(List<Invocation> recorded) {
        long apart = recorded.stream()
                        .filter(TransferWorkload::isTransfer)
                        .mapToLong(invocation -> Transfer.of(invocation.value()).id())
                        .max()
                        .orElse(0)
                + 1;
        return (round, invocation) -> {
            if (!isTransfer(invocation)) {
                return invocation;
            }
            Transfer was = Transfer.of(invocation.value());
            return new Invocation(
                    invocation.f(),
                    new Transfer(was.id() + round * apart, was.debit(), was.credit(), was.amount()).value());
        };
    }

    private static boolean isTransfer(Invocation invocation) {
        return invocation.f().equals("transfer");
    }

    private static Transfer transfer(Draw draw, int concurrency) {
        SplittableRandom random = draw.random();
        int from = random.nextInt(Transfer.DATABASES.size());
        String debited = Transfer.DATABASES.get(from);
        String credited = Transfer.DATABASES.get(1 - from);
        int lot = random.nextInt(200);
        return new Transfer(
                draw.count() * concurrency + draw.worker(),
                new Transfer.Account(debited, random.nextInt(Transfer.ACCOUNTS)),
                new Transfer.Account(
                        credited, lot < PERCENT_REFUSED ? Transfer.ACCOUNTS : random.nextInt(Transfer.ACCOUNTS)),
                lot >= PERCENT_REFUSED && lot < 2 * PERCENT_REFUSED ? TOO_MUCH : 1 + random.nextInt(MOST_AMOUNT));
    }

    /** Recovery by every worker, then the databases as they are, twice: a difference says that it was not the end. */
    private static Generator last() {
        Generator recovery = Generators.eachThread(Generators.untilOk(Generators.delay(
                RETRY, Generators.drawn(draw -> new Invocation("recover", (long) draw.worker())))));
        return Generators.phases(Generators.timeLimit(RECOVERY, recovery), lastRead(), lastRead());
    }

    private static Generator lastRead() {
        Generator tries = Generators.repeat(LAST_READ_TRIES, Generators.once("final-read", null));
        return Generators.concurrencyLimit(1, Generators.untilOk(Generators.delay(RETRY, tries)));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("atomic-commit", CheckerOptions.DEFAULT),
                Requirement.okOperations("transfer", 20),
                new RefusedTransfers(),
                Requirement.okAfterHealing("final-read"));
    }
}
