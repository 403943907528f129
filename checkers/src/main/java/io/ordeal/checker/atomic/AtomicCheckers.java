package io.ordeal.checker.atomic;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of transactions over several databases. */
public final class AtomicCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "atomic-commit",
                "every global transaction is done on all participants or on none once recovery is done; what was"
                        + " acknowledged is done, what was refused is not",
                List.of(
                        new OpShape(
                                "transfer, or any other",
                                "{:id i}, each i but once; with :debit [database account], :credit [database account] and"
                                        + " :amount n balances are judged too",
                                "it is not looked at"),
                        new OpShape("read", "nil", "{:balances {:a [90 110], …}}, by account from 0"),
                        new OpShape(
                                "recover",
                                "whose recovery it is",
                                "the same; where all are ok, nothing that is prepared will be resolved any more"),
                        new OpShape(
                                "final-read",
                                "nil",
                                "{:participants {:a {:committed [i …], :prepared [i …]}, …}}; with :balances [90 110] and"
                                        + " :opening 100 balances are judged too")),
                Set.of(CheckerOption.MODEL),
                List.of(),
                AtomicCommitChecker::new));
    }
}
