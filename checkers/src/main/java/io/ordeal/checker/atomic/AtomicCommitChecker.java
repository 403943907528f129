package io.ordeal.checker.atomic;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Findings;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.io.EdnText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges transactions over several databases by what each of these has in the end: done on all or on none, done if it was
 * acknowledged, not done if it was refused, and nothing left prepared.
 *
 * <p>The end is the last ok {@code final-read}. Recovery must have had its time by then: either everybody's last {@code
 * recover} was ok, or 30 s have passed since the first; else what is not finished is Unknown. So is a transaction that was
 * itself not over when the last read began, if that finds it half done; and all that began, or was acknowledged, only after
 * that. A commit that one such read has and a later one has not is lost, and one that is there twice was made twice,
 * however recovery stands. Totals over databases are
 * judged after recovery; a {@code read} on the way that sees another total is a note, unless {@code --model read-atomic} or
 * a level that implies it is asked for.
 *
 * <p><b>Guarantees</b>: a {@code partial-commit} is a transaction that one participant has done and another has not, both
 * named; an {@code in-doubt} one is prepared somewhere and done nowhere; a {@code lost} one was acknowledged and is done
 * nowhere; an {@code unexpected} one was refused, or never asked for, and is done everywhere. A {@code wrong-balance} is
 * not what the transactions leave there that the participant itself says it has done.
 *
 * <p><b>Cannot detect</b>: what participants do not tell of themselves; a half-done transaction that is put right before
 * the last read.
 *
 * <p><b>Complexity</b>: linear.
 *
 * <p><b>Reference</b>: Bernstein, Hadzilacos &amp; Goodman, "Concurrency Control and Recovery in Database Systems", 1987,
 * section 7.3 (AC1 to AC5); read atomic: Bailis et al., "Scalable Atomic Visibility with RAMP Transactions", SIGMOD 2014.
 */
final class AtomicCommitChecker implements Checker {
    /** No recovery changes what these tell. */
    private static final Set<String> DEFINITE =
            Set.of(AnomalyType.UNEXPECTED.wire(), AnomalyType.WRONG_BALANCE.wire(), AnomalyType.WRONG_TOTAL.wire());

    /** Levels under which no transaction is seen half done; serializability and snapshot isolation know no sessions. */
    private static final List<ConsistencyModel> WHOLE =
            List.of(ConsistencyModel.READ_ATOMIC, ConsistencyModel.SNAPSHOT_ISOLATION, ConsistencyModel.SERIALIZABLE);

    /** How long recovery may take. */
    static final Duration RECOVERY = Duration.ofSeconds(30);

    private final boolean readsAreAtomic;

    /** @throws IllegalArgumentException the level is not known */
    AtomicCommitChecker(CheckerOptions options) {
        readsAreAtomic = options.model()
                .map(name -> ConsistencyModel.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("no consistency model is named " + name
                                + "; --model read-atomic makes a violation of reads that see half of a transaction")))
                .filter(level -> WHOLE.stream().anyMatch(level::implies))
                .isPresent();
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        Map<Object, GlobalTransaction> transactions = new LinkedHashMap<>();
        List<Integer> reads = new ArrayList<>();
        List<Integer> finalReads = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (i % 1024 == 0) {
                context.checkpoint();
            }
            if (!history.isClient(i)) {
                continue;
            }
            switch (history.f(i)) {
                case "read" -> addIfOk(history, i, reads);
                case "final-read" -> addIfOk(history, i, finalReads);
                case "recover", "session-lost" -> {}
                default -> {
                    if (history.isInvoke(i)) {
                        add(history, i, transactions);
                    }
                }
            }
        }
        if (finalReads.isEmpty()) {
            return CheckResult.of(
                    Verdict.unknown("no :final-read is ok, so that nothing is known of what the participants have"));
        }
        FinalReads all = FinalReads.of(history, finalReads);
        FinalState end = new FinalState(history, all, transactions);
        List<Anomaly> anomalies = end.anomalies();
        FracturedReads fractured = FracturedReads.of(history, reads, end);
        if (readsAreAtomic) {
            anomalies.addAll(fractured.anomalies());
        }
        CheckResult result = new CheckResult(
                verdict(end, all, anomalies, context),
                readsAreAtomic ? List.of() : fractured.notes(),
                end.measurements(fractured));
        return end.note().map(result::withNote).orElse(result);
    }

    @Override
    public Cuts cuts(History history) {
        return new AtomicCommitCuts(history);
    }

    private static void addIfOk(History history, int i, List<Integer> list) {
        if (history.type(i) == OpType.OK) {
            list.add(i);
        }
    }

    private static void add(History history, int i, Map<Object, GlobalTransaction> transactions) {
        GlobalTransaction transaction = GlobalTransaction.of(history, i);
        GlobalTransaction other = transactions.putIfAbsent(transaction.id(), transaction);
        if (other != null) {
            throw new UnjudgeableHistoryException(
                    "event " + history.index(i) + ": expected an id of its own, but " + EdnText.name(transaction.id())
                            + " is that of event " + history.index(other.invocation()) + " too");
        }
    }

    /** While recovery may still go on, what is half done proves nothing. */
    private static Verdict verdict(FinalState end, FinalReads reads, List<Anomaly> anomalies, CheckContext context) {
        Optional<String> unfinished = end.unfinished();
        List<Anomaly> proven = new ArrayList<>(reads.contradictions());
        anomalies.stream()
                .filter(anomaly -> unfinished.isEmpty() || DEFINITE.contains(anomaly.type()))
                .forEach(proven::add);
        Optional<String> forgotten = reads.forgotten()
                .map(name -> "an earlier :final-read tells what " + name + " has, and the last one does not");
        Verdict verdict = Verdict.of(Findings.told(proven, context));
        for (Optional<String> cause : List.of(unfinished, forgotten, end.unread(), end.doubt())) {
            verdict = cause.map(Verdict::unknown).map(verdict::and).orElse(verdict);
        }
        return verdict;
    }
}
