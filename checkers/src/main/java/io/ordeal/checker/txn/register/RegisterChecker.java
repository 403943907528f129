package io.ordeal.checker.txn.register;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.Transactions.Workload;
import io.ordeal.checker.txn.search.CommitOrderSearch;
import io.ordeal.checker.txn.weak.WeakIsolation;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges transactions that write registers and read them, at any level of isolation.
 *
 * <p><b>Guarantees</b>: read committed, read atomic and causal are decided, as Biswas &amp; Enea define them: read committed
 * there is per read, and stronger than Adya's. All levels that imply one of these are Invalid where it is, so that serializability
 * is more than Adya's, too, by the order of sessions that their read committed has. Prefix consistency, snapshot isolation and serializability, the latter two
 * with the order of sessions or of real time as well, are decided by a search, if time and memory suffice: Valid has an
 * order that was replayed. What certain dependencies prove is told first, by its name, and that without a search. Of other
 * levels one is Valid if a stronger one is, Invalid if an anomaly that it proscribes was found, else Unknown. What is
 * found under an assumption is so if the assumption is.
 *
 * <p><b>Cannot detect</b>: what was never read; what a transaction of failed or unknown outcome had read. At
 * read-uncommitted, anything but reads of what nobody wrote, for the order of writes is not known.
 *
 * <p><b>Complexity</b>: of the inference linear, where there is no cycle; of the levels, {@link WeakIsolation} and {@link
 * CommitOrderSearch} say.
 *
 * <p><b>Reference</b>: Kingsbury &amp; Alvaro, "Elle", VLDB 2020, section 5, for the inference and its assumptions; Biswas
 * &amp; Enea, OOPSLA 2019.
 */
public final class RegisterChecker implements Checker {
    private final ConsistencyModel required;
    private final @Nullable Object initial;
    private final Set<Assumption> assumptions;

    /** @param initial what every register holds at first; null is nil */
    public RegisterChecker(ConsistencyModel required, @Nullable Object initial, Set<Assumption> assumptions) {
        this.required = required;
        this.initial = initial;
        this.assumptions = EnumSet.noneOf(Assumption.class);
        this.assumptions.addAll(assumptions);
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        Transactions transactions = Transactions.of(history, Workload.RW_REGISTER, initial, context);
        CheckResult result = new RegisterJudgement(transactions, required, assumptions, context).result();
        for (Assumption assumption : assumptions) {
            result = result.withNote("assumed: " + assumption.wire());
        }
        return result;
    }

    @Override
    public Cuts cuts(History history) {
        return new RegisterCuts(history);
    }

    /** Later transactions add dependencies and take none away: values are written once. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    @Override
    public boolean judges(History history, int completion) {
        return Transactions.hasRead(history, completion);
    }
}
