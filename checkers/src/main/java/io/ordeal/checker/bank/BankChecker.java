package io.ordeal.checker.bank;

import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.TransactionAnomaly;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges a bank: every read of all balances has the total with which the accounts were opened, none is below zero or
 * missing, and each account has what the transfers that were acknowledged before the read began, with any that were under
 * way or of unknown outcome, leave there.
 *
 * <p>Which reads must have the total: all of them where the accounts are in one database; with several, only {@code
 * final-read}s, which are made after recovery, unless {@code --model read-atomic} or a level above it is asked for. What
 * the others see half-way is a note. {@code --model} with a level that allows it makes a note of it in one database too;
 * there the reads that begin after the last transfer has ended are judged. (Read atomic promises as much of one transfer; a
 * read that lacks the first of two transfers and has the second asks for a little more, and is judged with it.)
 *
 * <p>That a read has all that was acknowledged before it began is asked of all reads of one database, as strict
 * serializability asks it; with {@code --model} and a level that knows no real time, and of several databases, only of the
 * reads in the end.
 *
 * <p><b>Guarantees</b>: totals differ only where money was made or lost, or a read was not of one state. A {@code
 * wrong-balance} is one that no choice of the transfers of unknown outcome explains for that account.
 *
 * <p><b>Cannot detect</b>: errors that cancel out in every read; whether the choice that explains one account is the one
 * that explains another, or one read is the one that explains another, such as that a transfer of unknown outcome is there,
 * and then gone; where neither an {@code open} is ok nor {@code --initial}
 * is given, what was wrong from the first read on, and lost transfers, whose totals are right.
 *
 * <p><b>Complexity</b>: linear, and for each transfer of unknown outcome the number of sums that these can have on an
 * account; for each read and account that of the transfers under way.
 *
 * <p><b>Reference</b>: {@code jepsen.tests.bank}; read atomic: Bailis et al., "Scalable Atomic Visibility with RAMP
 * Transactions", SIGMOD 2014, section 3.1.
 */
final class BankChecker implements Checker {
    private final @Nullable ConsistencyModel level;
    private final @Nullable Long initialTotal;

    /** @throws IllegalArgumentException the level is not known, or the initial total is no number */
    BankChecker(CheckerOptions options) {
        level = options.model().map(BankChecker::level).orElse(null);
        Object initial = options.initial();
        if (initial != null && !(initial instanceof Long)) {
            throw new IllegalArgumentException(
                    "--initial takes the total of all balances for bank, such as 100, not " + initial);
        }
        initialTotal = (Long) initial;
    }

    private static ConsistencyModel level(String name) {
        return ConsistencyModel.named(name)
                .orElseThrow(() -> new IllegalArgumentException("no isolation level is named " + name
                        + "; bank tells read-atomic and those above it from the others"));
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        Ledger ledger = new Ledger();
        for (int i = 0; i < history.size(); i++) {
            if (i % 1024 == 0) {
                context.checkpoint();
            }
            if (history.isClient(i)) {
                ledger.note(history, i);
            }
        }
        if (ledger.reads.isEmpty()) {
            return CheckResult.of(
                    Verdict.unknown("no :read and no :final-read is ok, so that nothing is known of the balances"));
        }
        return new Judgement(history, ledger).result(context.all());
    }

    @Override
    public Cuts cuts(History history) {
        return new BankCuts(history, violationsLast(history), level == null);
    }

    /**
     * Once it is known what is in the bank, and where every read is judged as soon as it is there: a weaker level judges
     * those after the last transfer, and which is the last is not known before the end.
     */
    @Override
    public boolean violationsLast(History soFar) {
        if (level != null) {
            return false;
        }
        for (int i = 0; i < soFar.size(); i++) {
            if (soFar.isClient(i) && soFar.f(i).equals("open") && soFar.type(i) == OpType.OK) {
                return true;
            }
        }
        return initialTotal != null;
    }

    /** What a history tells of the accounts. */
    private static final class Ledger {
        @Nullable
        Balances opened;

        final List<Balances> reads = new ArrayList<>();
        /** Position of the last event of a transfer that is not of unknown outcome; −1 if there is none. */
        int lastTransfer = -1;

        boolean manyDatabases;

        void note(History history, int i) {
            switch (history.f(i)) {
                case "open" -> {
                    if (history.type(i) == OpType.OK) {
                        open(history, i);
                    }
                }
                case "read", "final-read" -> {
                    if (history.type(i) == OpType.OK) {
                        Balances read = Balances.of(history, i);
                        manyDatabases |= read.manyDatabases();
                        reads.add(read);
                    }
                }
                case "transfer" -> {
                    lastTransfer = i;
                    if (history.type(i) == OpType.OK && history.value(i) != null) {
                        requireSame(
                                history,
                                i,
                                Balances.Transfer.of(history, history.partner(i))
                                        .equals(Balances.Transfer.of(history, i)));
                    }
                }
                default ->
                    throw new UnjudgeableHistoryException("event " + history.index(i)
                            + ": a bank knows :open, :transfer, :read and :final-read, not :" + history.f(i));
            }
        }

        private void open(History history, int i) {
            if (opened != null) {
                throw new UnjudgeableHistoryException("event " + history.index(i)
                        + ": the accounts are opened again, after event " + history.index(opened.event())
                        + ": what was in them since can't be told");
            }
            int asked = history.partner(i);
            opened = Balances.ofOpened(history, history.value(asked) == null ? i : asked)
                    .at(i);
            if (history.value(i) != null) {
                requireSame(
                        history,
                        i,
                        opened.byAccount().equals(Balances.ofOpened(history, i).byAccount()));
            }
            manyDatabases |= opened.manyDatabases();
        }

        private static void requireSame(History history, int completion, boolean same) {
            if (!same) {
                throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected :"
                        + history.f(completion) + " of "
                        + EdnText.brief(history.value(history.partner(completion)))
                        + " to be completed with the same value, or none, found "
                        + EdnText.brief(history.value(completion)) + ": which of them it was can't be told");
            }
        }
    }

    /** One check. */
    private final class Judgement {
        private final History history;
        private final Ledger ledger;
        private final boolean everyRead;
        /** Whether what was acknowledged before a read began is in it, and not only in the end. */
        private final boolean inRealTime;

        private final Wrong wrong;
        private final @Nullable Balances reference;
        private final long total;
        private int judged;
        private int halfWay;

        Judgement(History history, Ledger ledger) {
            this.history = history;
            this.ledger = ledger;
            wrong = new Wrong(history, ledger.lastTransfer);
            everyRead = level == null ? !ledger.manyDatabases : forbidsHalfWay(level);
            inRealTime =
                    level == null ? !ledger.manyDatabases : level.implies(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION);
            Balances first = ledger.opened;
            if (first == null && initialTotal == null) {
                first = ledger.reads.stream()
                        .filter(read -> isJudged(read)
                                && read.without().isEmpty()
                                && !read.byAccount().isEmpty())
                        .findFirst()
                        .orElse(null);
            }
            reference = first;
            total = first == null ? (initialTotal == null ? 0 : initialTotal) : first.total();
        }

        /** To see a transaction half done is no read atomicity, and a G-single. */
        private static boolean forbidsHalfWay(ConsistencyModel level) {
            return level.implies(ConsistencyModel.READ_ATOMIC)
                    || level.proscribed().contains(TransactionAnomaly.G_SINGLE);
        }

        private boolean isFinal(Balances read) {
            return history.f(read.event()).equals("final-read")
                    || (!ledger.manyDatabases && history.partner(read.event()) > ledger.lastTransfer);
        }

        private boolean isJudged(Balances read) {
            return everyRead || isFinal(read);
        }

        CheckResult result(boolean all) {
            for (Balances read : ledger.reads) {
                judge(read);
            }
            if (ledger.opened != null) {
                balances(ledger.opened);
            }
            Verdict verdict = Verdict.of(wrong.list(all));
            if (judged == 0) {
                verdict = verdict.and(Verdict.unknown(
                        ledger.manyDatabases
                                ? "no :final-read is ok: what accounts in several databases have is judged after"
                                        + " recovery"
                                : "no :read after the last transfer is ok, and --model asks for no more"));
            }
            Map<String, Object> measurements = new LinkedHashMap<>();
            measurements.put("reads-judged", judged);
            measurements.put("reads-half-way", halfWay);
            CheckResult result = new CheckResult(verdict, List.of(), measurements);
            return halfWay == 0
                    ? result
                    : result.withNote(halfWay + " reads on the way saw a transfer half done, which"
                            + (level == null ? " several databases allow" : " " + level.wire() + " allows")
                            + "; --model read-atomic does not");
        }

        private void judge(Balances read) {
            read.byAccount().forEach((account, balance) -> {
                if (balance < 0) {
                    wrong.add(
                            AnomalyType.NEGATIVE_BALANCE,
                            account,
                            read,
                            "has " + balance + " in account " + account,
                            null);
                }
            });
            if (!isJudged(read)) {
                halfWay += read.total() == total || reference == null ? 0 : 1;
                return;
            }
            judged++;
            boolean complete = accounts(read);
            if (complete && read.total() != total) {
                String instead = reference == null
                        ? "the total at first was " + total
                        : "the " + (reference.equals(ledger.opened) ? "accounts were opened with " : "first read has ")
                                + total + ", at event " + history.index(reference.event());
                wrong.add(
                        AnomalyType.WRONG_TOTAL,
                        null,
                        read,
                        "has a total of " + read.total() + ", but " + instead,
                        reference);
            }
        }

        /** Whether a read has just the accounts that there are; one that began before they were opened has not yet. */
        private boolean accounts(Balances read) {
            if (ledger.opened != null && history.partner(read.event()) < ledger.opened.event()) {
                return false;
            }
            for (String account : read.without()) {
                wrong.add(AnomalyType.LOST, account, read, "has no balance in account " + account, reference);
            }
            if (reference == null || !read.without().isEmpty()) {
                return read.without().isEmpty();
            }
            if (read.byAccount().isEmpty()) {
                if (inRealTime || isFinal(read)) {
                    // on the way it may be of the state before the accounts were opened, which is none to be read any
                    // more
                    wrong.add(
                            isFinal(read) ? AnomalyType.LOST : AnomalyType.WRONG_BALANCE,
                            null,
                            read,
                            "has no account at all, of the "
                                    + reference.byAccount().size() + " that there were",
                            reference);
                }
                return false;
            }
            for (String account : reference.byAccount().keySet()) {
                if (!read.byAccount().containsKey(account)) {
                    wrong.add(AnomalyType.LOST, account, read, "has no account " + account, reference);
                    return false;
                }
            }
            for (String account : read.byAccount().keySet()) {
                if (!reference.byAccount().containsKey(account)) {
                    wrong.add(
                            AnomalyType.UNEXPECTED,
                            account,
                            read,
                            "has an account " + account + " that nobody opened",
                            reference);
                    return false;
                }
            }
            return true;
        }

        /** Each account has what it had at first, and what acknowledged transfers moved, give or take unknown ones. */
        private void balances(Balances opened) {
            Map<Integer, Balances> reads = new HashMap<>();
            ledger.reads.stream()
                    .filter(read -> history.partner(read.event()) > opened.event()
                            && (inRealTime || isFinal(read))
                            && read.byAccount()
                                    .keySet()
                                    .equals(opened.byAccount().keySet()))
                    .forEach(read -> reads.put(read.event(), read));
            Movements movements = new Movements(history, opened.byAccount());
            Map<Integer, Movements.Before> begun = new HashMap<>();
            for (int i = 0; i < history.size(); i++) {
                if (!history.isClient(i)) {
                    continue;
                }
                boolean transfer = history.f(i).equals("transfer");
                if (transfer && history.isInvoke(i)) {
                    movements.begins(i);
                } else if (transfer && history.type(i) == OpType.OK) {
                    movements.ends(history.partner(i));
                } else if (history.isInvoke(i) && reads.containsKey(history.partner(i))) {
                    begun.put(i, movements.now());
                } else if (reads.containsKey(i)) {
                    Movements.Before before = Objects.requireNonNull(begun.remove(history.partner(i)));
                    balances(Objects.requireNonNull(reads.get(i)), opened, movements.since(before));
                }
            }
        }

        private void balances(Balances read, Balances opened, Movements.Possible possible) {
            read.byAccount().forEach((account, balance) -> {
                if (!possible.has(account, balance)) {
                    wrong.add(
                            AnomalyType.WRONG_BALANCE,
                            account,
                            read,
                            "has " + balance + " in account " + account + (isFinal(read) ? ", in the end" : "")
                                    + ", but the transfers that were acknowledged before it began, with any that were"
                                    + " under way or of unknown outcome, leave " + possible.of(account)
                                    + " of the " + opened.byAccount().get(account) + " it was opened with: one that was"
                                    + " acknowledged is not there, or not all of it, or one is that failed",
                            opened);
                }
            });
        }
    }
}
