package io.ordeal.workload.bank;

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
import io.ordeal.workload.parts.UntilAllOk;
import io.ordeal.workload.txn.TransactionClient;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Money moved between a few accounts, judged by their totals, and by what was acknowledged. In the end all balances are
 * read, until that is ok: a run is Valid only if every account was read after its last transfer was over and after the last
 * fault was healed, beside 20 transfers and 20 reads that were ok.
 */
public final class BankWorkload implements Workload<TransactionClient> {
    private static final String OPEN = "open";
    private static final long OPENING_BALANCE = 20;
    private static final int MAX_AMOUNT = 5;
    private static final int OPENING_TRIES = 100;
    private static final int LAST_READS = 5;
    private static final Duration INTERVAL = Duration.ofMillis(100);

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public String promise() {
        return "Money moved between accounts is neither made nor lost, and no read sees it half-way.";
    }

    @Override
    public Class<TransactionClient> clientType() {
        return TransactionClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("transfer");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "open",
                        Map.of(0L, 20L, 1L, 20L),
                        Map.of(0L, 20L, 1L, 20L),
                        "makes the accounts, each with its balance, before all else; done again it changes nothing"),
                new ServedOperation(
                        "transfer",
                        BankOperations.transfer(0, 1, 5),
                        BankOperations.transfer(0, 1, 5),
                        "moves money in one transaction; fails if there is too little"),
                new ServedOperation("read", null, Map.of(0L, 15L, 1L, 25L), "reads all accounts in one transaction"));
    }

    @Override
    public Optional<String> whyInOneJvm() {
        return Optional.of("its accounts are numbers that are keys, which become keywords on the way to a process");
    }

    @Override
    public WorkloadRun<TransactionClient> start(WorkloadOptions options) {
        int accounts = accounts(options);
        Generator open = Generators.once(OPEN, openingBalances(accounts));
        Generator opening = Generators.concurrencyLimit(
                1,
                Generators.untilOk(
                        Generators.limit(OPENING_TRIES, Generators.delay(INTERVAL, Generators.repeat(open)))));
        Generator reads = UntilAllOk.of(() -> Collections.nCopies(LAST_READS, new Invocation("read", null)));
        return new PlainRun<TransactionClient>(
                        Generators.clients(Generators.then(opening, Generators.drawn(draw -> draw(draw, accounts)))),
                        Generators.clients(reads),
                        (client, context) -> new BankOperations(client, accounts))
                // whoever opened the accounts then, they are opened until that is ok now
                .withReplaying(Replaying.noting(
                        recorded -> Generators.clients(Generators.then(
                                opening,
                                Generators.filter(invocation -> !invocation.f().equals(OPEN), recorded))),
                        // one transfer is like another: there is nothing to be kept apart
                        recorded -> (round, invocation) -> invocation));
    }

    /** Two at least; of more, each is competed for less. */
    private static int accounts(WorkloadOptions options) {
        return Math.max(2, 3 * options.keys());
    }

    private static Map<Long, Long> openingBalances(int accounts) {
        Map<Long, Long> balances = new LinkedHashMap<>();
        for (long account = 0; account < accounts; account++) {
            balances.put(account, OPENING_BALANCE);
        }
        return balances;
    }

    private static Invocation draw(Draw draw, int accounts) {
        if (draw.random().nextBoolean()) {
            return new Invocation("read", null);
        }
        long from = draw.random().nextInt(accounts);
        long to = (from + 1 + draw.random().nextInt(accounts - 1)) % accounts;
        return new Invocation(
                "transfer", BankOperations.transfer(from, to, 1 + draw.random().nextInt(MAX_AMOUNT)));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("bank", CheckerOptions.DEFAULT),
                Requirement.okOperations("transfer", 20),
                Requirement.okOperations("read", 20),
                Requirement.contention(),
                Requirement.readInTheEnd(
                        "accounts",
                        (history, i) -> BankOperations.written(history.f(i), history.value(i)),
                        (history, i) -> BankOperations.read(history.f(i), history.value(i))));
    }
}
