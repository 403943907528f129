package io.ordeal.workload.longfork;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generators;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.history.Keyword;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.PlainRun;
import io.ordeal.workload.txn.LastReads;
import io.ordeal.workload.txn.MicroOperation;
import io.ordeal.workload.txn.TransactionClient;
import io.ordeal.workload.txn.TransactionOperations;
import io.ordeal.workload.txn.TransactionsApart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * Groups of registers, one group after the other: each register is written once, and the group is read again and again
 * meanwhile. In the end all registers are read, until that is ok: a run is Valid only if each that was written was read
 * after its write and after the last fault was healed, beside 10 writes and 50 reads that were ok.
 */
public final class LongForkWorkload implements Workload<TransactionClient> {
    /** Registers that are written at about the same time, and read together. */
    private static final int GROUP = 3;

    private static final int READS_PER_WORKER = 2;

    @Override
    public String name() {
        return "long-fork";
    }

    @Override
    public String promise() {
        return "No two reads disagree on which of two writes came first.";
    }

    @Override
    public Class<TransactionClient> clientType() {
        return TransactionClient.class;
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "write",
                        List.of(List.of(Keyword.of("w"), 3L, 1L)),
                        List.of(List.of(Keyword.of("w"), 3L, 1L)),
                        "writes a key, each but once"),
                new ServedOperation(
                        "read",
                        List.of(Arrays.asList(Keyword.of("r"), 3L, null), Arrays.asList(Keyword.of("r"), 4L, null)),
                        List.of(List.of(Keyword.of("r"), 3L, 1L), Arrays.asList(Keyword.of("r"), 4L, null)),
                        "reads keys in one transaction; null where nothing was written"));
    }

    @Override
    public WorkloadRun<TransactionClient> start(WorkloadOptions options) {
        LastReads lastReads = new LastReads();
        return new PlainRun<TransactionClient>(
                        lastReads.noting(Generators.numbered(number -> operation(options, number))),
                        lastReads.generator("read"),
                        (client, context) -> TransactionOperations.onRegisters(client))
                .withReplaying(Replaying.noting(lastReads::noting, LastReads::rounds));
    }

    /** The writes of a group stand at places of its round that are drawn; the rest are reads. */
    private static Invocation operation(WorkloadOptions options, long number) {
        int round = GROUP + READS_PER_WORKER * options.concurrency();
        long group = number / round;
        int place = (int) (number % round);
        SplittableRandom random = KeyedRandom.of(options.seed(), "long-fork", 0, group);
        // close together, so that they overlap, and not at the end, so that reads follow
        int first = random.nextInt(round / 2);
        if (place >= first && place < first + GROUP) {
            return new Invocation(
                    "write", MicroOperation.toValue(List.of(MicroOperation.write(group * GROUP + place - first, 1))));
        }
        return new Invocation(
                "read",
                MicroOperation.toValue(LongStream.range(group * GROUP, (group + 1) * GROUP)
                        .mapToObj(MicroOperation::read)
                        .toList()));
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> TransactionsApart.of(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("long-fork", CheckerOptions.DEFAULT),
                Requirement.okOperations("write", 10),
                Requirement.okOperations("read", 50),
                Requirement.contention(),
                LastReads.ofAllKeys());
    }
}
